import type { ColonneRime, FeuilleRime } from "../../regles/rime-colonnes.ts";

/** Rows as the sheets show them: numbers, words, days as jj/mm/aaaa; null: an empty cell, for unknown. */
export type TableauRime = {
  readonly feuille: FeuilleRime;
  readonly colonnes: readonly ColonneRime[];
  readonly lignes: readonly (readonly (string | number | null)[])[];
};

/** Workbook of rehousing. `mentions`: lines above each header: the content, the author, the day and the purpose. */
export type ExportRime = {
  readonly titre: string;
  readonly noms: boolean;
  readonly mentions: readonly string[];
  readonly tableaux: readonly TableauRime[];
};
