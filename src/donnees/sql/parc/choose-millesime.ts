import { z } from "zod";
import { rowOf, type Sql } from "#socle/sql/sql.ts";

const millesimeRow = z.object({ millesime: z.string(), lot: z.number() });

/** The published stock of a year; else of the closest year before, else of the first after. null: none is published. */
export function chooseMillesime(
  sql: Sql,
  epci: string,
  annee: number,
): Promise<{ readonly millesime: string; readonly lot: number } | null> {
  return rowOf(
    sql,
    millesimeRow,
    `select p.periode as millesime, p.lot
       from publication p
      cross join lateral (select left(p.periode, 4)::integer) as m (annee)
      where p.epci = $1
        and p.source = 'rpls'
      order by m.annee > $2, abs(m.annee - $2), p.periode desc
      limit 1`,
    [epci, annee],
  );
}
