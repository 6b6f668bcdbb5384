/** Leases of a year that no published file covers: in no bilan yet. */
export type BauxEnAttente = { readonly annee: number; readonly nombre: number };
