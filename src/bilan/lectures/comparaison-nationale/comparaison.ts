import type { Decomposition } from "../../regles/comparaison-nationale/decomposition.ts";

/** One side of the territory, ours beside the State's; `explications`: sentences with their counts. */
export type ComparaisonCote = {
  readonly objet: "hors-qpv" | "qpv";
  readonly libelle: string;
  readonly decomposition: Decomposition;
  readonly explications: readonly string[];
  readonly conclusion: string;
};

/** The object behind the page, the PDF and the spreadsheet, for a year that the ministry prints. */
export type ComparaisonNationale = {
  readonly annee: number;
  readonly source: string;
  readonly publieLe: string | null;
  /** null: our figures are closed to this person, or no lease of the year is published. */
  readonly cotes: readonly ComparaisonCote[] | null;
  /** Reasons why both extractions may differ, on any side. */
  readonly explications: readonly string[];
  /** The ministry's figures, for all readers. */
  readonly imprime: readonly {
    readonly objet: "hors-qpv" | "qpv";
    readonly libelle: string;
    readonly part: number | null;
    readonly total: number | null;
    readonly taux: number | null;
  }[];
  /** Why our figures are missing; null when they are present. */
  readonly sansLocal: string | null;
};
