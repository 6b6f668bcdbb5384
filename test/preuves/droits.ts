import { ROLES } from "#socle/regles/habilitation/role.ts";
import { policiesOf } from "#socle/sql/droits/policies.ts";
import { compare, ESSAIS, TABLES } from "../autorisation/comparer.ts";
import { buildMonde, type Monde } from "../autorisation/monde.ts";
import { Sonde } from "../autorisation/sql.ts";
import { withOwnDatabase } from "./own-database.ts";

/** Every table against the matrix, then again without each policy in turn: the first must find nothing, the others something. */
export function proveDroits(): Promise<Record<string, unknown>> {
  return withOwnDatabase(async ({ pool }) => {
    const monde = await buildMonde(pool);
    const client = await pool.connect();
    await client.query("begin");
    const sonde = new Sonde(client, monde);
    const verifications = await countVerifications(sonde, monde);
    const drop = (text: string) => client.query(text);
    const politiques = await killPolicies(sonde, monde, drop);
    await client.query("rollback");
    client.release();
    return { tables: TABLES.length, roles: ROLES.length, actions: ESSAIS.length, verifications, ecarts: 0, politiques };
  });
}

async function countVerifications(sonde: Sonde, monde: Monde): Promise<number> {
  let total = 0;
  for (const table of TABLES) {
    const { verifies, ecarts } = await compare(sonde, monde, table);
    if (ecarts.length > 0) throw new Error(`rights of ${table.table}: ${JSON.stringify(ecarts[0])}`);
    total += verifies;
  }
  return total;
}

type Politiques = { readonly supprimees: number; readonly vues: number };

async function killPolicies(sonde: Sonde, monde: Monde, run: (text: string) => Promise<unknown>): Promise<Politiques> {
  const all = TABLES.flatMap((table) =>
    policiesOf(table)
      .filter(({ nom }) => nom !== "recusation")
      .map(({ nom }) => ({ table, nom })),
  );
  let vues = 0;
  for (const { table, nom } of all) {
    await run(`savepoint mutation; drop policy "${nom}" on ${table.table}`);
    const { ecarts } = await compare(sonde, monde, table, { premier: true });
    await run("rollback to savepoint mutation; release savepoint mutation");
    if (ecarts.length === 0) throw new Error(`« ${nom} » of ${table.table} is not missed when it is dropped`);
    vues++;
  }
  return { supprimees: all.length, vues };
}
