/** The kinds of files Blaise receives. One file is one lot of one source. */
export const SOURCES = [
  "rpls",
  "sne-attributions",
  "sne-demandes",
  "qpv",
  "communes",
  "seuils",
  "objectifs",
  "resultats",
  "resultats-nationaux",
  "syplo",
  "prioritaires-bailleur",
  "ops",
] as const;

export type Source = (typeof SOURCES)[number];

export const LIBELLE_SOURCE: Readonly<Record<Source, string>> = {
  rpls: "RPLS (parc social)",
  "sne-attributions": "SNE, attributions",
  "sne-demandes": "SNE, demandes",
  qpv: "Périmètres des quartiers prioritaires",
  communes: "Contours des communes",
  seuils: "Seuils du 1er quartile",
  objectifs: "Objectifs de la convention",
  resultats: "Résultats publiés (Infocentre, document signé)",
  "resultats-nationaux": "Résultats nationaux par EPCI (DGALN)",
  syplo: "SYPLO (publics prioritaires du préfet)",
  "prioritaires-bailleur": "Publics prioritaires d’un bailleur",
  ops: "OPS (occupation du parc social, par résidence)",
};

export function isSource(value: string): value is Source {
  return (SOURCES as readonly string[]).includes(value);
}
