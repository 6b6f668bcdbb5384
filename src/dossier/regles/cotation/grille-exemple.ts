import type { Condition } from "./expression.ts";
import { FAITS } from "./fait.ts";
import type { ContenuGrille, Critere, NatureGrille, Points } from "./grille.ts";

export type GrilleExemple = {
  readonly code: string;
  readonly nature: NatureGrille;
  /** Ends « exemple, à adapter »: an EPCI adopts its scheme, Blaise adopts none. */
  readonly nom: string;
  readonly source: string;
  readonly contenu: ContenuGrille;
};

const fixe = (points: number): Points => ({ genre: "fixe", points });
const oui = (fait: Extract<Condition, { op: "est" }>["fait"]): Condition => ({ op: "est", fait, valeur: true });

type Ecrit = Pick<Critere, "id" | "libelle" | "si" | "points"> & Partial<Critere>;
const critere = (ecrit: Ecrit): Critere => ({ preuve: "declare", priorites: [], ...ecrit });

/** Categories covered by the single answer of the desk or of the national file, DALO excluded. */
const PRIORITES_L441 = FAITS.prioritaire.priorites;

/** One point a month, `plafond` at most. */
function parMois(plafond: number): Points {
  return { genre: "par-unite", fait: "anciennete", pas: 1, points: 1, plafond };
}

/**
 * After the published page of Toulouse Métropole (metropole.toulouse.fr/faq-cotation-du-logement-social, an excerpt): +1 a month, +20 beyond 36
 * months,
 * DALO 50, PDALHPD 40. The page does not say whether the last two add up: the example keeps the higher. The ceiling of 240 months is Blaise's.
 */
export const EXEMPLE_ACCES: GrilleExemple = {
  code: "exemple-acces",
  nature: "acces",
  nom: "Première demande (exemple, à adapter)",
  source:
    "D’après la page publique de Toulouse Métropole, dont seul un extrait a été lu. Le plafond de 240 points et la règle du plus haut entre les deux priorités sont de Blaise.",
  contenu: {
    departage: "anciennete-puis-identifiant",
    rubriques: [
      {
        id: "anciennete",
        libelle: "Ancienneté",
        combinaison: "sum",
        plafond: null,
        criteres: [
          critere({
            id: "anciennete-mois",
            libelle: "Un point par mois d’ancienneté",
            si: { op: "toujours" },
            points: parMois(240),
          }),
          critere({
            id: "anciennete-longue",
            libelle: "Délai anormalement long : plus de 36 mois",
            si: { op: "mois-depuis", fait: "anciennete", comparateur: "plus", mois: 36 },
            points: fixe(20),
          }),
        ],
      },
      {
        id: "priorites",
        libelle: "Publics prioritaires",
        combinaison: "max",
        plafond: null,
        criteres: [
          critere({
            id: "dalo",
            libelle: "Droit au logement opposable reconnu",
            si: oui("dalo"),
            points: fixe(50),
            preuve: "justifie",
            priorites: ["DALO"],
          }),
          critere({
            id: "priorites-l441-1",
            libelle: "Public prioritaire (article L. 441-1 ou plan départemental)",
            si: oui("prioritaire"),
            points: fixe(40),
            priorites: PRIORITES_L441,
          }),
        ],
      },
    ],
  },
};

/**
 * After the worked example of the Rhône (lacsf69.org): threat of eviction 20, lone parent 5, high share of income 10, no ceiling, points given on
 * the household's word until an offer. The other rules, and a third of income as the high share, are Blaise's.
 */
export const EXEMPLE_MUTATION: GrilleExemple = {
  code: "exemple-mutation",
  nature: "mutation",
  nom: "Mutation (exemple, à adapter)",
  source:
    "D’après l’exemple publié de la cotation du Rhône (expulsion 20, parent isolé 5, effort élevé 10). Les autres critères et le seuil d’un tiers des ressources sont de Blaise.",
  contenu: {
    departage: "anciennete-puis-identifiant",
    rubriques: [
      {
        id: "situation",
        libelle: "Situation du ménage",
        combinaison: "sum",
        plafond: null,
        criteres: [
          critere({
            id: "expulsion",
            libelle: "Procédure d’expulsion",
            si: { op: "parmi", fait: "motif", codes: ["05"] },
            points: fixe(20),
            priorites: ["l"],
          }),
          critere({ id: "parent-isole", libelle: "Parent isolé", si: oui("parent-isole"), points: fixe(5) }),
          critere({
            id: "effort",
            libelle: "Taux d’effort élevé : plus d’un tiers des ressources",
            si: { op: "compare", fait: "taux-effort", comparateur: "plus", nombre: 33 },
            points: fixe(10),
          }),
        ],
      },
      {
        id: "logement",
        libelle: "Logement actuel",
        combinaison: "max",
        plafond: null,
        criteres: [
          critere({
            id: "suroccupation",
            libelle: "Logement suroccupé",
            si: oui("suroccupation"),
            points: fixe(15),
          }),
          critere({
            id: "sous-occupation",
            libelle: "Logement trop grand",
            si: oui("sous-occupation"),
            points: fixe(10),
          }),
        ],
      },
      {
        id: "priorites",
        libelle: "Publics prioritaires",
        combinaison: "max",
        plafond: null,
        criteres: [
          critere({
            id: "dalo",
            libelle: "Droit au logement opposable reconnu",
            si: oui("dalo"),
            points: fixe(30),
            preuve: "justifie",
            priorites: ["DALO"],
          }),
          critere({
            id: "priorites-l441-1",
            libelle: "Public prioritaire (article L. 441-1 ou plan départemental)",
            si: oui("prioritaire"),
            points: fixe(20),
            priorites: PRIORITES_L441,
          }),
        ],
      },
      {
        id: "refus",
        libelle: "Refus",
        combinaison: "sum",
        plafond: null,
        criteres: [
          critere({
            id: "refus-adapte",
            libelle: "Logement adapté déjà refusé",
            si: oui("refus-adapte"),
            points: fixe(-10),
          }),
        ],
      },
    ],
  },
};

export const GRILLES_EXEMPLES = [EXEMPLE_ACCES, EXEMPLE_MUTATION] as const;
