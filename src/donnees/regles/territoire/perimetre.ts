import { addDays } from "#socle/regles/shared/calendrier.ts";

/** Days included. `depuis` null: from before what is known; `jusque` null: to this day. */
export type Sejour = { readonly depuis: string | null; readonly jusque: string | null };

/** A commune and its stays in a territory, ascending; none when it has never been of it. */
export type CommuneDatee = { readonly commune: string; readonly sejours: readonly Sejour[] };

/** The communes that a territory has between two changes. */
export type Composition = Sejour & { readonly communes: readonly string[] };

export function isMembreLe(sejours: readonly Sejour[], jour: string): boolean {
  return sejours.some(
    ({ depuis, jusque }) => (depuis === null || depuis <= jour) && (jusque === null || jour <= jusque),
  );
}

export function communesLe<C extends CommuneDatee>(perimetre: readonly C[], jour: string): readonly C[] {
  return perimetre.filter(({ sejours }) => isMembreLe(sejours, jour));
}

/** Before any day that an act may bear. */
const ORIGINE = "0001-01-01";

/** The successive compositions of a territory, from before what is known to this day; what changes on one day is one change. */
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

/** Those that a figure of these days is counted on, both included. */
export function compositionsBetween(
  compositions: readonly Composition[],
  [du, au]: readonly [string, string],
): readonly Composition[] {
  return compositions.filter(
    ({ depuis, jusque }) => (depuis === null || depuis <= au) && (jusque === null || du <= jusque),
  );
}
