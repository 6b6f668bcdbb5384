import { parametre } from "#droit/regles/parametre.ts";

/**
 * No text imposes these values on a local observatory: they are those of the ministerial statistical service, used until the convention's partners
 * decide otherwise.
 */
export const SEUIL_SECRET = parametre.nombre("seuil-secret");

/** Largest share of an amount that one bailleur may hold. */
export const SEUIL_DOMINANCE = parametre.taux("seuil-dominance");

export const CONTRIBUTEURS_MIN = parametre.nombre("contributeurs-minimum");
