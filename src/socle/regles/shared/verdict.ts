/**
 * `indecidable`: unknown leases could reverse the answer. `en-cours`: a quarter of the period is not wholly published. `sans-objet`: nothing to
 * count.
 */
export type Verdict = "atteint" | "non-atteint" | "indecidable" | "en-cours" | "sans-objet";
