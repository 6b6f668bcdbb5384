import type { CleBailleur } from "./bailleurs.ts";

export type Effectifs = readonly [qpv: number, horsQpv: number, inconnue: number];

export type MargesBailleur = {
  readonly bailleur: CleBailleur;
  readonly q1: Effectifs;
  readonly q24: Effectifs;
  /** Leases whose resources nobody wrote: outside the tables, in the total of attributions. */
  readonly sansRessources: Effectifs;
  /** Among the second row: monthly resources written as 0 €. */
  readonly nulles: Effectifs;
  /** Rehoused by the renewal programme, among the first row and among the second. */
  readonly relogesQ1: Effectifs;
  readonly relogesQ24: Effectifs;
};

export type AnneeAttributions = {
  readonly annee: number;
  /** Leases a month, January first: months without any are not in the file. */
  readonly saison: readonly number[];
  readonly marges: readonly MargesBailleur[];
};

const AUCUN: Effectifs = [0, 0, 0];

function marges(
  bailleur: CleBailleur,
  q1: Effectifs,
  q24: Effectifs,
  autres: Partial<Omit<MargesBailleur, "bailleur" | "q1" | "q24">> = {},
): MargesBailleur {
  return { bailleur, q1, q24, sansRessources: AUCUN, nulles: AUCUN, relogesQ1: AUCUN, relogesQ24: AUCUN, ...autres };
}

/**
 * 2016 and 2017: the convention's tables by bailleur (§2, « extractions du SNE »), exact. Ours: which bailleur and side the seven leases
 * without resources of each year have (the source gives only 772 − 765 and 779 − 772), and the leases at 0 €
 * (the source gives their number, in the row of quartiles 2 to 4).
 * They are all located, so that the unlocated of the tables are the only ones.
 */
export const ATTRIBUTIONS: readonly AnneeAttributions[] = [
  {
    annee: 2016,
    saison: [56, 58, 66, 62, 60, 72, 74, 62, 78, 70, 62, 52],
    marges: [
      marges("oph", [159, 19, 1], [219, 79, 8], { sansRessources: [3, 1, 0], nulles: [3, 1, 0] }),
      marges("hamaris", [0, 32, 1], [0, 90, 13], { sansRessources: [0, 2, 0] }),
      marges("plurial", [10, 4, 1], [31, 55, 7], { sansRessources: [0, 1, 0], nulles: [0, 1, 0] }),
      marges("foyer", [0, 1, 4], [6, 2, 14]),
      marges("vitry", [0, 0, 0], [0, 9, 0]),
    ],
  },
  {
    annee: 2017,
    saison: [58, 54, 68, 60, 64, 70, 76, 60, 80, 72, 64, 53],
    marges: [
      marges("oph", [137, 30, 0], [198, 90, 1], { sansRessources: [3, 1, 0], nulles: [1, 1, 0] }),
      marges("hamaris", [0, 26, 3], [0, 104, 16], { sansRessources: [0, 2, 0], nulles: [0, 1, 0] }),
      marges("plurial", [4, 10, 1], [30, 77, 0], { sansRessources: [0, 1, 0] }),
      marges("foyer", [3, 0, 0], [19, 16, 0]),
      marges("vitry", [0, 0, 0], [0, 7, 0]),
    ],
  },
  {
    /** January to September, entirely invented: a little better than 2017, with the first rehousings of the renewal programme. */
    annee: 2018,
    saison: [56, 54, 64, 60, 62, 68, 72, 58, 66, 0, 0, 0],
    marges: [
      marges("oph", [96, 24, 1], [148, 62, 2], {
        sansRessources: [2, 1, 0],
        nulles: [1, 0, 0],
        relogesQ1: [2, 2, 0],
        relogesQ24: [2, 3, 0],
      }),
      marges("hamaris", [0, 23, 1], [0, 74, 5], {
        sansRessources: [0, 2, 0],
        nulles: [0, 1, 0],
        relogesQ1: [0, 1, 0],
        relogesQ24: [0, 2, 0],
      }),
      marges("plurial", [3, 9, 0], [21, 52, 1], { sansRessources: [0, 1, 0] }),
      marges("foyer", [2, 1, 0], [13, 11, 0]),
      marges("vitry", [0, 1, 0], [0, 4, 0]),
    ],
  },
];
