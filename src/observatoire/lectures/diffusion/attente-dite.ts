import { rangsQuantile } from "#socle/calculs/quantile/rangs-quantile.ts";

/** In months, from `de` on, before `a`; null: no later bound. `partie`: of which band it is a part. */
export type Tranche = {
  readonly code: string;
  readonly de: number;
  readonly a: number | null;
  readonly libelle: string;
};

/** Half-years, then years. The two larger bands are told when the smaller ones are secret. */
export const PETITES: readonly Tranche[] = [
  { code: "0-6", de: 0, a: 6, libelle: "Moins de 6 mois" },
  { code: "6-12", de: 6, a: 12, libelle: "6 mois à 1 an" },
  { code: "12-24", de: 12, a: 24, libelle: "1 à 2 ans" },
  { code: "24-plus", de: 24, a: null, libelle: "2 ans et plus" },
];
export const GRANDES: readonly Tranche[] = [
  { code: "moins-1-an", de: 0, a: 12, libelle: "Moins d’un an" },
  { code: "1-an-plus", de: 12, a: null, libelle: "Un an et plus" },
];

/** Codes of the bands that have each larger one as their sum. */
export const PARTIES: Readonly<Record<string, readonly string[]>> = {
  "moins-1-an": ["0-6", "6-12"],
  "1-an-plus": ["12-24", "24-plus"],
};

export function codeTranche(mois: number | null): string {
  if (mois === null) return "inconnue";
  return PETITES.findLast(({ de }) => mois >= de)?.code ?? "inconnue";
}

/** `a` null: no upper bound is known. In months. */
export type Fourchette = { readonly de: number; readonly a: number | null; readonly baux: number };

/**
 * Where the wait is that a share `p` of households did not exceed, with its 95 % interval, as told by the shown bands alone: so that nothing is
 * told that these counts do not tell. null when the larger bands are not both shown, or when the leases are too few to bound it at all.
 */
export function situer(nombre: (code: string) => number | null, p: number): Fourchette | null {
  const [un, plus] = GRANDES.map(({ code }) => nombre(code));
  if (un === null || un === undefined || plus === null || plus === undefined) return null;
  const baux = un + plus;
  const [bas, haut] = rangsQuantile(baux, p);
  if (bas < 1 || haut > baux) return null;
  const court = nombre("0-6");
  const moyen = nombre("12-24");
  const cumuls: readonly (readonly [mois: number, cumul: number])[] = [
    ...(court === null ? [] : [[6, court] as const]),
    [12, un],
    ...(moyen === null ? [] : [[24, un + moyen] as const]),
  ];
  return {
    de: cumuls.findLast(([, cumul]) => cumul < bas)?.[0] ?? 0,
    a: cumuls.find(([, cumul]) => cumul >= haut)?.[0] ?? null,
    baux,
  };
}

/** « entre 6 et 12 mois », « moins de 6 mois », « 2 ans et plus ». */
export function direFourchette({ de, a }: Pick<Fourchette, "de" | "a">): string {
  if (a === null) return de === 0 ? "trop dispersée pour être dite" : `plus de ${de} mois`;
  return de === 0 ? `moins de ${a} mois` : `entre ${de} et ${a} mois`;
}
