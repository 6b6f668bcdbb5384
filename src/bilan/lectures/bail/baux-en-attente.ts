/** Leases of a year that no published file covers: they are in no bilan yet. */
export type BauxEnAttente = { readonly annee: number; readonly nombre: number };
