import { parametre } from "#droit/regles/parametre.ts";

/** As `SEUIL_SECRET`. Largest share of an amount that one bailleur may hold. */
export const SEUIL_DOMINANCE = parametre.taux("seuil-dominance");

export const CONTRIBUTEURS_MIN = parametre.nombre("contributeurs-minimum");
