/** Written in `prepareUrbain`: one whose text, milestones and follow-ups are attacked, one that is closed and opened again. */
export const NUMERO_ESSAI = "90";
export const NUMERO_CLOS = "91";

export const ACTION_ESSAI: Readonly<Record<string, string>> = {
  numero: NUMERO_ESSAI,
  titre: "Action d’essai",
  orientation: "Orientation 9 : essayer",
  publie: "oui",
  resume: "En bref",
  pilote: "L’agglomération",
  acteurs: "Les bailleurs",
  jalons: "au fil de l’eau",
  indicateurs: "demandes-en-cours",
  relu: "oui",
};
export const ACTION_CLOSE_ESSAI: Readonly<Record<string, string>> = { ...ACTION_ESSAI, numero: NUMERO_CLOS };

export const JALON_ESSAI: Readonly<Record<string, string>> = {
  libelle: "Jalon d’essai",
  echeance: "2030-01-31",
  source: "Convention, page 12",
  livrable: "Un document",
  chemin: "programme/regles",
  relu: "oui",
};

/** Of the kind « promoteurs », which asks for the most words. */
export const FAIT_ESSAI: Readonly<Record<string, string>> = {
  annee: "2025",
  partenaire: "Un promoteur",
  objet: "Une opération",
  commune: "52448",
  etat: "libre",
  prevu: "12",
  realise: "4",
  montant: "",
  le: "2025-06-01",
  source: "Convention, page 12",
  relu: "oui",
};

export const SUIVI_ESSAI: Readonly<Record<string, string>> = {
  etat: "en-cours",
  le: "2026-02-01",
  note: "Une étape est faite.",
  publie: "oui",
  relu: "oui",
};
