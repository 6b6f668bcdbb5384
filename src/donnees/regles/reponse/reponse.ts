/** Columns of the file of questions: what a bailleur fills, and by what each line is known again. */
export const COLONNES_REPONSES = {
  reference: "REFERENCE_BLAISE",
  reponse: "EN_QUARTIER_PRIORITAIRE",
  source: "COMMENT_LE_SAVEZ_VOUS",
} as const;

/** Why an answer is not applied. */
export const LIBELLE_CONFLIT = {
  illisible: "réponse illisible : écrivez oui, non ou ne sait pas",
  "deux-reponses": "deux réponses différentes pour ce logement",
  "deja-autrement": "déjà localisé, et autrement",
  inconnue: "logement inconnu de Blaise, ou plus publié",
} as const;
export type Conflit = keyof typeof LIBELLE_CONFLIT;
