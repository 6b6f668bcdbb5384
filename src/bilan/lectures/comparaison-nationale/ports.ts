import type { ResultatNationalRow } from "#donnees/formats/rows.ts";

export type NationalQueries = {
  /** Every published year of the territory, ascending; of two lots for a year, the one published last. */
  resultats(epci: string): Promise<readonly ResultatNationalRow[]>;
};
