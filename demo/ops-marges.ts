import type { IndicateurOccupation } from "#donnees/regles/occupation/indicateur.ts";

/**
 * Shares of the survey of occupants, on the whole territory. « Exacte »: 69 % of the occupants under the PLAI ceilings, « aujourd’hui », in the
 * document signed in October 2018 (§2): given to the survey of 2018. All the rest is « hypothèse ». The document's 73 % is of the demandeurs;
 * those who moved in recently were demandeurs, so the same share is assumed of them.
 */
export type Partage = readonly (readonly [code: IndicateurOccupation | null, part: number])[];

/** One question of the survey: its classes cut those who answered it. null: the other answer, which is not written. */
export type Question = {
  /** Share of the households of the survey whose answer is known. */
  readonly reponse: number;
  readonly occupants: Partage;
  readonly recents: Partage;
};

/** Under the PLAI: classes under 60 % of the PLUS ceiling, three of them. */
const ressources = (basses: readonly [number, number, number], hautes: readonly [number, number, number]): Partage => [
  ["ressources-moins-20", basses[0]],
  ["ressources-20-40", basses[1]],
  ["ressources-40-60", basses[2]],
  ["ressources-60-80", hautes[0]],
  ["ressources-80-100", hautes[1]],
  ["ressources-100-plus", hautes[2]],
];
const menage = (seule: number, couple: number, enfants: number, mono: number): Partage => [
  ["personne-seule", seule],
  ["couple-sans-enfant", couple],
  ["couple-avec-enfants", enfants],
  ["famille-monoparentale", mono],
];
const age = (jeune: number, adulte: number, mur: number, ancien: number): Partage => [
  ["titulaire-moins-25", jeune],
  ["titulaire-25-39", adulte],
  ["titulaire-40-64", mur],
  ["titulaire-65-plus", ancien],
];
const oui = (code: IndicateurOccupation, part: number): Partage => [
  [code, part],
  [null, 1 - part],
];

export const QUESTIONS: Readonly<Record<2016 | 2018, readonly Question[]>> = {
  2016: [
    { reponse: 1, occupants: oui("apl", 0.6), recents: oui("apl", 0.63) },
    {
      reponse: 0.93,
      occupants: ressources([0.19, 0.24, 0.25], [0.17, 0.09, 0.06]),
      recents: ressources([0.22, 0.26, 0.23], [0.16, 0.08, 0.05]),
    },
    { reponse: 1, occupants: menage(0.41, 0.18, 0.21, 0.2), recents: menage(0.43, 0.11, 0.2, 0.26) },
    { reponse: 1, occupants: age(0.05, 0.27, 0.44, 0.24), recents: age(0.14, 0.44, 0.33, 0.09) },
    { reponse: 0.9, occupants: oui("sans-emploi", 0.21), recents: oui("sans-emploi", 0.28) },
    { reponse: 1, occupants: oui("impaye-3-mois", 0.065), recents: oui("impaye-3-mois", 0.08) },
  ],
  2018: [
    { reponse: 1, occupants: oui("apl", 0.62), recents: oui("apl", 0.66) },
    {
      reponse: 0.94,
      occupants: ressources([0.2, 0.24, 0.25], [0.16, 0.09, 0.06]),
      recents: ressources([0.24, 0.26, 0.23], [0.15, 0.08, 0.04]),
    },
    { reponse: 1, occupants: menage(0.42, 0.17, 0.2, 0.21), recents: menage(0.44, 0.1, 0.19, 0.27) },
    { reponse: 1, occupants: age(0.05, 0.26, 0.44, 0.25), recents: age(0.14, 0.44, 0.33, 0.09) },
    { reponse: 0.9, occupants: oui("sans-emploi", 0.22), recents: oui("sans-emploi", 0.3) },
    { reponse: 1, occupants: oui("impaye-3-mois", 0.07), recents: oui("impaye-3-mois", 0.09) },
  ],
};

/** Hypothèse: one family with children in six has three or more. */
export const PART_FAMILLES_NOMBREUSES = 0.17;

/** Hypothèses: households that answer, out of those who have a lease, and those who moved in less than two years ago among them. */
export const TAUX_REPONSE = 0.74;
export const PART_RECENTS = 0.23;

/** What multiplies the odds of some classes in some résidences. */
export type Ecart = {
  /** null: every résidence of that side of the priority neighbourhood. */
  readonly residences: readonly string[] | null;
  readonly qpv: boolean;
  readonly population: "tous" | "recents";
  readonly codes: readonly IndicateurOccupation[];
  readonly facteur: Readonly<Record<2016 | 2018, number>>;
};

const FRAGILES: readonly IndicateurOccupation[] = [
  "apl",
  "ressources-moins-20",
  "ressources-20-40",
  "famille-monoparentale",
  "sans-emploi",
  "impaye-3-mois",
];

/**
 * « L’essentiel des résidences présentant des surreprésentations de ménages fragiles sont localisées au Vert-Bois » (§2): a few of them,
 * named here so that a test knows which; the small step between the two sides of the neighbourhood; chance does the rest.
 */
export const ECARTS: readonly Ecart[] = [
  { residences: null, qpv: true, population: "tous", codes: FRAGILES, facteur: { 2016: 1.15, 2018: 1.2 } },
  {
    residences: ["Crète", "Malte", "Tahiti", "Comores", "Timor", "Féroé"],
    qpv: true,
    population: "tous",
    codes: FRAGILES,
    facteur: { 2016: 2.6, 2018: 3.2 },
  },
  // Its occupants are like the others', those who moved in are not: what only the second reading shows.
  {
    residences: ["Açores", "Seychelles"],
    qpv: true,
    population: "recents",
    codes: FRAGILES,
    facteur: { 2016: 1, 2018: 6 },
  },
  {
    residences: ["Jersey"],
    qpv: true,
    population: "tous",
    codes: ["titulaire-65-plus"],
    facteur: { 2016: 2.5, 2018: 2.5 },
  },
  {
    residences: ["Résidence des Iris"],
    qpv: false,
    population: "tous",
    codes: ["famille-monoparentale", "impaye-3-mois", "sans-emploi"],
    facteur: { 2016: 3.5, 2018: 3.5 },
  },
];
