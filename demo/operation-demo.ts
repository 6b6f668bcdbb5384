import type {
  CadreOperation,
  EtapeOperation,
  EtatOperation,
  GenreOperation,
  Operation,
  PhaseOperation,
} from "#donnees/regles/programme/operation.ts";
import type { Typologie } from "#droit/regles/typologie.ts";
import type { AvisExamen } from "#programme/regles/etat-operation.ts";
import type { CleBailleur } from "./bailleurs.ts";

export type OperationDemo = {
  readonly nom: string;
  readonly genre: GenreOperation;
  readonly cadre: CadreOperation;
  readonly bailleur: CleBailleur | null;
  readonly commune: string;
  readonly qpv: boolean;
  readonly etat: EtatOperation;
  readonly logements: number | null;
  readonly individuels: number | null;
  /** [PLAI, PLUS, PLS]; null: not known. */
  readonly mix: readonly [number, number, number] | null;
  readonly typologies: Readonly<Partial<Record<Typologie, number>>>;
  readonly loyerM2: number | null;
  readonly premiersBaux: Operation["premiersBaux"];
  /** Of a demolition: names of its résidences, dwellings occupied on 1 March 2018, year of start. */
  readonly demolition: {
    readonly immeubles: readonly string[];
    readonly occupes: number;
    readonly depuis: number;
  } | null;
  readonly etapes: readonly EtapeOperation[];
  readonly examens: readonly { readonly avis: AvisExamen; readonly motif: string }[];
  readonly financements: readonly {
    readonly financeur: string;
    readonly montant: number | null;
    readonly etat: "sollicite" | "accorde" | "notifie";
    readonly le: string | null;
  }[];
  readonly publiee: boolean;
};

type Jours = readonly [
  debutPrevu: string | null,
  finPrevue: string | null,
  debutReel?: string | null,
  finReelle?: string | null,
];

export function etape(
  phase: PhaseOperation,
  [debutPrevu, finPrevue, debutReel = null, finReelle = null]: Jours,
): EtapeOperation {
  return { phase, debutPrevu, finPrevue, debutReel, finReelle };
}

/** As it stood on that day: only what is past is played. Later than all of its days, it is what is written. */
export function playUntil(operation: OperationDemo, aujourdhui: string): OperationDemo {
  const past = (jour: string | null) => (jour !== null && jour <= aujourdhui ? jour : null);
  const etapes = operation.etapes.map((one) => ({
    ...one,
    debutReel: past(one.debutReel),
    finReelle: past(one.finReelle),
  }));
  const finie = etapes.every((one, rang) => one.finReelle === operation.etapes[rang]?.finReelle);
  return {
    ...operation,
    etapes,
    etat: playEtat(operation, { etapes, finie, aujourdhui }),
    premiersBaux: finie ? operation.premiersBaux : null,
    financements: operation.financements.filter(({ le }) => le === null || le <= aujourdhui),
  };
}

type Joue = { readonly etapes: readonly EtapeOperation[]; readonly finie: boolean; readonly aujourdhui: string };

const JOUES: readonly EtatOperation[] = ["engagee", "en-cours", "terminee"];

function playEtat({ etat }: OperationDemo, { etapes, finie, aujourdhui }: Joue): EtatOperation {
  if (!JOUES.includes(etat) || etapes.length === 0) return etat;
  if (etapes.every(({ debutPrevu }) => debutPrevu !== null && debutPrevu > aujourdhui)) return "prevue";
  if (etat !== "terminee" || finie) return etat;
  return etapes.some(({ debutReel }) => debutReel !== null) ? "en-cours" : "prevue";
}

/** What an operation has when nothing is said of it. */
export const VIDE = {
  bailleur: null,
  qpv: false,
  etat: "terminee",
  individuels: null,
  mix: null,
  typologies: {},
  loyerM2: null,
  premiersBaux: null,
  demolition: null,
  etapes: [],
  examens: [],
  financements: [],
  publiee: false,
} as const;
