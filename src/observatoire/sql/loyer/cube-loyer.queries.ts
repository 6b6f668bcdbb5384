import type { Sql } from "#socle/sql/sql.ts";

/** Rents of an RPLS lot, made again from its dwellings. In the transaction that makes its other cubes, once the lot has its vintage. */
export async function rebuildCubeLoyer(tx: Sql, lot: number): Promise<void> {
  await tx.query("delete from cube_loyer where lot = $1", [lot]);
  await tx.query("insert into cube_loyer select * from loyers_du_lot($1)", [lot]);
}
