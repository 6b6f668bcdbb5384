import type { Situation } from "#socle/regles/shared/situation.ts";
import type { Quartile, Reponse, Ressources } from "./attribution.ts";

/**
 * A cell of the cube reduced to the facts that rules read: `nombre` signed leases share these answers. `doublePossible`: signed in Blaise, and
 * perhaps already among those of the file. `rejetee`: lines of the file that were not read, each perhaps a lease of which everything is unknown.
 */
export type Compte = {
  readonly situation: Situation;
  readonly quartile: Quartile;
  readonly ressources: Ressources;
  readonly relogement: Reponse;
  readonly doublePossible?: boolean;
  readonly rejetee?: true;
  readonly nombre: number;
};

/** What is counted, and what was not read: only in the bounds. */
export function withRejetees<C extends Compte>(comptes: readonly C[], nombre: number): readonly (C | Compte)[] {
  return nombre === 0 ? comptes : [...comptes, { ...REJETEE, nombre }];
}

const REJETEE = {
  situation: "inconnue",
  quartile: "inconnu",
  ressources: "absentes",
  relogement: "inconnu",
  rejetee: true,
} as const;

/** The counts to print: a lease that the file may already hold only widens the bounds. */
export function withoutDoubles<C extends Compte>(comptes: readonly C[]): readonly C[] {
  return comptes.filter(({ doublePossible }) => doublePossible !== true);
}

/**
 * Adds how the situation is known: `deduite`, retained from the published stock; `probable`, likely for an unlocated lease. Absent from counts that
 * do not tell it.
 */
export type CompteLocalise = Compte & { readonly deduite?: boolean; readonly probable?: Situation };

/** The State's method: a situation deduced here is unlocated there. */
export function undoDeductions(comptes: readonly CompteLocalise[]): readonly Compte[] {
  return comptes.map((compte) => (compte.deduite === true ? { ...compte, situation: "inconnue" } : compte));
}
