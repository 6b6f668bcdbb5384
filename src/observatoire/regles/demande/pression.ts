/** Counts of one place or type of dwelling: the stock, the demandes of a day, the leases of a year. */
export type ComptePression = { readonly parc: number | null; readonly demandes: number; readonly attributions: number };

/** Demandes and leases of unknown place (or type): each belongs to an unknown line. */
export type InconnusPression = { readonly demandes: number; readonly attributions: number };

/** Shares between 0 and 1, differences of shares between −1 and 1. null where there is nothing to divide by. */
export type Pression = {
  readonly partParc: number | null;
  readonly partDemande: number | null;
  readonly partAttribution: number | null;
  /** Share of the demandes minus share of the stock: « différentiel % parc / % demande ». */
  readonly ecartParc: number | null;
  /** Share of the leases minus share of the demandes: « différentiel part demande / part des attributions ». */
  readonly ecartAttribution: number | null;
  /** Demandes in stock per lease of the year. */
  readonly ratio: number | null;
  /** Extreme ratios over the placings of the unknown; the highest is null when there may be no lease. */
  readonly ratioMin: number | null;
  readonly ratioMax: number | null;
};

/**
 * Pressure of demand on one line, out of `total`, the sum of known lines. The highest ratio places every unknown demande here and every unknown lease
 * elsewhere; the lowest, the reverse.
 */
export function computePression(ligne: ComptePression, total: ComptePression, inconnus: InconnusPression): Pression {
  const partParc = divide(ligne.parc, total.parc);
  const partDemande = divide(ligne.demandes, total.demandes);
  const partAttribution = divide(ligne.attributions, total.attributions);
  return {
    partParc,
    partDemande,
    partAttribution,
    ecartParc: subtract(partDemande, partParc),
    ecartAttribution: subtract(partAttribution, partDemande),
    ratio: divide(ligne.demandes, ligne.attributions),
    ratioMin: divide(ligne.demandes, ligne.attributions + inconnus.attributions),
    ratioMax: divide(ligne.demandes + inconnus.demandes, ligne.attributions),
  };
}

function divide(part: number | null, total: number | null): number | null {
  return part === null || total === null || total === 0 ? null : part / total;
}

function subtract(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a - b;
}
