import { insert, insertId } from "#socle/sql/ecrire.ts";
import { rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { OperationQueries } from "../lectures/ports.ts";
import { bailleurRow, examenRow, ligneRow } from "../lectures/ports.ts";

export function examens(sql: Sql, epci: string, operation: number): ReturnType<OperationQueries["examens"]> {
  return rowsOf(
    sql,
    examenRow,
    `select e.avis, e.motif, e.le, g.nom as par, e.revision
       from operation_examen e
       left join organisation g on g.id = e.examinateur
      where e.epci = $1
        and e.operation = $2
      order by e.id`,
    [epci, operation],
  );
}

export async function addExamen(
  sql: Sql,
  epci: string,
  { operation, organisation, examinateur, avis, motif, le, revision }: Parameters<OperationQueries["addExamen"]>[1],
): Promise<void> {
  const rendu = { examinateur, avis, motif, le, revision };
  await insert(sql, "operation_examen", { epci, operation, organisation, ...rendu });
}

export function financements(
  sql: Sql,
  epci: string,
  operation: number | null,
): ReturnType<OperationQueries["financements"]> {
  return rowsOf(
    sql,
    ligneRow,
    `select id, operation, financeur, montant, etat, le
       from operation_financement
      where epci = $1
        and ($2::bigint is null or operation = $2)
        and retire_le is null
      order by operation, id`,
    [epci, operation],
  );
}

export function addFinancement(
  sql: Sql,
  epci: string,
  { operation, organisation, financeur, montant, etat, le }: Parameters<OperationQueries["addFinancement"]>[1],
): Promise<number> {
  return insertId(sql, "operation_financement", { epci, operation, organisation, financeur, montant, etat, le });
}

export async function withdrawFinancement(sql: Sql, epci: string, operation: number, ligne: number): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update operation_financement
        set retire_le = now()
      where epci = $1
        and operation = $2
        and id = $3
        and retire_le is null`,
    [epci, operation, ligne],
  );
  return rowCount === 1;
}

/** Bailleurs come from the stock, and from the operations of organisations without stock yet. */
export function bailleurs(sql: Sql, epci: string): ReturnType<OperationQueries["bailleurs"]> {
  return rowsOf(
    sql,
    bailleurRow,
    `select g.id as organisation, g.nom, g.siren
       from organisation g
      where g.type = 'bailleur'
        and (   g.siren in (select c.bailleur from publication p join cube_parc c on c.lot = p.lot where p.epci = $1 and p.source = 'rpls')
             or g.id in (select organisation from operation where epci = $1)
             or g.id in (select organisation from convention_signataire where epci = $1))
      order by g.nom, g.id`,
    [epci],
  );
}
