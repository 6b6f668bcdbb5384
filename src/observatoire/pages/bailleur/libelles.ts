import type { GenreSuccession, SortObjectifs } from "#donnees/regles/bailleur/succession.ts";

export const PAGE_BAILLEURS = "donnees/bailleurs";

export const LIBELLE_GENRE: Readonly<Record<GenreSuccession, string>> = {
  absorption: "Absorption",
  fusion: "Fusion",
  scission: "Scission",
  transfert: "Transfert d’une partie du parc",
};

export const LIBELLE_SORT: Readonly<Record<SortObjectifs, string>> = {
  repris: "Repris par le successeur, et ajoutés aux siens",
  repartis: "Partagés, selon les parts écrites",
  clos: "Arrêtés ce jour-là",
  inchanges: "Inchangés",
};

/** Most successors in one act. */
export const PARTS_MAX = 4;
