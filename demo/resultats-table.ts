import type { CleBailleur } from "./bailleurs.ts";

/** A figure printed in the signed document. `explication`: why the product finds another one (rulebook, discrepancies); absent when it agrees. */
export type ResultatDemo = {
  readonly annee: number;
  readonly bailleur: CleBailleur | null;
  readonly grandeur: string;
  readonly imprime: string;
  readonly source: string;
  readonly explication?: string;
};

const CELLULES = [
  "q1-qpv",
  "q1-hors-qpv",
  "q1-inconnue",
  "q24-qpv",
  "q24-hors-qpv",
  "q24-inconnue",
  "total-qpv",
  "total-hors-qpv",
  "total-inconnue",
  "total",
] as const;

/** A value alone agrees with ours; with an explanation, it does not. */
type Cellule = number | string | readonly [imprime: number | string, explication: string];

function tableau(
  annee: number,
  bailleur: CleBailleur | null,
  source: string,
  cellules: Readonly<Record<string, Cellule>>,
): ResultatDemo[] {
  return Object.entries(cellules).map(([grandeur, cellule]) => {
    const [imprime, explication] = Array.isArray(cellule) ? (cellule as [string, string]) : [cellule];
    const base = { annee, bailleur, grandeur, imprime: String(imprime), source };
    return explication === undefined ? base : { ...base, explication };
  });
}

/** The ten cells of a table « quartile × situation »; the same explanation for those whose rank is listed. */
function repartition(
  valeurs: readonly number[],
  ecart?: { rangs: readonly number[]; explication: string },
): Record<string, Cellule> {
  return Object.fromEntries(
    CELLULES.map((grandeur, rang) => {
      const imprime = valeurs[rang] ?? 0;
      return [grandeur, ecart?.rangs.includes(rang) ? ([imprime, ecart.explication] as const) : imprime];
    }),
  );
}

const EPCI_2016 = "Document-cadre du 5 octobre 2018, §2, bilan 2016 de l’EPCI, Infocentre SNE";
const EPCI_2017 = "Document-cadre du 5 octobre 2018, §2, bilan 2017 de l’EPCI, Infocentre SNE";
const RPLS_2016 = "Document-cadre du 5 octobre 2018, §2, RPLS décret au 1er janvier 2016";
const RPLS_BAILLEURS_2016 =
  "Document-cadre du 5 octobre 2018, §2.1, répartition du parc de logements sociaux au 1er janvier 2016 (RPLS)";
const RPLS_2017 = "Document-cadre du 5 octobre 2018, §2, RPLS décret au 1er janvier 2017";
const CHIFFRES_CLES = "Document-cadre du 5 octobre 2018, §1.3, chiffres-clés (RPLS 2017)";
const BAILLEURS_2016 = "Document-cadre du 5 octobre 2018, §2, attributions 2016 par bailleur, extractions du SNE";
const BAILLEURS_2017 = "Document-cadre du 5 octobre 2018, §2, attributions 2017 par bailleur, extractions du SNE";
const SYNTHESE_2016 = "Document-cadre du 5 octobre 2018, §2, synthèse 2016";
const SYNTHESE_2017 = "Document-cadre du 5 octobre 2018, §2, synthèse 2017";
const OBJECTIFS = "Document-cadre du 5 octobre 2018, §6.1, action 9, objectifs 2018-2020";

const DEUX_EXTRACTIONS =
  "Deux extractions différentes : celle par bailleur localise 52 attributions de plus que celle de l’EPCI (41 en QPV, 11 hors QPV), pour le même total de 765.";
const SUITE_DES_EXTRACTIONS =
  "Conséquence des deux extractions de 2016 : le document calcule sur 280 attributions hors QPV et 384 en QPV, la somme des bailleurs en donne 291 et 425.";
const SANS_MILLESIME_2016 =
  "Parc au 1er janvier 2016 : aucun fichier RPLS de ce millésime n’est chargé, le chiffre n’est pas recalculable ici.";
const POLE_URBAIN = "Document-cadre du 5 octobre 2018, §2, répartition de l’offre locative sociale";
const BASE_ANCIENNE =
  "Le commentaire suit le tableau du RPLS 2015 : 3 268 logements du Vert-Bois sur 5 281 à Saint-Dizier (61,9 %). Le RPLS 2017 en compte 3 648.";
const RPLS_DECRET =
  "Le §1.3 cite le RPLS, le §2 le « RPLS décret » : deux comptages du parc de 2017 (6 193 dont 3 680 en QPV, 6 261 dont 3 648).";
const SANS_OBJET_QPV =
  "Le document imprime 0 % alors que ce bailleur n’a aucune attribution en QPV : le taux est sans objet.";
const PAS_D_EXEMPTION =
  "Le document note « / » ; la loi ne prévoit pas d’exception pour les petits effectifs, le calcul reste dû.";
const TRONQUE = "Le document arrondit vers le bas ; « au moins 25 % » demande l’entier supérieur.";
const CIBLE_BRUTE =
  "Le document semble imprimer la cible brute (25 % de la base, non localisées comprises) sans en déduire les attributions déjà réalisées.";

function parcDe2016(qpv: number, horsQpv: number): Record<string, Cellule> {
  return {
    "logements-qpv": [qpv, SANS_MILLESIME_2016],
    "logements-hors-qpv": [horsQpv, SANS_MILLESIME_2016],
  };
}

/** §2: the EPCI's tables. */
const EPCI: readonly ResultatDemo[] = [
  ...tableau(2016, null, EPCI_2016, {
    ...repartition([156, 55, 21, 228, 225, 80, 384, 280, 101, 765], {
      rangs: [0, 1, 2, 3, 4, 5, 6, 7, 8],
      explication: DEUX_EXTRACTIONS,
    }),
    "sans-ressources": 772 - 765,
    "ressources-nulles": 5,
    "taux-hors-qpv": ["20", SUITE_DES_EXTRACTIONS],
    "attendu-hors-qpv": [70, SUITE_DES_EXTRACTIONS],
    "manque-hors-qpv": [15, SUITE_DES_EXTRACTIONS],
    "taux-qpv": ["59", SUITE_DES_EXTRACTIONS],
    "attendu-qpv": [192, SUITE_DES_EXTRACTIONS],
  }),
  ...tableau(2016, null, RPLS_2016, {
    logements: [6230, SANS_MILLESIME_2016],
    "logements-qpv": [3625, SANS_MILLESIME_2016],
    "logements-hors-qpv": [2605, SANS_MILLESIME_2016],
    "vacants-qpv": [544, SANS_MILLESIME_2016],
    "vacants-hors-qpv": [117, SANS_MILLESIME_2016],
  }),
  ...tableau(2017, null, EPCI_2017, {
    ...repartition([144, 66, 4, 247, 294, 17, 391, 360, 21, 772]),
    "sans-ressources": 779 - 772,
    "ressources-nulles": 3,
    "taux-hors-qpv": "18",
    "attendu-hors-qpv": 90,
    "manque-hors-qpv": 24,
    "taux-qpv": "63",
    "attendu-qpv": 196,
  }),
  ...tableau(2017, null, RPLS_2017, {
    logements: 6261,
    "logements-qpv": 3648,
    "logements-hors-qpv": 2613,
    "vacants-qpv": 536,
    "vacants-hors-qpv": 105,
  }),
  ...tableau(2017, null, CHIFFRES_CLES, {
    logements: [6193, RPLS_DECRET],
    "logements-qpv": [3680, RPLS_DECRET],
    "logements-52448": [5108, RPLS_DECRET],
  }),
  ...tableau(2017, null, POLE_URBAIN, { "part-qpv-52448": ["62", BASE_ANCIENNE] }),
];

/** §2: the bailleurs' tables, and the shares written in their margin. */
const BAILLEURS: readonly ResultatDemo[] = [
  ...tableau(2016, "oph", BAILLEURS_2016, {
    ...repartition([159, 19, 1, 219, 79, 8, 378, 98, 9, 485]),
    "taux-hors-qpv": "19",
    "taux-qpv": "58",
  }),
  ...tableau(2016, "hamaris", BAILLEURS_2016, {
    ...repartition([0, 32, 1, 0, 90, 13, 0, 122, 14, 136]),
    "taux-hors-qpv": "26",
    "taux-qpv": ["0", SANS_OBJET_QPV],
  }),
  ...tableau(2016, "plurial", BAILLEURS_2016, {
    ...repartition([10, 4, 1, 31, 55, 7, 41, 59, 8, 108]),
    "taux-hors-qpv": "7",
    "taux-qpv": "76",
  }),
  ...tableau(2016, "foyer", BAILLEURS_2016, {
    ...repartition([0, 1, 4, 6, 2, 14, 6, 3, 18, 27]),
    "taux-hors-qpv": "33",
    "taux-qpv": "100",
  }),
  ...tableau(2016, "vitry", BAILLEURS_2016, {
    ...repartition([0, 0, 0, 0, 9, 0, 0, 9, 0, 9]),
    "taux-hors-qpv": "0",
    "taux-qpv": ["0", SANS_OBJET_QPV],
  }),
  ...tableau(2017, "oph", BAILLEURS_2017, {
    ...repartition([137, 30, 0, 198, 90, 1, 335, 120, 1, 456]),
    "taux-hors-qpv": "25",
    "taux-qpv": "59",
  }),
  ...tableau(2017, "hamaris", BAILLEURS_2017, {
    ...repartition([0, 26, 3, 0, 104, 16, 0, 130, 19, 149]),
    "taux-hors-qpv": "20",
    "taux-qpv": ["0", SANS_OBJET_QPV],
  }),
  ...tableau(2017, "plurial", BAILLEURS_2017, {
    ...repartition([4, 10, 1, 30, 77, 0, 34, 87, 1, 122]),
    "taux-hors-qpv": "11",
    "taux-qpv": "88",
  }),
  ...tableau(2017, "foyer", BAILLEURS_2017, {
    ...repartition([3, 0, 0, 19, 16, 0, 22, 16, 0, 38]),
    "taux-hors-qpv": "0",
    "taux-qpv": "86",
  }),
  ...tableau(2017, "vitry", BAILLEURS_2017, {
    ...repartition([0, 0, 0, 0, 7, 0, 0, 7, 0, 7]),
    "taux-hors-qpv": "0",
    "taux-qpv": ["0", SANS_OBJET_QPV],
  }),
];

/** §2, « synthèse des données présentées », and the stock it repeats (2017). */
const SYNTHESES: readonly ResultatDemo[] = [
  ...tableau(2016, "oph", SYNTHESE_2016, {
    "taux-hors-qpv": "19",
    "manque-hors-qpv": [5, `${TRONQUE} 25 % de 98 font 24,5 : il en faut 25, il en manque 6.`],
    "taux-qpv": [
      "72",
      "Mauvais dénominateur : 219 attributions rapportées aux 306 des quartiles 2 à 4, au lieu des 378 en QPV (57,9 %).",
    ],
  }),
  ...tableau(2016, "hamaris", SYNTHESE_2016, {
    "taux-hors-qpv": "26",
    "manque-hors-qpv": 0,
    "taux-qpv": ["0", SANS_OBJET_QPV],
  }),
  ...tableau(2016, "plurial", SYNTHESE_2016, {
    "taux-hors-qpv": "7",
    "manque-hors-qpv": [17, `${CIBLE_BRUTE} Le manque exact est de 10,75, soit 11.`],
    "taux-qpv": ["75", "31 sur 41 font 75,6 % : tronqué ici, arrondi à 76 % dans le tableau du bailleur."],
  }),
  ...tableau(2016, "oph", RPLS_BAILLEURS_2016, parcDe2016(3414, 988)),
  ...tableau(2016, "hamaris", RPLS_BAILLEURS_2016, parcDe2016(0, 1001)),
  ...tableau(2016, "plurial", RPLS_BAILLEURS_2016, parcDe2016(168, 449)),
  ...tableau(2016, "foyer", RPLS_BAILLEURS_2016, parcDe2016(43, 60)),
  ...tableau(2016, "vitry", RPLS_BAILLEURS_2016, parcDe2016(0, 65)),
  ...tableau(2016, "foyer", SYNTHESE_2016, {
    "taux-hors-qpv": "33",
    "manque-hors-qpv": 0,
    "taux-qpv": "100",
  }),
  ...tableau(2016, "vitry", SYNTHESE_2016, {
    "taux-hors-qpv": "0",
    "manque-hors-qpv": ["/", `${PAS_D_EXEMPTION} Il manque 3 attributions.`],
    "taux-qpv": ["0", SANS_OBJET_QPV],
  }),
  ...tableau(2017, "oph", SYNTHESE_2017, {
    "logements-qpv": 3346,
    "logements-hors-qpv": 958,
    "taux-hors-qpv": "25",
    "manque-hors-qpv": 0,
    "taux-qpv": "59",
  }),
  ...tableau(2017, "hamaris", SYNTHESE_2017, {
    "logements-qpv": 0,
    "logements-hors-qpv": 1032,
    "taux-hors-qpv": "20",
    "manque-hors-qpv": [6, `${TRONQUE} 25 % de 130 font 32,5 : il en faut 33, il en manque 7.`],
    "taux-qpv": ["0", SANS_OBJET_QPV],
  }),
  ...tableau(2017, "plurial", SYNTHESE_2017, {
    "logements-qpv": 168,
    "logements-hors-qpv": 458,
    "taux-hors-qpv": "11,5",
    "manque-hors-qpv": [22, `${CIBLE_BRUTE} Le manque exact est de 11,75, soit 12.`],
    "taux-qpv": "88",
  }),
  ...tableau(2017, "foyer", SYNTHESE_2017, {
    "logements-qpv": 134,
    "logements-hors-qpv": 100,
    "taux-hors-qpv": "0",
    "manque-hors-qpv": 4,
    "taux-qpv": "86",
  }),
  ...tableau(2017, "vitry", SYNTHESE_2017, {
    "logements-qpv": 0,
    "logements-hors-qpv": 65,
    "taux-hors-qpv": "0",
    "manque-hors-qpv": ["/", `${PAS_D_EXEMPTION} Il manque 2 attributions.`],
    "taux-qpv": ["0", SANS_OBJET_QPV],
  }),
  // Plurial's share of 2017 is displayed in three ways: 11, 11,5 and 11.
  ...tableau(2017, "plurial", OBJECTIFS, { "taux-hors-qpv": "11" }),
];

export const RESULTATS: readonly ResultatDemo[] = [...EPCI, ...BAILLEURS, ...SYNTHESES];
