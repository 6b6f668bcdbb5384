import { keyLieu, type Lieu } from "#donnees/regles/convention/lieu.ts";

/** Inhabitants of a place by a source, in a vintage. */
export type Population = {
  readonly id: number;
  /** null: the whole territory. */
  readonly lieu: Lieu | null;
  readonly habitants: number;
  /** Year of the count; null: not given. */
  readonly millesime: number | null;
  readonly source: string;
};

/** Part of another place: both counted in the same year, or both by one source without a year. null: nothing comparable. */
export function partOf(population: Population, of: Lieu | null, all: readonly Population[]): number | null {
  if (keyLieu(population.lieu) === keyLieu(of)) return null;
  const whole = all.find(
    ({ lieu, millesime, source }) =>
      keyLieu(lieu) === keyLieu(of) &&
      millesime === population.millesime &&
      (millesime !== null || source === population.source),
  );
  return whole === undefined || whole.habitants < population.habitants ? null : population.habitants / whole.habitants;
}

/** By place, latest vintage first, undated ones last. */
export function orderPopulations(populations: readonly Population[]): readonly Population[] {
  return populations.toSorted(
    (a, b) =>
      RANG[a.lieu?.genre ?? "territoire"] - RANG[b.lieu?.genre ?? "territoire"] ||
      keyLieu(a.lieu).localeCompare(keyLieu(b.lieu), "fr") ||
      (b.millesime ?? 0) - (a.millesime ?? 0) ||
      a.id - b.id,
  );
}

const RANG = { territoire: 0, secteur: 1, commune: 2, qpv: 3 } as const;
