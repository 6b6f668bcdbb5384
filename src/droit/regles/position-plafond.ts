/** Resources against the ceilings of the three fundings, PLAI under PLUS under PLS. */
export const POSITIONS_PLAFOND = ["plai", "plus", "pls", "au-dela", "inconnue"] as const;
export type PositionPlafond = (typeof POSITIONS_PLAFOND)[number];
