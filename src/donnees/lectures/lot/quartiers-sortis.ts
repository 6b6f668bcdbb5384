import { isExZusAssimilable } from "#droit/regles/communes-ex-zus.ts";
import { isAssimile, type SortQuartier } from "#droit/regles/quartiers-sortants.ts";
import { sortQuartiers } from "#socle/calculs/perimetre/sort-quartiers.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { QuartiersParCommune } from "./ports.ts";

/** By code of the list of 2015; one that is not there: both lists are not published here, or its perimeter is too thin to be read. */
export type SortsQuartiers = ReadonlyMap<string, SortQuartier>;

/** May ground of the commune, outside the list in force, still count like a QPV that day? A commune that nobody says may be any of them. */
export type PeutEtreAssimile = (commune: string | null, jour: string) => boolean;

/** What became of each neighbourhood of the former list, once both are published for the territory. */
export async function readSortsQuartiers(base: Pick<Base, "faits" | "lots">, epci: string): Promise<SortsQuartiers> {
  const published = (await base.lots.publications(epci)).filter(({ source }) => source === "qpv");
  const lists = new Set(published.map(({ periode }) => periode));
  if (!lists.has("2015") || !lists.has("2024")) return new Map();
  const perimetres = await base.faits.perimetres(epci);
  const of = (generation: 2015 | 2024) =>
    perimetres
      .filter((row) => row.generation === generation)
      .map(({ code, contour }) => ({ code, polygones: contour.coordinates }));
  return sortQuartiers(of(2015), of(2024));
}

/** What a neighbourhood became that nobody could read is taken as having left: a side is never surer than what is known of it. */
export function buildPeutEtreAssimile(quartiers: QuartiersParCommune, sorts: SortsQuartiers): PeutEtreAssimile {
  const anciens = quartiers.get(2015);
  const codesOf = (commune: string | null) =>
    commune === null ? [...(anciens?.values() ?? [])].flat() : (anciens?.get(commune) ?? []);
  return (commune, jour) => {
    if (isExZusAssimilable(commune, jour)) return true;
    if (!anciens) return isAssimile("sorti", commune, jour);
    return codesOf(commune).some((code) => isAssimile(sorts.get(code) ?? "sorti", commune, jour));
  };
}
