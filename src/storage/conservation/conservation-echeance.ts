import type { QuandPurger } from "#application/conservation/ports.ts";
import type { DureeConservation } from "#domain/conservation/duree.ts";
import type { Sql } from "../sql.ts";

export type Purge = {
  readonly tx: Sql;
  readonly quand: QuandPurger;
  readonly durees: readonly DureeConservation[];
  /** The day, then months and days of the first duration: $1, $2, $3 of `due`. */
  readonly limite: readonly unknown[];
};

/** Whether the clock that started on the day `point` has run out: the same calendar as `echeance` of the domain, which a test compares. */
export function due(point: string): string {
  return `(${point} + make_interval(months => $2::integer, days => $3::integer))::date <= $1::date`;
}

/** Last day of the year of a day. */
export function yearEnd(jour: string): string {
  return `make_date(extract(year from ${jour})::integer, 12, 31)`;
}

/** A day of Paris, as every day of the product. */
export function day(instant: string): string {
  return `(${instant} at time zone 'Europe/Paris')::date`;
}
