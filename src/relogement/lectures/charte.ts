import type { Reponse } from "#droit/regles/attribution/attribution.ts";
import type { PrincipeCharte } from "../regles/charte.ts";

/** One point of one building. `calcul`: what the counters say, with the answer if they give one; `le`, `texte`: as written. */
export type PointLu = {
  readonly principe: PrincipeCharte;
  readonly reponse: Reponse;
  readonly origine: "calcul" | "saisie" | "aucune";
  readonly le: string | null;
  readonly texte: string | null;
  /** Count related to the point, in words; null: none. */
  readonly constat: string | null;
};

export type CharteImmeuble = {
  readonly operation: number;
  readonly nom: string;
  /** true: the building is entrusted to the reader, who may answer. */
  readonly ecrire: boolean;
  readonly points: readonly PointLu[];
};
