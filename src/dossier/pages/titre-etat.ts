import type { EtatDemande } from "../regles/etat.ts";

/** Titles in plain words, as the household reads them. */
export const TITRE_ETAT: Readonly<Record<EtatDemande, string>> = {
  brouillon: "Votre demande n’est pas encore envoyée",
  "a-enregistrer": "Le guichet vérifie votre demande",
  "a-completer": "Votre demande est à compléter",
  active: "Votre demande est active",
  "a-renouveler": "Votre demande est à renouveler",
  avertie: "Une réponse est attendue de vous",
  radiee: "Votre demande est arrêtée",
};
