import { z } from "zod";
import { rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { QuartiersParCommune } from "../../lectures/lot/ports.ts";

const quartierRow = z.object({
  generation: z.number(),
  code: z.string(),
  nom: z.string(),
  communes: z.array(z.string()),
});
type Quartier = z.infer<typeof quartierRow>;

/** Published QPV of both lists. */
export function quartiers(sql: Sql, epci: string): Promise<Quartier[]> {
  return rowsOf(
    sql,
    quartierRow,
    `select q.generation, q.code, q.nom, q.communes
       from publication p
       join qpv q on q.epci = p.epci and q.lot = p.lot
      where p.epci = $1
        and p.source = 'qpv'
      order by q.generation, q.code`,
    [epci],
  );
}

export async function quartiersParCommune(sql: Sql, epci: string): Promise<QuartiersParCommune> {
  const rows = await quartiers(sql, epci);
  return new Map(
    ([2015, 2024] as const).flatMap((generation) => {
      const own = rows.filter((row) => row.generation === generation);
      return own.some(({ communes }) => communes.length === 0) ? [] : [[generation, byCommune(own)] as const];
    }),
  );
}

function byCommune(rows: readonly Quartier[]): ReadonlyMap<string, readonly string[]> {
  const codes = new Map<string, readonly string[]>();
  for (const { code, communes } of rows) {
    for (const commune of communes) codes.set(commune, [...(codes.get(commune) ?? []), code]);
  }
  return codes;
}
