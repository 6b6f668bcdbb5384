import type { CubeQueries } from "./ports.ts";

type Cubes = Pick<CubeQueries, "annees" | "anneesComptes" | "anneesProvisoires">;

/**
 * Years with a bilan, ascending: from the files' leases that the person reads, or from a table of counts. `bailleurs`: whose bilan it may be; null: the
 * territory's.
 */
export async function readAnneesBilan(
  cubes: Pick<CubeQueries, "annees" | "anneesComptes">,
  epci: string,
  bailleurs: readonly string[] | null,
): Promise<readonly number[]> {
  const lues = await Promise.all([cubes.annees(epci), cubes.anneesComptes(epci, bailleurs)]);
  return [...new Set(lues.flat())].toSorted((a, b) => a - b);
}

/** The last year with published leases, else the last in a table of counts, else the last with leases that no file has yet; null: none. */
export async function findDerniereAnnee(
  cubes: Cubes,
  epci: string,
  bailleurs: readonly string[] | null,
): Promise<number | null> {
  return (
    (await cubes.annees(epci)).at(-1) ??
    (await cubes.anneesComptes(epci, bailleurs)).at(-1) ??
    (await cubes.anneesProvisoires(epci)).at(-1) ??
    null
  );
}

/** Years of which leases are counted one by one, ascending: what remains to be done in the last is what matters, provisional or not. */
export async function readAnneesVivantes(
  cubes: Pick<CubeQueries, "annees" | "anneesProvisoires">,
  epci: string,
): Promise<readonly number[]> {
  const lues = await Promise.all([cubes.annees(epci), cubes.anneesProvisoires(epci)]);
  return [...new Set(lues.flat())].toSorted((a, b) => a - b);
}
