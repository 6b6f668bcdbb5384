import type pg from "pg";
import { keyOf } from "./catalogue.ts";

const TABLE = "nominatif.souhait_cherche";

/** Keys of the lines that the wishes of these households have made, in the same order. */
export async function keysOfSouhaits(pool: pg.Pool, demandeurs: readonly string[]): Promise<readonly string[]> {
  const { rows } = await pool.query<{ cle: string }>(
    `select ${await keyOf(pool, TABLE)} as cle from ${TABLE} where demandeur = any ($1::uuid[]) order by array_position($1::uuid[], demandeur)`,
    [demandeurs],
  );
  return rows.map(({ cle }) => cle);
}

/** The commune that the household wishes is one where that organisation has stock. */
export async function openLieu(pool: pg.Pool, demandeur: string | undefined, ouvert: string): Promise<void> {
  await pool.query(
    `insert into nominatif.lieu_ouvert (lieu, epci, ouvert_a) select par, epci, array[$1] from ${TABLE} where demandeur = $2
     on conflict (epci, lieu) do update set ouvert_a = excluded.ouvert_a`,
    [ouvert, demandeur],
  );
}
