import { addDays } from "#socle/regles/shared/calendrier.ts";

/** Days included. `depuis` null: since before our data; `jusque` null: until today. */
export type Sejour = { readonly depuis: string | null; readonly jusque: string | null };

/** A commune and its stays in a territory, ascending; empty when it never was in it. */
export type CommuneDatee = { readonly commune: string; readonly sejours: readonly Sejour[] };

/** Communes of a territory between two changes. */
export type Composition = Sejour & { readonly communes: readonly string[] };

export function isMembreLe(sejours: readonly Sejour[], jour: string): boolean {
  return sejours.some(
    ({ depuis, jusque }) => (depuis === null || depuis <= jour) && (jusque === null || jour <= jusque),
  );
}

export function communesLe<C extends CommuneDatee>(perimetre: readonly C[], jour: string): readonly C[] {
  return perimetre.filter(({ sejours }) => isMembreLe(sejours, jour));
}

/** Earlier than any day of an act. */
const ORIGINE = "0001-01-01";

/** Successive compositions of a territory, up to today; changes of one day are one change. */
export function compositionsOf(perimetre: readonly CommuneDatee[]): readonly Composition[] {
  const sejours = perimetre.flatMap((commune) => commune.sejours);
  const debuts = sejours.flatMap(({ depuis, jusque }) => [
    ...(depuis === null ? [] : [depuis]),
    ...(jusque === null ? [] : [addDays(jusque, 1)]),
  ]);
  const jours = [ORIGINE, ...new Set(debuts)].sort();
  return jours.map((jour, rang) => {
    const suivant = jours[rang + 1];
    return {
      depuis: jour === ORIGINE ? null : jour,
      jusque: suivant === undefined ? null : addDays(suivant, -1),
      communes: communesLe(perimetre, jour).map(({ commune }) => commune),
    };
  });
}

/** Compositions that cover these days, both included. */
export function compositionsBetween(
  compositions: readonly Composition[],
  [du, au]: readonly [string, string],
): readonly Composition[] {
  return compositions.filter(
    ({ depuis, jusque }) => (depuis === null || depuis <= au) && (jusque === null || du <= jusque),
  );
}
