import { z } from "zod";
import type { Batches } from "#socle/lectures/batches.ts";
import type { Source } from "#socle/regles/shared/source.ts";
import { type CopyColumns, copyRows } from "#socle/sql/copy.ts";
import { oneOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { CleLot, Lot } from "../../lectures/lot/ports.ts";
import { type Rejet, type RowADeposer, rejetRow } from "../../lectures/lot/ports.ts";
import { LOT_TABLES } from "./lot-tables.ts";

export type Staging<S extends Source> = { readonly lot: number; readonly epci: string; readonly source: S };

export async function appendRows<S extends Source>(
  sql: Sql,
  { lot, epci, source }: Staging<S>,
  batches: Batches<RowADeposer<S>>,
): Promise<void> {
  const { table, columns } = LOT_TABLES[source];
  const all: CopyColumns<RowADeposer<S>> = [
    ["lot", () => lot],
    ["epci", () => epci],
    ["ligne", ({ ligne }) => ligne],
    ...columns,
  ];
  await copyRows(sql, table, all, batches);
}

export async function appendRejets(sql: Sql, lot: number, epci: string, rejets: readonly Rejet[]): Promise<void> {
  const columns: CopyColumns<Rejet> = [
    ["lot", () => lot],
    ["epci", () => epci],
    ["ligne", ({ ligne }) => ligne],
    ["brut", ({ brut }) => brut],
    ["anomalies", ({ anomalies }) => JSON.stringify(anomalies)],
  ];
  await copyRows(sql, "lot_rejet", columns, [rejets]);
}

const numerosRow = z.object({ rejetees: z.array(z.number()), derniere: z.number() });

export function numeros(sql: Sql, { epci, id, source }: Lot): Promise<z.infer<typeof numerosRow>> {
  return oneOf(
    sql,
    numerosRow,
    `select coalesce(array_agg(r.ligne order by r.ligne), '{}') as rejetees,
            greatest(coalesce(max(r.ligne), 0),
                     (select coalesce(max(ligne), 0) from ${LOT_TABLES[source].table} where epci = $1 and lot = $2)) as derniere
       from lot_rejet r
      where r.epci = $1
        and r.lot = $2`,
    [epci, id],
  );
}

/** Row by row as they are, under the same numbers. */
export async function completer(
  sql: Sql,
  { epci, id }: CleLot,
  ancien: Lot,
  restantes: readonly number[],
): Promise<void> {
  const { table, columns } = LOT_TABLES[ancien.source];
  const noms = ["epci", "ligne", ...columns.map(([colonne]) => colonne)].join(", ");
  await sql.query(`insert into ${table} (lot, ${noms}) select $3, ${noms} from ${table} where epci = $1 and lot = $2`, [
    epci,
    ancien.id,
    id,
  ]);
  const decide = "epci, ligne, brut, anomalies, ecartee_motif, ecartee_le, ecartee_par";
  await sql.query(
    `insert into lot_rejet (lot, ${decide})
     select $3, ${decide}
       from lot_rejet
      where epci = $1
        and lot = $2
        and ligne = any ($4::integer[])`,
    [epci, ancien.id, id, restantes],
  );
}

const stagedRow = z.object({ acceptees: z.number(), rejetees: z.number() });

export function countStaged(sql: Sql, { epci, id }: CleLot, source: Source): Promise<z.infer<typeof stagedRow>> {
  return oneOf(
    sql,
    stagedRow,
    `select (select count(*) from ${LOT_TABLES[source].table} where epci = $1 and lot = $2) as acceptees,
            (select count(*) from lot_rejet where epci = $1 and lot = $2)                   as rejetees`,
    [epci, id],
  );
}

const REJETS_PAR_PAGE = 1_000;

/** By pages: a long download holds no connection while the client is slow. */
export async function* rejets(sql: Sql, { epci, id }: CleLot): AsyncGenerator<Rejet> {
  let after = -1;
  for (;;) {
    const page = await rowsOf(
      sql,
      rejetRow,
      `select ligne, brut, anomalies
         from lot_rejet
        where epci = $1
          and lot = $2
          and ligne > $3
        order by ligne
        limit $4`,
      [epci, id, after, REJETS_PAR_PAGE],
    );
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < REJETS_PAR_PAGE) return;
    after = last.ligne;
  }
}
