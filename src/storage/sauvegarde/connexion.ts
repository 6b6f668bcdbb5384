import type pg from "pg";
import { withConnection } from "../sql.ts";
import { REGLAGES } from "./catalogue.ts";
import { baseOccupee } from "./refusals.ts";

/** Two commands of an operator hardly wait longer for one another than somebody waits for a prompt. */
const ATTENTE = "20s";

/** One connection of its own, as the owner, and one transaction on it; `begin` says which. A throw undoes everything. */
export async function withTransaction<T>(
  url: string,
  begin: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  return withConnection(url, "blaise-sauvegarde", async (client) => {
    try {
      await client.query(begin);
      await client.query(`${REGLAGES}; set local lock_timeout = '${ATTENTE}'`);
      const result = await work(client);
      await client.query("commit");
      return result;
    } catch (error) {
      // 55P03: a table is held by somebody else.
      if (error instanceof Error && "code" in error && error.code === "55P03") throw baseOccupee();
      throw error;
    }
  });
}
