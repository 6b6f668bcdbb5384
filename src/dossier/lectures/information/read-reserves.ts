import type { Base } from "#socle/lectures/base.ts";
import type { Figure } from "#socle/lectures/observatoire/figure.ts";

/** Figures of a release on the stock reserved for employees, and on its leases; empty: the release has none. */
export type ReservesPubliques = {
  readonly publieLe: string;
  readonly figures: readonly Figure[];
  /** Vacancy and rents by commune, of the whole stock, not of the reserved part alone. */
  readonly parc: readonly Figure[];
  /** Names of bailleurs, as the results of the convention publish them. */
  readonly bailleurs: readonly string[];
};

const RESERVES = ["reserves-communes", "reserves-quartiers", "salaries-annees"];
const PARC = ["vacance-communes", "loyers-communes"];

/** Reads the last public release only, its hidden cells hidden. null: the territory publishes nothing. */
export async function readReservesPubliques(base: Base, epci: string): Promise<ReservesPubliques | null> {
  const diffusion = await base.diffusions.publique(epci);
  if (!diffusion) return null;
  const figures = new Map(diffusion.jeux.map(({ figure }) => [figure.code, figure]));
  const pick = (codes: readonly string[]) => codes.flatMap((code) => figures.get(code) ?? []);
  const bailleurs = pick(["objectifs-bailleurs"]).flatMap(({ lignes }) => lignes.map(({ libelle }) => libelle));
  return {
    publieLe: diffusion.publieLe,
    figures: pick(RESERVES),
    parc: pick(PARC),
    bailleurs: [...new Set(bailleurs)].toSorted(new Intl.Collator("fr").compare),
  };
}
