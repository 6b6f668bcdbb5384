import type { DecisionPaire, FaitsBail, NaturePaire, Ressemblance } from "../../regles/paire-bail/paire-bail.ts";

/**
 * Known facts of two leases: the line of the file (or the rehoused household's lease, when both are signed in Blaise), and the other. `bailleur` is a
 * SIREN.
 */
type Baux = {
  readonly id: number;
  readonly bailleur: string;
  readonly nature: NaturePaire;
  readonly faits: readonly [FaitsBail, FaitsBail];
};

export type PaireBail = Baux & Ressemblance;

export type DecisionLue = Baux & {
  readonly decision: DecisionPaire;
  /** ISO instant. */
  readonly decideeLe: string;
  /** null: the account is closed, or hidden from the reader. */
  readonly decideePar: string | null;
};

/** `proposees`: to be settled. `attente`: their counterpart is first proposed with another lease. */
export type ComptePaires = { readonly proposees: number; readonly attente: number };

export type PaireBailQueries = {
  /** Pairs of the published files, the likeliest first. */
  list(epci: string, limite: number): Promise<readonly PaireBail[]>;
  compter(epci: string): Promise<ComptePaires>;
  find(epci: string, id: number): Promise<PaireBail | null>;
  /** null: somebody has decided meanwhile. The leases are counted again. */
  trancher(epci: string, id: number, decision: DecisionPaire): Promise<number | null>;
  /** Standing decisions, latest first. */
  decisions(epci: string, limite: number): Promise<readonly DecisionLue[]>;
  findDecision(epci: string, id: number): Promise<DecisionLue | null>;
  /** false: somebody has withdrawn it meanwhile. */
  reprendre(epci: string, id: number): Promise<boolean>;
};
