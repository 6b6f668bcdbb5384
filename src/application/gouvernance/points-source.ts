import type { NaturePoint } from "#domain/gouvernance/reunion.ts";
import { peut, peutLignesPartout, peutPartout } from "#domain/habilitation/peut.ts";
import { LIBELLE_RESSOURCE, type Ressource } from "#domain/habilitation/ressource.ts";
import { Refus } from "#domain/shared/refus.ts";
import type { Base } from "../base.ts";
import type { MemoireAnalyses } from "../desequilibre/analyse.ts";
import type { PointPropose } from "./ports.ts";

export type QuestionPoints = {
  readonly epci: string;
  readonly aujourdhui: string;
  /** Readings of imbalances already computed; absent: computed again. */
  readonly memoire?: MemoireAnalyses;
};

/** What an agenda draws from, each from the functions that its own pages show. */
export type SourcePoints = {
  /** « les objectifs »: in the sentence that says what was not read. */
  readonly nom: string;
  /** Of the points that it may give. */
  readonly natures: readonly NaturePoint[];
  /** Empty: there is nothing to tell. A `Refus`: it cannot be read, today or by this person. */
  read(base: Base, question: QuestionPoints): Promise<readonly PointPropose[]>;
};

/** A figure made from some rows is never told as the territory's. Throws `droit-absent`. */
export function requirePartout({ acteur }: Pick<Base, "acteur">, ressource: Ressource, epci: string): void {
  if (!peutPartout(acteur, ressource, "lire", epci)) throw closed(ressource);
}

/** The same of rows, sums aside. Throws `droit-absent`. */
export function requireLignes({ acteur }: Pick<Base, "acteur">, ressource: Ressource, epci: string): void {
  if (!peutLignesPartout(acteur, ressource, "lire", epci)) throw closed(ressource);
}

/** Throws `droit-absent`. */
export function requireLecture({ acteur }: Pick<Base, "acteur">, ressource: Ressource, epci: string): void {
  if (!peut(acteur, ressource, "lire", epci)) throw closed(ressource);
}

function closed(ressource: Ressource): Refus {
  return new Refus("droit-absent", `« ${LIBELLE_RESSOURCE[ressource]} » n’est pas ouvert à votre habilitation.`);
}
