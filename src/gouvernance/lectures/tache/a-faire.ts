import type { Tache } from "#socle/lectures/tache.ts";

export const DELAIS = ["en-retard", "cette-semaine", "plus-tard", "sans-date"] as const;
export type DelaiTache = (typeof DELAIS)[number];

export type AFaire = {
  readonly aujourdhui: string;
  readonly total: number;
  /** In the order of `DELAIS`, without the empty groups. */
  readonly groupes: readonly { readonly delai: DelaiTache; readonly taches: readonly Tache[] }[];
  /** Sources that could not be read, with the reason: a task may be missing. */
  readonly illisibles: readonly { readonly quoi: string; readonly raison: string }[];
};
