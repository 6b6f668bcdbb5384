import type { CelluleFigure, ColonneFigure, Figure } from "#socle/lectures/observatoire/figure.ts";

/** The frozen figures of a quarter, shared by the page, the PDF and the workbook. */
export type ContenuPack = {
  readonly territoire: string;
  readonly nom: string;
  readonly demonstration: boolean;
  readonly annee: number;
  readonly trimestre: 1 | 2 | 3 | 4;
  /** « 3e trimestre 2018 ». */
  readonly libelle: string;
  /** Leases signed in the quarter. */
  readonly total: number;
  /** The answer, in sentences. */
  readonly phrases: readonly string[];
  readonly figures: readonly Figure[];
};

/** « 2018-T3-01 ». */
export function numeroPack({
  annee,
  trimestre,
  numero,
}: Pick<ContenuPack, "annee" | "trimestre"> & { readonly numero: number }): string {
  return `${annee}-T${trimestre}-${String(numero).padStart(2, "0")}`;
}

/** A value that a later import changes. */
export type ValeurChangee = {
  readonly tableau: string;
  readonly ligne: string;
  readonly colonne: ColonneFigure;
  readonly alors: CelluleFigure;
  readonly aujourdhui: CelluleFigure;
};

export type ComparaisonPack = { readonly phrase: string; readonly changements: readonly ValeurChangee[] };
