import type { CelluleFigure, ColonneFigure, Figure } from "#socle/lectures/observatoire/figure.ts";

/** The quarter's figures as they are frozen: the same objects that the page, the PDF and the workbook show. */
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

export type SourcePack = {
  readonly source: string;
  readonly periode: string;
  readonly fichier: string;
  readonly sha256: string;
};

/** A frozen version. `empreinte`: SHA-256 of the canonical JSON of contents and sources. */
export type Pack = {
  readonly id: number;
  readonly epci: string;
  readonly annee: number;
  readonly trimestre: 1 | 2 | 3 | 4;
  /** Rank of the version in its quarter. */
  readonly numero: number;
  readonly contenu: ContenuPack;
  readonly sources: readonly SourcePack[];
  readonly empreinte: string;
  readonly figeLe: string;
  readonly figePar: string;
};

export type PackBailleur = {
  readonly bailleur: string;
  readonly nom: string;
  readonly figures: readonly Figure[];
  readonly empreinte: string;
};

/** « 2018-T3-01 ». */
export function numeroPack({ annee, trimestre, numero }: Pick<Pack, "annee" | "trimestre" | "numero">): string {
  return `${annee}-T${trimestre}-${String(numero).padStart(2, "0")}`;
}

/** A value that a later import gives otherwise. */
export type ValeurChangee = {
  readonly tableau: string;
  readonly ligne: string;
  readonly colonne: ColonneFigure;
  readonly alors: CelluleFigure;
  readonly aujourdhui: CelluleFigure;
};

export type ComparaisonPack = { readonly phrase: string; readonly changements: readonly ValeurChangee[] };
