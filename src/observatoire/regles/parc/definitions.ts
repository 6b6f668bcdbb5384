import { parametre } from "#droit/regles/parametre.ts";

/** Smaller résidences are left out of vacancy by age: one empty flat would already be a high rate. */
export const RESIDENCE_MIN = parametre.nombre("taille-residence-vacance");

/** Source of the State's own figures: its published code, since no text writes these formulas. */
export const REFERENCE_ETAT = "Définitions lues dans le code publié des statistiques de l’État sur RPLS";
