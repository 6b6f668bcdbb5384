import type { Tache } from "#socle/lectures/tache.ts";

export const DELAIS = ["en-retard", "cette-semaine", "plus-tard", "sans-date"] as const;
export type DelaiTache = (typeof DELAIS)[number];

export type AFaire = {
  readonly aujourdhui: string;
  readonly total: number;
  /** In the order of `DELAIS`, empty ones left out. */
  readonly groupes: readonly { readonly delai: DelaiTache; readonly taches: readonly Tache[] }[];
  /** What could not be read, and why: a task may be missing. */
  readonly illisibles: readonly { readonly quoi: string; readonly raison: string }[];
};
