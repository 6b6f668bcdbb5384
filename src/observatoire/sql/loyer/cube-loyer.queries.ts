import type { CleLot } from "#donnees/lectures/lot/ports.ts";
import type { Sql } from "#socle/sql/sql.ts";

/** Rebuilds the rents of an RPLS lot from its dwellings. In the transaction of its other cubes, once the lot has its vintage. */
export async function rebuildCubeLoyer(tx: Sql, { epci, id }: CleLot): Promise<void> {
  await tx.query("delete from cube_loyer where epci = $1 and lot = $2", [epci, id]);
  await tx.query("insert into cube_loyer select * from loyers_du_lot($1, $2)", [epci, id]);
}
