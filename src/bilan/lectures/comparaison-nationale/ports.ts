import type { ResultatNationalRow } from "#donnees/formats/rows.ts";

export type NationalQueries = {
  /** Every published year of the territory, ascending; when two lots print the same year, the one published last. */
  resultats(epci: string): Promise<readonly ResultatNationalRow[]>;
};
