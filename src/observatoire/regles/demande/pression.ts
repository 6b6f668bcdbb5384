/** Counts of one place or one type of dwelling: the stock, the demandes in progress on a day, the leases signed over a year. */
export type ComptePression = { readonly parc: number | null; readonly demandes: number; readonly attributions: number };

/** Demandes and leases whose place (or type) nobody wrote: they belong to one of the lines, and nobody knows which. */
export type InconnusPression = { readonly demandes: number; readonly attributions: number };

/** Shares between 0 and 1, differences of shares between −1 and 1. null where there is nothing to divide by. */
export type Pression = {
  readonly partParc: number | null;
  readonly partDemande: number | null;
  readonly partAttribution: number | null;
  /** Share of the demandes less share of the stock: « différentiel % parc / % demande ». */
  readonly ecartParc: number | null;
  /** Share of the leases less share of the demandes: « différentiel part demande / part des attributions ». */
  readonly ecartAttribution: number | null;
  /** Demandes in stock for one lease of the year. */
  readonly ratio: number | null;
  /** Lowest and highest ratio that placing the unknown could give; the highest is null when there may be no lease at all. */
  readonly ratioMin: number | null;
  readonly ratioMax: number | null;
};

/**
 * The pressure of the demande on one line, out of `total`: the sum of the lines whose place is known. Placing every unknown demande here
 * and every unknown lease elsewhere gives the highest ratio, the reverse the lowest.
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
