/** What can be found, in the order in which it is shown when nothing tells one from another. */
export const GENRES_CHERCHES = [
  "lieu",
  "organisation",
  "dossier",
  "cas",
  "reunion",
  "document",
  "page",
  "acte",
  "definition",
] as const;
export type GenreCherche = (typeof GENRES_CHERCHES)[number];

export const LIBELLE_GENRE_CHERCHE: Readonly<Record<GenreCherche, string>> = {
  lieu: "Lieux et résidences",
  organisation: "Organisations",
  dossier: "Dossiers",
  cas: "Cas bloqués",
  reunion: "Réunions",
  document: "Fichiers et rapports",
  page: "Pages",
  acte: "Actes",
  definition: "Définitions",
};

/** One thing that can be found. */
export type Cherchable = {
  readonly genre: GenreCherche;
  readonly titre: string;
  readonly contexte: string;
  /** Under the territory; with « / » first, from the root. */
  readonly chemin: string;
  /** Other words under which it is found, which are not shown. */
  readonly aussi?: string;
};
