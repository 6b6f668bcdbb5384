/** Place of the dwelling on the day the lease was signed. A dwelling that nobody located is `inconnue`, and **not** hors QPV. */
export type Situation = "qpv" | "hors-qpv" | "inconnue";
