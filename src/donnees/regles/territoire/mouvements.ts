/**
 * What happened to the code of a commune, on a first day. `fusion`: `avant` ends in `apres`. `retablissement`: `apres` leaves `avant`, which goes on.
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

/** A code that is none today: the first day without it, null when nobody knows it, and what its ground became then. */
export type FinDeCode = { readonly depuis: string | null; readonly devenue: string };

/** Codes of communes, day by day. A code that nothing is known of is its own. */
export type MouvementsCommunes = {
  /** The code that the ground of this one bears on that day, or today (`null`). One that was not born yet is its own: its file is of after. */
  codeLe(code: string, jour: string | null): string;
  /** Null when the code is one today. */
  finDe(code: string): FinDeCode | null;
  /** Communes that have left this one after that day: a line of that day, under its code, may be of any of them. */
  retabliesApres(code: string, jour: string): readonly Mouvement[];
  /** What made this commune what it is, the latest first: those that ended in it, those that left it, its former code. */
  histoireDe(code: string): readonly Mouvement[];
  nomDe(code: string): string | null;
};

/** `sansJour`: of a former code whose end has no known day, the code of today. */
export function buildMouvements(
  mouvements: readonly Mouvement[],
  sansJour: (code: string) => string | null = () => null,
): MouvementsCommunes {
  const ordered = mouvements.toSorted((a, b) => a.jour.localeCompare(b.jour));
  const [byAvant, byApres] = [groupBy(ordered, "avant"), groupBy(ordered, "apres")];
  /** The last end of the code by that day, unless it was born again since. */
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
