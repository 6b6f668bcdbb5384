import type { CubeQueries } from "./ports.ts";

type Cubes = Pick<CubeQueries, "annees" | "anneesComptes">;

/**
 * Years with a bilan, ascending: from the leases that the person reads, or from a table of counts. `bailleurs`: whose bilan it may be; null: the
 * territory's.
 */
export async function readAnneesBilan(
  cubes: Cubes,
  epci: string,
  bailleurs: readonly string[] | null,
): Promise<readonly number[]> {
  const [annees, comptes] = await Promise.all([cubes.annees(epci), cubes.anneesComptes(epci, bailleurs)]);
  return [...new Set([...annees, ...comptes])].toSorted((a, b) => a - b);
}

/** The last year with published leases, else the last in a table of counts; null: none. */
export async function findDerniereAnnee(
  cubes: Cubes,
  epci: string,
  bailleurs: readonly string[] | null,
): Promise<number | null> {
  return (await cubes.annees(epci)).at(-1) ?? (await cubes.anneesComptes(epci, bailleurs)).at(-1) ?? null;
}
