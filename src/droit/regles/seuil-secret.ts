import { parametre } from "./parametre.ts";

/**
 * Smallest number of households that is told. No text imposes it on a local observatory: it is that of the ministerial statistical service, used until
 * the convention's partners decide otherwise.
 */
export const SEUIL_SECRET = parametre.nombre("seuil-secret");
