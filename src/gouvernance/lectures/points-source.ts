import type { MemoireAnalyses } from "#observatoire/lectures/desequilibre/analyse.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { NaturePoint } from "#socle/regles/gouvernance/reunion.ts";
import { peut, peutLignesPartout, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { LIBELLE_RESSOURCE, type Ressource } from "#socle/regles/habilitation/ressource.ts";
import { interdit, type Refus } from "#socle/regles/shared/refus.ts";
import type { PointPropose } from "./ports.ts";

export type QuestionPoints = {
  readonly epci: string;
  readonly aujourdhui: string;
  /** Cache of the readings of imbalances; absent: computed again. */
  readonly memoire?: MemoireAnalyses;
  /** Count of the demandes of more than nine months that an organisation was asked to follow. */
  readonly prises: (base: Base, epci: string) => Promise<number>;
};

/** A source of points of an agenda, computed by the functions of its own pages. */
export type SourcePoints = {
  /** « les objectifs »: name in the sentence on the sources not read. */
  readonly nom: string;
  /** Natures of its points. */
  readonly natures: readonly NaturePoint[];
  /** Empty: nothing to report. Throws a `Refus` when the source cannot be read, today or by this actor. */
  read(base: Base, question: QuestionPoints): Promise<readonly PointPropose[]>;
};

/** Throws `droit-absent` unless the actor reads the whole territory: a figure from some rows would pass for the territory's. */
export function requirePartout({ acteur }: Pick<Base, "acteur">, ressource: Ressource, epci: string): void {
  if (!peutPartout(acteur, ressource, "lire", epci)) throw closed(ressource);
}

/** Throws `droit-absent` unless the actor reads all the rows, not only the sums. */
export function requireLignes({ acteur }: Pick<Base, "acteur">, ressource: Ressource, epci: string): void {
  if (!peutLignesPartout(acteur, ressource, "lire", epci)) throw closed(ressource);
}

/** Throws `droit-absent`. */
export function requireLecture({ acteur }: Pick<Base, "acteur">, ressource: Ressource, epci: string): void {
  if (!peut(acteur, ressource, "lire", epci)) throw closed(ressource);
}

function closed(ressource: Ressource): Refus {
  return interdit("droit-absent", `« ${LIBELLE_RESSOURCE[ressource]} » n’est pas ouvert à votre habilitation.`);
}
