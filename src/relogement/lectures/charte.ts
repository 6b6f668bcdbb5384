import type { Reponse } from "#droit/regles/attribution/attribution.ts";
import type { PrincipeCharte } from "../regles/charte.ts";

/** One point of one building. `calcul`: what the counters say of it, with the answer when they give one; `le`, `texte`: as it was written. */
export type PointLu = {
  readonly principe: PrincipeCharte;
  readonly reponse: Reponse;
  readonly origine: "calcul" | "saisie" | "aucune";
  readonly le: string | null;
  readonly texte: string | null;
  /** What is counted about it, in words; null: nothing is. */
  readonly constat: string | null;
};

export type CharteImmeuble = {
  readonly operation: number;
  readonly nom: string;
  /** Entrusted to this person: they may answer. */
  readonly ecrire: boolean;
  readonly points: readonly PointLu[];
};
