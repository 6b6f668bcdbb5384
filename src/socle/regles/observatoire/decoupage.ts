/** How the reader of a map asks for its classes: as many rows in each, the widest gaps, or cuts that mean something. */
export const DECOUPAGES = ["quantiles", "ruptures", "sens"] as const;
export type Decoupage = (typeof DECOUPAGES)[number];
