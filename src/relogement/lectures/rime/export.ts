import type { ColonneRime, FeuilleRime } from "../../regles/rime-colonnes.ts";

/** Rows as the sheets show them: numbers, words, days as jj/mm/aaaa; null is an empty cell, « not known ». */
export type TableauRime = {
  readonly feuille: FeuilleRime;
  readonly colonnes: readonly ColonneRime[];
  readonly lignes: readonly (readonly (string | number | null)[])[];
};

/** The workbook of rehousing. `mentions`: the lines above each header: what it is, who asked for it, when and why. */
export type ExportRime = {
  readonly titre: string;
  readonly noms: boolean;
  readonly mentions: readonly string[];
  readonly tableaux: readonly TableauRime[];
};
