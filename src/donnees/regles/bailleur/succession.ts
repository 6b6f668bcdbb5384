/** `transfert`: of a part of the stock, by a bailleur that goes on. */
export const GENRES_SUCCESSION = ["absorption", "fusion", "scission", "transfert"] as const;
export type GenreSuccession = (typeof GENRES_SUCCESSION)[number];

/** What becomes of the objectives written for the bailleur, from that day. */
export const SORTS_OBJECTIFS = ["repris", "repartis", "clos", "inchanges"] as const;
export type SortObjectifs = (typeof SORTS_OBJECTIFS)[number];

/** Who takes what. Without a place: all of it, or what no other part of a split names. */
export type PartSuccession = {
  /** SIREN. */
  readonly vers: string;
  /** As it was named on the day of the entry. */
  readonly nom: string;
  /** Share of the objectives, between 0 and 1, when they are shared out; else null. */
  readonly part: number | null;
  /** INSEE codes: all that the bailleur has there. */
  readonly communes: readonly string[];
  /** Keys of résidences. */
  readonly residences: readonly string[];
};

/** One bailleur that is no more, or that hands over a part of its stock. A merger is as many of them as bailleurs merge. */
export type Succession = {
  readonly genre: GenreSuccession;
  /** SIREN of whoever is no more, or hands over. */
  readonly siren: string;
  readonly nom: string;
  /** First day of the successor. */
  readonly jour: string;
  /** « décret du 12 décembre 2018 ». */
  readonly acte: string;
  readonly objectifs: SortObjectifs;
  readonly parts: readonly PartSuccession[];
};

/** As of then: each lease to whoever signed it. As of now: to whoever holds its dwelling today. */
export const VUES_BAILLEURS = ["alors", "aujourdhui"] as const;
export type VueBailleurs = (typeof VUES_BAILLEURS)[number];

/** From that day the bailleur is no more. */
export function isDisparition({ genre }: Pick<Succession, "genre">): boolean {
  return genre !== "transfert";
}

/** Those that bear on a day, or on any day when it is null, in their order. */
export function successionsAt(successions: readonly Succession[], jour: string | null): readonly Succession[] {
  return successions
    .filter((one) => jour === null || one.jour <= jour)
    .toSorted((a, b) => a.jour.localeCompare(b.jour) || a.siren.localeCompare(b.siren));
}

/**
 * Who is on that day, or once all is done when it is null, what a bailleur was: itself, unless another took all of it. What was split or handed over in part has no single heir, and stays where it
 * was.
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
