import type { CleLot } from "#donnees/lectures/lot/ports.ts";
import type { Sql } from "#socle/sql/sql.ts";

/**
 * Rebuilds the résidences of a published RPLS lot from its dwellings. In the caller's transaction, whose later queries keep this memory setting: with
 * it, a région is hashed in one pass; without, half a million rows are sorted first, a quarter longer.
 */
export async function deriveResidences(tx: Sql, { epci, id }: CleLot): Promise<void> {
  await tx.query("select set_config('work_mem', '128MB', true)");
  await tx.query("delete from residence_parc where epci = $1 and lot = $2", [epci, id]);
  await tx.query("insert into residence_parc select * from residences_du_lot($1, $2)", [epci, id]);
}

/** Rebuilds its reserved dwellings, in the same transaction. */
export async function deriveReserves(tx: Sql, { epci, id }: CleLot): Promise<void> {
  await tx.query("delete from cube_reserve where epci = $1 and lot = $2", [epci, id]);
  await tx.query("insert into cube_reserve select * from reserves_du_lot($1, $2)", [epci, id]);
}
