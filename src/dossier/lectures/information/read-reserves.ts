import type { Base } from "#socle/lectures/base.ts";
import type { Figure } from "#socle/lectures/observatoire/figure.ts";

/** What a release shows of the stock reserved for employees, and of their leases; empty: it says nothing of them. */
export type ReservesPubliques = {
  readonly publieLe: string;
  readonly figures: readonly Figure[];
  /** Of the whole stock, by commune: vacancy and rents, as they are published elsewhere. */
  readonly parc: readonly Figure[];
  /** Names, as the results of the convention give them to everyone. */
  readonly bailleurs: readonly string[];
};

const RESERVES = ["reserves-communes", "reserves-quartiers", "salaries-annees"];
const PARC = ["vacance-communes", "loyers-communes"];

/** The last public release and nothing else, what it hides hidden. Null: the territory publishes nothing. */
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
