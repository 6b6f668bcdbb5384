import type { EtatSuite, GraviteRemontee, Recurrence, TypeRemontee } from "#observatoire/regles/remontee/remontee.ts";

/** Who writes: the synthetic account of that role. */
type QuiRemontee = "agent-epci" | "commune" | "agent-bailleur" | "responsable-bailleur" | "relogement";

/** Days are counted back from today: a remontée of five years ago is refused. */
export type RemonteeDemo = {
  readonly qui: QuiRemontee;
  readonly commune: string;
  /** Among the résidences that the account may report on in that commune, by name, from 0 to 1; null: outside any. */
  readonly place: number | null;
  readonly ilYa: number;
  readonly type: TypeRemontee;
  readonly gravite: GraviteRemontee;
  readonly recurrente: Recurrence;
  readonly texte: string;
  readonly suites: readonly {
    readonly qui: QuiRemontee;
    readonly ilYa: number;
    readonly etat: EtatSuite;
    readonly texte: string;
  }[];
};

const DEMO = "Remontée de démonstration, inventée";
const SAINT_DIZIER = "52448";

/** The signed document asks for such remontées (action 12) and gives none: all of these are ours. */
export const REMONTEES: readonly RemonteeDemo[] = [
  {
    qui: "commune",
    commune: SAINT_DIZIER,
    place: 0.1,
    ilYa: 96,
    type: "proprete",
    gravite: "moyenne",
    recurrente: "oui",
    texte: `${DEMO} : encombrants déposés chaque semaine devant une entrée.`,
    suites: [
      {
        qui: "agent-epci",
        ilYa: 88,
        etat: "prise-en-charge",
        texte: "Passage avec la ville et le bailleur, bac ajouté.",
      },
      { qui: "agent-epci", ilYa: 41, etat: "resolue", texte: "Plus de dépôt constaté depuis un mois." },
    ],
  },
  {
    qui: "agent-bailleur",
    commune: SAINT_DIZIER,
    place: 0.4,
    ilYa: 63,
    type: "equipement",
    gravite: "forte",
    recurrente: "oui",
    texte: `${DEMO} : ascenseur arrêté trois fois en un mois.`,
    suites: [
      {
        qui: "agent-bailleur",
        ilYa: 60,
        etat: "prise-en-charge",
        texte: "Pièce commandée, pose prévue sous quinze jours.",
      },
    ],
  },
  {
    qui: "responsable-bailleur",
    commune: SAINT_DIZIER,
    place: 0.5,
    ilYa: 50,
    type: "halls",
    gravite: "moyenne",
    recurrente: "oui",
    texte: `${DEMO} : hall occupé en soirée, porte bloquée ouverte.`,
    suites: [
      {
        qui: "responsable-bailleur",
        ilYa: 44,
        etat: "sans-suite",
        texte: "Non constaté lors de trois passages ; à écrire de nouveau si cela reprend.",
      },
    ],
  },
  {
    qui: "relogement",
    commune: SAINT_DIZIER,
    place: 0.7,
    ilYa: 33,
    type: "accompagnement",
    gravite: "moyenne",
    recurrente: "inconnu",
    texte: `${DEMO} : besoin signalé par le gardien, sans autre précision.`,
    suites: [],
  },
  {
    qui: "commune",
    commune: SAINT_DIZIER,
    place: null,
    ilYa: 27,
    type: "stationnement",
    gravite: "faible",
    recurrente: "oui",
    texte: `${DEMO} : véhicules immobiles depuis l’été sur un parking public.`,
    suites: [],
  },
  {
    qui: "agent-epci",
    commune: SAINT_DIZIER,
    place: 0.9,
    ilYa: 12,
    type: "eclairage",
    gravite: "moyenne",
    recurrente: "non",
    texte: `${DEMO} : cheminement sans éclairage entre deux immeubles.`,
    suites: [],
  },
];
