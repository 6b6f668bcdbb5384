/**
 * Public status of a bailleur's objective, without its counts. `effectif-insuffisant`: fewer leases than a verdict needs, or none; `indecidable`:
 * unknown leases could reverse the answer, or another count of the year contradicts it.
 */
export type StatutObjectif = "atteint" | "non-atteint" | "effectif-insuffisant" | "indecidable";

export const LIBELLE_STATUT_OBJECTIF: Readonly<Record<StatutObjectif, string>> = {
  atteint: "Objectif atteint",
  "non-atteint": "Objectif non atteint",
  "effectif-insuffisant": "Effectif insuffisant",
  indecidable: "Non décidé",
};

/** Under it, no verdict. « Under 20 » leaves twenty possible values, from 0 to 19: wider than any count to hide; « under 11 » would not. */
export const EFFECTIF_STATUT = 20;
