/** Recent entrants against the households already there. « inconnu »: too few answers on either side, or contradictory ones. */
export const EVOLUTIONS = ["s-aggrave", "s-ameliore", "non-distinguable", "inconnu"] as const;
export type Evolution = (typeof EVOLUTIONS)[number];

export const LIBELLE_EVOLUTION: Readonly<Record<Evolution, string>> = {
  "s-aggrave": "S’aggrave",
  "s-ameliore": "S’améliore",
  "non-distinguable": "Non distinguable",
  inconnu: "Non comparable",
};

/** Class of an interval on « entrants − already there »: one that contains 0 proves nothing. */
export function classerEvolution(intervalle: readonly [number, number] | null): Evolution {
  if (intervalle === null) return "inconnu";
  if (intervalle[0] > 0) return "s-aggrave";
  if (intervalle[1] < 0) return "s-ameliore";
  return "non-distinguable";
}

export type EffectifRepondants = { readonly effectif: number; readonly repondants: number };

/**
 * Households already there: all occupants minus the recent ones, so that the compared groups are disjoint. null when the survey contradicts itself
 * (more recent entrants than occupants, on either count).
 */
export function retirerEntrants(
  occupants: EffectifRepondants,
  entrants: EffectifRepondants,
): EffectifRepondants | null {
  const effectif = occupants.effectif - entrants.effectif;
  const repondants = occupants.repondants - entrants.repondants;
  return effectif < 0 || repondants < effectif ? null : { effectif, repondants };
}
