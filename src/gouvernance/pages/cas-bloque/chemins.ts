import type { ActeCas } from "../../lectures/cas-bloque/cas.ts";

export const CHEMIN_CAS = "commission/cas";
export const CHEMIN_NOUVEAU_CAS = "commission/cas/nouveau";

export function cheminCas(id: number): string {
  return `${CHEMIN_CAS}/${id}`;
}

/** The form of an act, shown and sent at the same address. */
export function cheminActeCas(id: number, acte: ActeCas): string {
  return `${CHEMIN_CAS}/${id}/${acte}`;
}
