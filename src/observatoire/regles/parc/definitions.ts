import { parametre } from "#droit/regles/parametre.ts";

/** Dwellings under which a résidence is left out of the reading of vacancy by age: one empty flat would already be a high rate. */
export const RESIDENCE_MIN = parametre.nombre("taille-residence-vacance");

/** Where the State's own figures of the stock come from: its code, read, since no text writes these formulas. */
export const REFERENCE_ETAT = "Définitions lues dans le code publié des statistiques de l’État sur RPLS";
