/**
 * What the public is told of a bailleur's objective: never its counts. `effectif-insuffisant`: fewer leases than a verdict needs, or none at all;
 * `indecidable`: leases of which something is unknown could turn the answer, or another count of the year says the contrary.
 */
export type StatutObjectif = "atteint" | "non-atteint" | "effectif-insuffisant" | "indecidable";

export const LIBELLE_STATUT_OBJECTIF: Readonly<Record<StatutObjectif, string>> = {
  atteint: "Objectif atteint",
  "non-atteint": "Objectif non atteint",
  "effectif-insuffisant": "Effectif insuffisant",
  indecidable: "Non décidé",
};

/**
 * Under it no verdict is given. Saying that a count is under 20 leaves twenty values to it, from 0 to 19: wider than any count that has
 * to be hidden; saying « under 11 » would not.
 */
export const EFFECTIF_STATUT = 20;
