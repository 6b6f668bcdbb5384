/** R: read in the source cited. M: measured or recomputed. S: stated by the signed convention. B: believed, shown « à confirmer ». */
export const CONFIANCES = ["R", "M", "S", "B"] as const;
export type Confiance = (typeof CONFIANCES)[number];
