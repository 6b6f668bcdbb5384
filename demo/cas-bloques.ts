import type { FaitsCas, MotifCas, NatureCas, VoieCas } from "#gouvernance/regles/cas-bloque/cas-bloque.ts";
import type { NatureProposition } from "#gouvernance/regles/cas-bloque/suite-cas.ts";
import { SAINT_DIZIER, WASSY } from "./communes.ts";

/** Who writes: the synthetic account of that role. */
type QuiCas = "etat" | "reservataire" | "agent-bailleur" | "responsable-bailleur" | "commune" | "agent-epci";

export type CasBloqueDemo = FaitsCas & {
  readonly qui: QuiCas;
  readonly ouvertLe: string;
  readonly nature: NatureCas;
  readonly voie: VoieCas;
  readonly motif: MotifCas;
  readonly complement: string;
  readonly propositions: readonly {
    readonly qui: QuiCas;
    readonly le: string;
    readonly nature: NatureProposition;
    readonly typologie: FaitsCas["typologie"];
    readonly commune: string | null;
    readonly complement: string;
  }[];
};

const DEMO = "Cas de démonstration, inventé";

/**
 * The signed document says that the commission studies blocked cases, new demandes apart from moves (action 14), and gives none: all of these are
 * ours. They wait for the first commission, on 5 October 2018.
 */
export const CAS_BLOQUES: readonly CasBloqueDemo[] = [
  {
    qui: "etat",
    ouvertLe: "2018-06-12",
    nature: "nouvelle-demande",
    voie: "urgent",
    motif: "sortie-hebergement",
    personnes: 3,
    typologie: "T3",
    commune: SAINT_DIZIER,
    demandeMois: 11,
    quartile: "q1",
    besoin: "accompagnement",
    complement: `${DEMO} : fin de prise en charge annoncée pour la fin de l’année.`,
    propositions: [
      {
        qui: "etat",
        le: "2018-09-10",
        nature: "contingent",
        typologie: "T3",
        commune: SAINT_DIZIER,
        complement: `${DEMO} : un logement réservé se libère en novembre.`,
      },
    ],
  },
  {
    qui: "responsable-bailleur",
    ouvertLe: "2018-07-03",
    nature: "mutation",
    voie: "ordinaire",
    motif: "suroccupation",
    personnes: 6,
    typologie: "T5",
    commune: SAINT_DIZIER,
    demandeMois: 22,
    quartile: "q1",
    besoin: "proximite",
    complement: `${DEMO} : six personnes dans un trois pièces.`,
    propositions: [
      {
        qui: "agent-epci",
        le: "2018-09-14",
        nature: "mutation-interbailleur",
        typologie: "T5",
        commune: WASSY,
        complement: `${DEMO} : aucun grand logement chez le bailleur, un autre en gère.`,
      },
    ],
  },
  {
    qui: "commune",
    ouvertLe: "2018-08-21",
    nature: "nouvelle-demande",
    voie: "travailleur-social",
    motif: "signalement-social",
    personnes: 1,
    typologie: "T2",
    commune: SAINT_DIZIER,
    demandeMois: 14,
    quartile: null,
    besoin: "accompagnement",
    complement: `${DEMO} : ressources à établir avec le service social.`,
    propositions: [],
  },
  {
    qui: "agent-bailleur",
    ouvertLe: "2018-09-04",
    nature: "mutation",
    voie: "urgent",
    motif: "logement-inadapte",
    personnes: 2,
    typologie: "T3",
    commune: SAINT_DIZIER,
    demandeMois: 9,
    quartile: "q2-4",
    besoin: "accessible",
    complement: `${DEMO} : quatrième étage sans ascenseur.`,
    propositions: [],
  },
  {
    qui: "reservataire",
    ouvertLe: "2018-09-18",
    nature: "nouvelle-demande",
    voie: "ordinaire",
    motif: "sans-proposition",
    personnes: 4,
    typologie: "T4",
    commune: WASSY,
    demandeMois: 19,
    quartile: "q1",
    besoin: "aucun",
    complement: `${DEMO} : salarié du secteur, sans proposition depuis dix-neuf mois.`,
    propositions: [],
  },
];
