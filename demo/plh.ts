import type { CommunePlh, NouvelleVersionRegle } from "#programme/lectures/regles/ports.ts";
import type { TranchePlh } from "#programme/regles/plh-tranche.ts";
import { COMMUNES, SAINT_DIZIER } from "./communes.ts";

/**
 * The rules of the signed convention (§5 and §6.1, actions 9 and 11), sentence by sentence as printed, « 4 % » being points of rate. Nothing
 * closes them: the PLH is « en cours de révision ». They hold from the day of the agreement that the demonstration has signed.
 */
const DEPUIS = "2018-10-05";
const PLH = "Convention, orientation 2 : PLH 2012-2018";
const PRU = "Convention, orientation 2 : PRU 2018/2024";
const CADRES_PRU = ["npnru", "droit-commun"] as const;

const tranche = (
  [populationPlusDe, populationMoinsDe]: readonly [number | null, number | null],
  [tauxPlusDe, tauxMoinsDe]: readonly [number | null, number | null],
  points: number,
  ouContrainte = false,
): TranchePlh => ({
  population: { plusDe: populationPlusDe, moinsDe: populationMoinsDe },
  taux: { plusDe: tauxPlusDe, moinsDe: tauxMoinsDe },
  ouContrainte,
  points,
});

/** In the order of the text. */
const TRANCHES: readonly TranchePlh[] = [
  tranche([1000, null], [null, 0.1], 0.04),
  tranche([1000, null], [0.1, 0.2], 0.02),
  tranche([500, null], [null, 0.1], 0.02),
  tranche([null, 500], [null, null], 0.01, true),
];

const version = (
  parametres: NonNullable<NouvelleVersionRegle["parametres"]>,
  texte: string,
  suite: Pick<NouvelleVersionRegle, "reference" | "confiance"> & { readonly commune?: string },
): NouvelleVersionRegle => ({
  genre: parametres.genre,
  commune: "",
  parametres,
  depuis: DEPUIS,
  jusque: null,
  texte,
  synthetique: false,
  ...suite,
});

export const REGLES: readonly NouvelleVersionRegle[] = [
  version(
    { genre: "reconstitution-part", min: 0.3, max: 0.5, cadres: CADRES_PRU },
    "Une réduction du parc social (reconstitution significativement inférieure au volume de démolition - 30 à 50 %)",
    { reference: PRU, confiance: "S" },
  ),
  version(
    { genre: "reconstitution-plai", min: 0.6, cadres: CADRES_PRU },
    "L’accueil des ménages les plus fragiles et favorisant le parcours résidentiel (un minimum de 60% de PLAI et une part des attributions réservée aux habitants du QPV)",
    { reference: PRU, confiance: "S" },
  ),
  version(
    { genre: "reconstitution-habitants", min: null, cadres: CADRES_PRU },
    "L’accueil des ménages les plus fragiles et favorisant le parcours résidentiel (un minimum de 60% de PLAI et une part des attributions réservée aux habitants du QPV)",
    { reference: PRU, confiance: "S" },
  ),
  version(
    { genre: "neuf-hors-qpv-plai", min: 0.3, genres: ["construction", "reconstitution"], cadres: [] },
    "pour optimiser l’effet des opérations neuves de création de nouveaux logements sociaux en dehors du QPV, la proportion de logements financés en PLAI atteindra au moins 30 %",
    { reference: "Convention, action 9", confiance: "S" },
  ),
  version(
    { genre: "neuf-hors-qpv-baux", min: null, genres: ["construction", "reconstitution"], cadres: [] },
    "et ces logements seront prioritairement destinés aux demandeurs du 1er quartile de revenus ou issus des opérations de renouvellement urbain",
    { reference: "Convention, action 9", confiance: "S" },
  ),
  version(
    { genre: "production-annuelle", parAn: 60, debut: 2012, fin: 2018, cadres: [] },
    "Pour maintenir ce taux, il convient de produire 60 logements sociaux par an",
    { reference: PLH, confiance: "S" },
  ),
  version(
    {
      genre: "part-residences-principales",
      commune: null,
      sens: "au-moins",
      cible: 0.294,
      horizon: 2018,
      perimetre: 2011,
      depart: { annee: 2011, taux: 0.294 },
    },
    "Stabiliser à l’horizon 2018 la part relative des logements locatifs sociaux parmi les résidences principales, à son niveau de 2011, soit 29,4 % des résidences principales",
    { reference: PLH, confiance: "S" },
  ),
  version(
    {
      genre: "part-residences-principales",
      commune: SAINT_DIZIER,
      sens: "au-plus",
      cible: 0.435,
      horizon: 2018,
      perimetre: null,
      depart: { annee: 2011, taux: 0.445 },
    },
    "Réduire sensiblement le taux de locatif social sur Saint-Dizier où il est particulièrement élevé en 2011 : 44,5 % des résidences principales. L’objectif est de ramener ce taux à 43,5 % des résidences principales en 2018",
    { reference: PLH, confiance: "S", commune: SAINT_DIZIER },
  ),
  version(
    { genre: "taux-communes", tranches: TRANCHES, plafond: 0.5, reference: 2011, horizon: 2018 },
    [
      "Augmentation de 4 % du taux de locatif social pour les communes de plus de 1000 habitants quand le taux en 2011 est inférieur à 10%.",
      "Augmentation de 2 % du taux de locatif social pour les communes de plus de 1000 habitants quand le taux en 2011 est compris entre 10 et 20 %.",
      "Augmentation de 2 % du taux de locatif social pour les communes de plus de 500 habitants quand le taux en 2011 est inférieur à 10 %.",
      "Pour les autres communes de moins de 500 habitants ou pour celles connaissant des contraintes d’urbanisation, l’objectif est d’augmenter de 1 % le taux de locatif social.",
      "Le nombre de locatifs sociaux à réaliser dans les communes ci-dessus a été écrêté à environ 50% du total de la construction neuve de la période 2012-2018",
    ].join("\n"),
    // « environ »: the limit of 50 % is taken as it stands, to be confirmed.
    { reference: PLH, confiance: "B" },
  ),
];

const SOURCE = "Chiffres inventés pour la démonstration, à l’exception des taux de 29,4 % et de 44,5 % en 2011";

type Chiffres = readonly [
  population: number | null,
  residencesPrincipales: number,
  logementsSociaux: number | null,
  constructionNeuve: number | null,
  contrainte: CommunePlh["contrainte"],
];

/** 2011, where the case matters: each box of the table, each gap, one bound, and each kind of unknown. The others follow from their population. */
const PARTICULIERES: Readonly<Record<string, Chiffres>> = {
  [SAINT_DIZIER]: [25_500, 11_500, 5118, 620, "non"],
  "52550": [3050, 1260, 318, 48, "non"],
  "52182": [2010, 820, 84, 96, "non"],
  "52045": [1650, 660, 20, 40, "non"],
  "52534": [1500, 590, 17, 30, "non"],
  "52104": [1070, 420, 12, null, "non"],
  "52244": [770, 300, 6, 44, "non"],
  "52294": [690, 270, null, 20, "non"],
  "52079": [670, 270, 40, 12, "non"],
  "52500": [600, 250, 26, 16, "oui"],
  "52429": [null, 215, 0, 10, "inconnu"],
  "52386": [500, 200, 0, 14, "non"],
  "52543": [530, 210, 4, 18, "non"],
  "52171": [250, 108, 6, 4, "inconnu"],
  "52006": [330, 132, 5, 12, "oui"],
};

/** The communes of two former EPCI and of the other department were not in that PLH, in the demonstration: nothing is known of them in 2011. */
const ARRIVEES = new Set(["Vallée de la Marne", "Pays du Der"]);
const PERIMETRE = COMMUNES.filter(({ code, secteur }) => !ARRIVEES.has(secteur) && code.startsWith("52"));

/** 2011, year of reference, then the main residences of 2016: about 1.5 % more. One commune has not answered. */
export const COMMUNES_PLH: readonly CommunePlh[] = PERIMETRE.flatMap(({ code, population }): CommunePlh[] => {
  const [habitants, residences, sociaux, construction, contrainte] = PARTICULIERES[code] ?? [
    population + 4,
    Math.round(population / 2.3),
    0,
    Math.round(population / 60),
    "non",
  ];
  const commun = { commune: code, contrainte, source: SOURCE, synthetique: true };
  return [
    {
      ...commun,
      annee: 2011,
      population: habitants,
      residencesPrincipales: residences,
      logementsSociaux: sociaux,
      constructionNeuve: construction,
    },
    ...(code === "52244"
      ? []
      : [
          {
            ...commun,
            annee: 2016,
            population,
            residencesPrincipales: Math.round(residences * 1.013),
            logementsSociaux: null,
            constructionNeuve: null,
          },
        ]),
  ];
});
