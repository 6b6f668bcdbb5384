import type { DecisionPaire, FaitsBail, NaturePaire, Ressemblance } from "../../regles/paire-bail/paire-bail.ts";

/** The two leases: what is known of the line of the file, or of the rehoused household's lease when both are signed in Blaise; then of the other. `bailleur` is a SIREN. */
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
  /** null: their account is closed, or not open to the reader. */
  readonly decideePar: string | null;
};

/** `proposees`: to be settled. `attente`: what they look like is proposed with another lease first. */
export type ComptePaires = { readonly proposees: number; readonly attente: number };

export type PaireBailQueries = {
  /** Of the published files, the likeliest first. */
  list(epci: string, limite: number): Promise<readonly PaireBail[]>;
  compter(epci: string): Promise<ComptePaires>;
  find(epci: string, id: number): Promise<PaireBail | null>;
  /** null: somebody has answered meanwhile. The leases are counted again. */
  trancher(epci: string, id: number, decision: DecisionPaire): Promise<number | null>;
  /** In force, the last first. */
  decisions(epci: string, limite: number): Promise<readonly DecisionLue[]>;
  findDecision(epci: string, id: number): Promise<DecisionLue | null>;
  /** false: somebody has taken it back meanwhile. */
  reprendre(epci: string, id: number): Promise<boolean>;
};
