import { isExZusAssimilable } from "#droit/regles/communes-ex-zus.ts";
import { isAssimile, type SortQuartier } from "#droit/regles/quartiers-sortants.ts";
import { sortQuartiers } from "#socle/calculs/perimetre/sort-quartiers.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { QuartiersParCommune } from "./ports.ts";

/** By code of the 2015 list; a code is absent when both lists are not published here, or when its perimeter is too thin. */
export type SortsQuartiers = ReadonlyMap<string, SortQuartier>;

/** Whether ground of the commune, outside the list in force, may still count like a QPV on that day. An unknown commune may be any of them. */
export type PeutEtreAssimile = (commune: string | null, jour: string) => boolean;

/** Fate of each QPV of the former list, once both lists are published for the territory. */
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

/** A QPV of unknown fate is treated as having left: a situation is never surer than its sources. */
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
