import { z } from "zod";
import { rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { CompteGroupe, CubeQueries } from "../../lectures/ports.ts";
import { CELLULE, CELLULE_LUE, compteRow } from "./cellule-cube.ts";

/** On one perimeter whatever the day: leases outside on their day are in another cube. */
export function byAnnee(sql: Sql, epci: string, communes: readonly string[]): Promise<CompteGroupe[]> {
  const cube = (table: string) => `
    select c.mois, c.situation, c.quartile, c.ressources, c.relogement, c.deduite, c.probable,
           c.double_possible or c.commune is null as double_possible, c.nombre
      from publication p
      join ${table} c on c.epci = p.epci and c.lot = p.lot
     where p.epci = $1
       and p.source = 'sne-attributions'
       and (c.commune = any ($2::text[]) or c.commune is null)`;
  return rowsOf(
    sql,
    compteRow,
    `select extract(year from c.mois)::text as cle, ${CELLULE_LUE}, sum(c.nombre) as nombre
       from (${cube("cube_attribution")} union all ${cube("cube_dehors")}) as c
      group by 1, ${CELLULE}
      order by 1, ${CELLULE}`,
    [epci, [...communes]],
  );
}

const dehorsRow = z.object({ annee: z.number(), commune: z.string() });

export function dehorsParAnnee(sql: Sql, epci: string): ReturnType<CubeQueries["dehorsParAnnee"]> {
  return rowsOf(
    sql,
    dehorsRow,
    `select distinct extract(year from c.mois)::integer as annee, c.commune
       from publication p
       join cube_dehors c on c.epci = p.epci and c.lot = p.lot
      where p.epci = $1
        and p.source = 'sne-attributions'
        and c.commune is not null
      order by annee, c.commune`,
    [epci],
  );
}
