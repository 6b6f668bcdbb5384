import { parametre } from "#droit/regles/parametre.ts";

/**
 * No text binds a local observatory to these values: they are those of the ministerial statistical service, taken as a policy until the
 * partners of the convention say otherwise.
 */
export const SEUIL_SECRET = parametre.nombre("seuil-secret");

/** Share of an amount that one bailleur may hold. */
export const SEUIL_DOMINANCE = parametre.taux("seuil-dominance");

export const CONTRIBUTEURS_MIN = parametre.nombre("contributeurs-minimum");
