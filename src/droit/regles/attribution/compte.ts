import type { Situation } from "#socle/regles/shared/situation.ts";
import type { Quartile, Reponse, Ressources } from "./attribution.ts";

/**
 * A cell of the cube reduced to what the rules look at: `nombre` leases signed that share these answers. `doublePossible`: signed in Blaise,
 * and perhaps already among those of the file.
 */
export type Compte = {
  readonly situation: Situation;
  readonly quartile: Quartile;
  readonly ressources: Ressources;
  readonly relogement: Reponse;
  readonly doublePossible?: boolean;
  readonly nombre: number;
};

/** What is printed as counted: a lease that may be another one of the counts is in the bounds alone. */
export function withoutDoubles<C extends Compte>(comptes: readonly C[]): readonly C[] {
  return comptes.filter(({ doublePossible }) => doublePossible !== true);
}

/**
 * The same, with how the side is known: `deduite`, retained from what is published of the stock; `probable`, what it makes likely of an
 * unlocated one. Absent from the counts that do not tell it.
 */
export type CompteLocalise = Compte & { readonly deduite?: boolean; readonly probable?: Situation };

/** As the State counts: what was deduced here is unlocated there. */
export function undoDeductions(comptes: readonly CompteLocalise[]): readonly Compte[] {
  return comptes.map((compte) => (compte.deduite === true ? { ...compte, situation: "inconnue" } : compte));
}
