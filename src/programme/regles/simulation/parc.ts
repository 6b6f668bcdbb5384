/** Flows of a stock in one year. `demande`: leases wanted; the other fields are dwellings. */
export type MouvementsAnnee = {
  readonly annee: number;
  readonly demande: number;
  readonly demolis: number;
  readonly occupesDemolis: number;
  readonly neufs: number;
};

/** A stock at the end of a year. Fractions of dwellings are expectations. */
export type ParcAnnee = {
  readonly annee: number;
  readonly logements: number;
  readonly occupes: number;
  /** Share of empty dwellings; null when no dwelling is left. */
  readonly vacance: number | null;
  readonly sortants: number;
  /** Dwellings that can be let that year: empty, vacated or new, without those to demolish. */
  readonly offre: number;
  readonly entrees: number;
  readonly demolis: number;
  readonly neufs: number;
  /** Wanted leases without an empty dwelling. */
  readonly nonServies: number;
};

/**
 * One year of stock: S' = S − demolished + new; leavers = rotation × occupied; entries = min(wanted, empty + leavers + new − empty demolished);
 * O' = O − leavers − occupied demolished + entries. Nothing goes below 0, and O' never above S'.
 */
export function advanceParc(
  parc: { readonly logements: number; readonly occupes: number },
  rotation: number,
  { annee, demande, demolis, occupesDemolis, neufs }: MouvementsAnnee,
): ParcAnnee {
  const logements = Math.max(0, parc.logements - demolis + neufs);
  const sortants = rotation * parc.occupes;
  // A household of a building to demolish may be among the leavers: it is counted once.
  const restants = Math.min(logements, Math.max(0, parc.occupes - sortants - occupesDemolis));
  const offre = logements - restants;
  const entrees = Math.min(demande, offre);
  const occupes = restants + entrees;
  const vacance = logements === 0 ? null : 1 - occupes / logements;
  const nonServies = demande - entrees;
  return { annee, logements, occupes, vacance, sortants, offre, entrees, demolis, neufs, nonServies };
}
