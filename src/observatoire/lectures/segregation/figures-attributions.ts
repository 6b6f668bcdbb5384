import type { Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { compteParmi, figureOf, INCONNUE, SANS_OBJET } from "../cellule.ts";
import type { SegregationAnnee } from "./compter.ts";
import { COLONNES_INDICE, colonne, indice, METHODE_D, partDuHasard, REFERENCE_D } from "./methode.ts";

const COLONNES_EFFECTIFS = [
  colonne("baux", "Baux", "nombre", "Attributions localisées, aux ressources connues."),
  colonne("premier_quartile", "1er quartile", "nombre", "Celles du premier quartile, parmi elles."),
  colonne(
    "non_localises",
    "Non localisés",
    "nombre",
    "Hors de l’indice ; les bornes disent ce qu’ils pourraient y changer.",
  ),
] as const;

const COLONNES_ISOLEMENT = [
  colonne("isolement", "Isolement", "taux", "Part du 1er quartile du côté d’un ménage du 1er quartile, en moyenne."),
  colonne("exposition", "Exposition", "taux", "Part des autres du côté d’un ménage du 1er quartile : 1 − isolement."),
  colonne("eta2", "Êta²", "taux", "Isolement corrigé de la taille du groupe."),
] as const;

const RESERVES = [
  "Les unités comparées sont celles des baux signés dans l’année, pas celles des ménages logés.",
  "Les attributions non localisées ne sont placées nulle part : entre parenthèses, le plus petit et le plus grand indice qu’elles permettent.",
];

/** Two units: in QPV, and outside. */
export function buildCotes(annees: readonly SegregationAnnee[], source: string): Figure {
  return buildAnnees(annees, {
    code: "segregation-qpv",
    titre: "Premier quartile et autres ménages, en quartier prioritaire et hors",
    source,
    colonnes: COLONNES_ISOLEMENT,
    definition: "Deux unités : quartiers prioritaires, reste du territoire.",
  });
}

/** Each commune, cut in two where it has a QPV. */
export function buildCommunes(annees: readonly SegregationAnnee[], source: string): Figure {
  return buildAnnees(annees, {
    code: "segregation-communes",
    titre: "Premier quartile et autres ménages, entre communes et quartiers",
    source,
    colonnes: COLONNES_NIVEAUX("entre communes"),
    definition: "Une unité par commune, deux là où un quartier prioritaire la partage.",
  });
}

/** Each bailleur on each side, with M decomposed between the sides and, inside, between bailleurs. */
export function buildBailleurs(annees: readonly SegregationAnnee[], source: string): Figure {
  return buildAnnees(annees, {
    code: "segregation-bailleurs",
    titre: "Premier quartile et autres ménages, entre bailleurs et quartiers",
    source,
    colonnes: COLONNES_NIVEAUX("entre bailleurs"),
    definition: "Une unité par bailleur et par côté des quartiers prioritaires.",
  });
}

const COLONNES_NIVEAUX = (entre: string) =>
  [
    colonne(
      "part_cotes",
      "Part entre côtés",
      "taux",
      "De l’information M, ce qui tient au côté des quartiers prioritaires.",
    ),
    colonne("hasard_cotes", "Hasard entre côtés", "taux", "De cette part, ce que le hasard seul donnerait."),
    colonne("part_dedans", `Part ${entre}`, "taux", `De l’information M, ce qui se joue ${entre} d’un même côté.`),
    colonne("hasard_dedans", `Hasard ${entre}`, "taux", "De cette part, ce que le hasard seul donnerait."),
  ] as const;

type Mise = Pick<Figure, "code" | "titre"> & {
  readonly source: string;
  readonly definition: string;
  readonly colonnes: readonly ReturnType<typeof colonne>[];
};

function buildAnnees(annees: readonly SegregationAnnee[], mise: Mise): Figure {
  const { code, titre, source, definition, colonnes } = mise;
  const niveaux = colonnes.some((one) => one.code === "part_cotes");
  return figureOf({
    code,
    titre,
    maille: "epci",
    lignesDe: "Année",
    colonnes: [...COLONNES_EFFECTIFS, ...COLONNES_INDICE, ...colonnes],
    lignes: annees.map(
      (annee): LigneFigure => ({
        cle: String(annee.annee),
        libelle: String(annee.annee),
        cellules: cellulesOf(annee),
      }),
    ),
    methode: {
      definition: [
        `Ménages du premier quartile de ressources et autres ménages, d’après les attributions suivies d’un bail signé. ${definition}`,
        ...METHODE_D,
        ...(niveaux ? [METHODE_M] : []),
      ],
      source,
      reference: REFERENCE_D,
      reserves: RESERVES,
    },
    graphique: annees.length > 1 ? { genre: "courbes", colonnes: ["dissimilarite", "hasard"] } : null,
  });
}

const METHODE_M =
  "L’information mutuelle M s’additionne par niveaux emboîtés : ce que le côté (quartier prioritaire ou non) apprend du quartile, puis ce que l’unité apprend de plus à l’intérieur d’un même côté. Les colonnes « Hasard » disent quelle part de chaque niveau les mêmes ménages, tirés au sort, donneraient aussi.";

function cellulesOf({ indices, bornes, niveaux, ...annee }: SegregationAnnee): LigneFigure["cellules"] {
  const { baux, nonLocalises, sansRessources } = annee;
  const ignores = nonLocalises + sansRessources;
  // Leases outside the index for lack of facts still exist: « inconnu » rather than « sans objet ».
  const absent = baux === 0 && ignores > 0 ? INCONNUE : SANS_OBJET;
  return {
    baux: { valeur: baux },
    premier_quartile: compteParmi(annee.premierQuartile, baux, ignores),
    non_localises: compteParmi(nonLocalises, baux + nonLocalises, sansRessources),
    dissimilarite: indice(indices?.dissimilarite, absent, nonLocalises > 0 ? bornes : null),
    hasard: indice(indices?.attendue, absent),
    corrigee: indice(indices?.corrigee, absent),
    isolement: indice(indices?.isolement, absent),
    exposition: indice(indices?.exposition, absent),
    eta2: indice(indices?.eta2, absent),
    part_cotes: indice(niveaux?.[0]?.part, absent),
    hasard_cotes: partDuHasard(niveaux?.[0], absent),
    part_dedans: indice(niveaux?.[1]?.part, absent),
    hasard_dedans: partDuHasard(niveaux?.[1], absent),
  };
}
