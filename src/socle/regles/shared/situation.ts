/** Where the dwelling stands on the day the lease was signed. A dwelling that nobody located is `inconnue`: it is **not** hors QPV. */
export type Situation = "qpv" | "hors-qpv" | "inconnue";
