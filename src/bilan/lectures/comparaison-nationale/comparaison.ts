import type { Decomposition } from "../../regles/comparaison-nationale/decomposition.ts";

/** One side of the territory, ours beside theirs; `explications` are sentences, each with its count. */
export type ComparaisonCote = {
  readonly objet: "hors-qpv" | "qpv";
  readonly libelle: string;
  readonly decomposition: Decomposition;
  readonly explications: readonly string[];
  readonly conclusion: string;
};

/** The one object behind the page, the PDF and the spreadsheet, for a year that the ministry prints. */
export type ComparaisonNationale = {
  readonly annee: number;
  readonly source: string;
  readonly publieLe: string | null;
  /** null: our figures are not open to this person, or no lease of the year is published. */
  readonly cotes: readonly ComparaisonCote[] | null;
  /** What may separate the two extractions, whatever the side. */
  readonly explications: readonly string[];
  /** What the ministry prints, whoever reads. */
  readonly imprime: readonly {
    readonly objet: "hors-qpv" | "qpv";
    readonly libelle: string;
    readonly part: number | null;
    readonly total: number | null;
    readonly taux: number | null;
  }[];
  /** Why there is nothing of ours beside; null when there is. */
  readonly sansLocal: string | null;
};
