import type { Context } from "hono";
import { z } from "zod";
import type { Lot } from "#donnees/lectures/lot/ports.ts";
import type { Env } from "#socle/routes/deps.ts";
import { parseInput } from "#socle/routes/serveur/input.ts";
import { unknownLot } from "../../actes/lot/publish-lot.ts";

/** A lot of another territory does not exist here. */
export async function findLot(c: Context<Env>): Promise<Lot> {
  const id = parseInput(z.coerce.number().int().positive(), c.req.param("id"));
  const lot = await c.var.base.lots.find(id);
  if (lot === null || lot.epci !== c.req.param("epci")) throw unknownLot(id);
  return lot;
}
