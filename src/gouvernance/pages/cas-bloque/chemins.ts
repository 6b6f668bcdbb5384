import type { ActeCas } from "../../lectures/cas-bloque/cas.ts";

export const CHEMIN_CAS = "commission/cas";
export const CHEMIN_NOUVEAU_CAS = "commission/cas/nouveau";

export function cheminCas(id: number): string {
  return `${CHEMIN_CAS}/${id}`;
}

/** The form is shown and posted at this path. */
export function cheminActeCas(id: number, acte: ActeCas): string {
  return `${CHEMIN_CAS}/${id}/${acte}`;
}
