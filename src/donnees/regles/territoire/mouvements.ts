/**
 * A change of a commune's code, on its first day. `fusion`: `avant` ends in `apres`. `retablissement`: `apres` leaves `avant`, which continues.
 * `changement`: the same commune under another code.
 */
export type Mouvement = {
  readonly jour: string;
  readonly genre: "fusion" | "retablissement" | "changement";
  readonly avant: string;
  readonly nomAvant: string;
  readonly apres: string;
  readonly nomApres: string;
};

/** A former code: the first day without it (null: unknown), and the code of its ground then. */
export type FinDeCode = { readonly depuis: string | null; readonly devenue: string };

/** Codes of communes by day. An unknown code is unchanged. */
export type MouvementsCommunes = {
  /** The code of this one's ground on that day, or today (`null`). A code created later is unchanged: its file was written after. */
  codeLe(code: string, jour: string | null): string;
  /** Null for a present code. */
  finDe(code: string): FinDeCode | null;
  /** Communes that left this one after that day: a line of that day with its code may be in any of them. */
  retabliesApres(code: string, jour: string): readonly Mouvement[];
  /** Changes that formed this commune, latest first: communes merged into it or separated from it, its former code. */
  histoireDe(code: string): readonly Mouvement[];
  nomDe(code: string): string | null;
};

/** `sansJour`: present code for former codes without a known end day. */
export function buildMouvements(
  mouvements: readonly Mouvement[],
  sansJour: (code: string) => string | null = () => null,
): MouvementsCommunes {
  const ordered = mouvements.toSorted((a, b) => a.jour.localeCompare(b.jour));
  const [byAvant, byApres] = [groupBy(ordered, "avant"), groupBy(ordered, "apres")];
  /** The last end of the code up to that day, unless the code was restored since. */
  const endBy = (code: string, jour: string | null): Mouvement | null => {
    const until = (one: Mouvement) => jour === null || one.jour <= jour;
    const end = (byAvant.get(code) ?? []).findLast((one) => one.genre !== "retablissement" && until(one));
    const birth = (byApres.get(code) ?? []).findLast((one) => one.genre !== "fusion" && until(one));
    return end && !(birth && birth.jour >= end.jour) ? end : null;
  };
  const codeLe = (code: string, jour: string | null): string => {
    const end = endBy(code, jour);
    if (end) return codeLe(end.apres, jour);
    return byAvant.has(code) ? code : (sansJour(code) ?? code);
  };
  const retabliesApres = (code: string, jour: string): readonly Mouvement[] =>
    (byAvant.get(code) ?? [])
      .filter((one) => one.genre === "retablissement" && one.jour > jour)
      .flatMap((one) => [one, ...retabliesApres(one.apres, one.jour)]);
  return {
    codeLe,
    retabliesApres,
    finDe: (code) => {
      const devenue = codeLe(code, null);
      return devenue === code ? null : { depuis: endBy(code, null)?.jour ?? null, devenue };
    },
    histoireDe: (code) =>
      [
        ...(byApres.get(code) ?? []),
        ...(byAvant.get(code) ?? []).filter(({ genre }) => genre === "retablissement"),
      ].sort((a, b) => b.jour.localeCompare(a.jour)),
    nomDe: (code) => byAvant.get(code)?.at(-1)?.nomAvant ?? byApres.get(code)?.at(-1)?.nomApres ?? null,
  };
}

function groupBy(mouvements: readonly Mouvement[], cote: "avant" | "apres"): ReadonlyMap<string, readonly Mouvement[]> {
  const groups = new Map<string, Mouvement[]>();
  for (const one of mouvements) {
    const own = groups.get(one[cote]);
    if (own) own.push(one);
    else groups.set(one[cote], [one]);
  }
  return groups;
}
