/** Refusals that are not about the content of what was sent. Every other one is a 422: understood, and refused with its reason. */
const STATUTS: Readonly<Record<string, 400 | 401 | 403 | 404 | 405 | 409 | 413 | 421 | 429>> = {
  "saisie-invalide": 400,
  "envoi-interrompu": 400,
  "periode-invalide": 400,
  "connexion-requise": 401,
  "droit-absent": 403,
  "origine-refusee": 403,
  "page-introuvable": 404,
  "territoire-inconnu": 404,
  "bailleur-inconnu": 404,
  "lot-inconnu": 404,
  "depot-inconnu": 404,
  "rapport-inconnu": 404,
  "localisation-inconnue": 404,
  "methode-refusee": 405,
  "deja-importe": 409,
  "lot-non-pret": 409,
  "lot-non-publie": 409,
  "lot-publie": 409,
  "a-confirmer": 409,
  "adresse-inconnue": 409,
  "proposition-perimee": 409,
  "envoi-trop-grand": 413,
  "fichier-trop-grand": 413,
  "hote-inconnu": 421,
  "trop-de-demandes": 429,
};

export function statusOf(code: string): 400 | 401 | 403 | 404 | 405 | 409 | 413 | 421 | 422 | 429 {
  return STATUTS[code] ?? 422;
}
