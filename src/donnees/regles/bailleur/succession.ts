/** `transfert`: hands over a part of the stock, the bailleur remaining. */
export const GENRES_SUCCESSION = ["absorption", "fusion", "scission", "transfert"] as const;
export type GenreSuccession = (typeof GENRES_SUCCESSION)[number];

/** Fate of the bailleur's written objectives, from that day. */
export const SORTS_OBJECTIFS = ["repris", "repartis", "clos", "inchanges"] as const;
export type SortObjectifs = (typeof SORTS_OBJECTIFS)[number];

/** Share of one successor. Without a place: all, or what no other part of a split names. */
export type PartSuccession = {
  /** SIREN. */
  readonly vers: string;
  /** Name on the day of the entry. */
  readonly nom: string;
  /** Share of the objectives, between 0 and 1, when they are split; else null. */
  readonly part: number | null;
  /** INSEE codes: all the bailleur's dwellings there. */
  readonly communes: readonly string[];
  /** Keys of résidences. */
  readonly residences: readonly string[];
};

/** One bailleur that ends, or hands over a part of its stock. A merger is one per merging bailleur. */
export type Succession = {
  readonly genre: GenreSuccession;
  /** SIREN of the bailleur that ends or hands over. */
  readonly siren: string;
  readonly nom: string;
  /** First day of the successor. */
  readonly jour: string;
  /** « décret du 12 décembre 2018 ». */
  readonly acte: string;
  readonly objectifs: SortObjectifs;
  readonly parts: readonly PartSuccession[];
};

/** « alors »: each lease to its signatory. « aujourdhui »: to the present holder of its dwelling. */
export const VUES_BAILLEURS = ["alors", "aujourdhui"] as const;
export type VueBailleurs = (typeof VUES_BAILLEURS)[number];

/** True when the bailleur ends on that day. */
export function isDisparition({ genre }: Pick<Succession, "genre">): boolean {
  return genre !== "transfert";
}

/** Successions in force on a day, or all when it is null, in order. */
export function successionsAt(successions: readonly Succession[], jour: string | null): readonly Succession[] {
  return successions
    .filter((one) => jour === null || one.jour <= jour)
    .toSorted((a, b) => a.jour.localeCompare(b.jour) || a.siren.localeCompare(b.siren));
}

/**
 * What a bailleur has become on that day, or by now when it is null: itself, unless another took all of it. A bailleur that was split, or handed over
 * a part, has no single heir and stays itself.
 */
export function heirOn(successions: readonly Succession[], siren: string, jour: string | null): string {
  const found = successions.find(
    (one) => one.siren === siren && isDisparition(one) && (jour === null || one.jour <= jour),
  );
  const [part, ...others] = found?.parts ?? [];
  if (!found || !part || others.length > 0) return siren;
  return heirOn(
    successions.filter((one) => one !== found),
    part.vers,
    jour,
  );
}
