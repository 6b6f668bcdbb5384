import { z } from "zod";
import type {
  EtatRemontee,
  GraviteRemontee,
  Recurrence,
  Remontee,
  SuiteRemontee,
  TypeRemontee,
} from "../../regles/remontee/remontee.ts";
import { ETATS_REMONTEE, TYPES_REMONTEE } from "../../regles/remontee/remontee.ts";

/** null: any. */
export type FiltreRemontees = {
  readonly type: TypeRemontee | null;
  readonly etat: EtatRemontee | null;
  readonly commune: string | null;
  readonly bailleur: string | null;
  readonly residence: string | null;
};

export const TOUTES_REMONTEES: FiltreRemontees = {
  type: null,
  etat: null,
  commune: null,
  bailleur: null,
  residence: null,
};

export type NouvelleRemontee = {
  readonly commune: string;
  readonly residence: Remontee["residence"];
  readonly bailleur: string | null;
  readonly observeeLe: string;
  readonly type: TypeRemontee;
  readonly gravite: GraviteRemontee;
  readonly recurrente: Recurrence;
  readonly texte: string | null;
  /** The agent's organisation. */
  readonly organisation: number;
};

export type NouvelleSuite = Omit<SuiteRemontee, "organisation"> & { readonly organisation: number };

/** One cell of the counts: all filters applied but the state. */
export const compteRow = z.object({
  commune: z.string(),
  residence: z.string().nullable(),
  residenceNom: z.string().nullable(),
  bailleur: z.string().nullable(),
  type: z.enum(TYPES_REMONTEE),
  etat: z.enum(ETATS_REMONTEE),
  nombre: z.number(),
});
export type CompteRemontees = Readonly<z.infer<typeof compteRow>>;

export type RemonteeQueries = {
  /** Last observed first; `limite` rows at most. */
  list(epci: string, filtre: FiltreRemontees, limite: number): Promise<readonly Remontee[]>;
  comptes(epci: string, filtre: FiltreRemontees): Promise<readonly CompteRemontees[]>;
  /** WGS84 by key of résidence, in the last published stock; unlocated ones are absent. */
  points(epci: string, cles: readonly string[]): Promise<ReadonlyMap<string, readonly [number, number]>>;
  find(epci: string, id: number): Promise<Remontee | null>;
  /** In chronological order. */
  suites(epci: string, id: number): Promise<readonly SuiteRemontee[]>;
  add(epci: string, remontee: NouvelleRemontee): Promise<number>;
  /** false when it is already closed, even in a race. `bailleur`: the remontée's. */
  addSuite(epci: string, id: number, bailleur: string | null, suite: NouvelleSuite): Promise<boolean>;
};
