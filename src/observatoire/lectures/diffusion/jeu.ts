import type { CelluleSecret, Relation } from "#socle/calculs/secret/systeme.ts";
import type { Figure } from "#socle/lectures/observatoire/figure.ts";

/** Subjects of a release. */
export type Theme = "attributions" | "convention" | "demandes" | "parc";

/** Numbers under secrecy behind a cell: `part` alone, or out of `base`. A cell without any is public by law (RPLS, CCH L. 411-10). */
export type NombresCellule = { readonly part: string; readonly base?: string };

/** A dataset before masking. */
export type JeuBrut = {
  readonly theme: Theme;
  readonly figure: Figure;
  readonly nombres: (ligne: string, colonne: string) => NombresCellule | null;
  /** What is told besides, from the masked figure alone: it tells nothing that its reader could not compute. */
  readonly deduire?: (masquee: Figure) => Figure;
};

/** Datasets, and the numbers and sums behind them. */
export type Matiere = {
  readonly jeux: readonly JeuBrut[];
  readonly cellules: readonly CelluleSecret[];
  readonly relations: readonly Relation[];
};
