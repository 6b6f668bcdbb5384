import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { policiesOf } from "#socle/sql/droits/policies.ts";
import type { Commande } from "#socle/sql/droits/table.ts";
import { createDatabase, type TestDatabase } from "../database.ts";
import { expectedOf } from "./attendu.ts";
import { compare, ressourceOf, TABLES } from "./comparer.ts";
import { buildMonde, type Monde, RELATIONS, type Relation } from "./monde.ts";
import { Sonde } from "./sql.ts";

/** A suite that stays green without a policy proves nothing of it: each is dropped in turn, and the comparison must see it. */
let database: TestDatabase;
let client: pg.PoolClient;
let monde: Monde;
let sonde: Sonde;

beforeAll(async () => {
  database = await createDatabase();
  monde = await buildMonde(database.pool);
  client = await database.pool.connect();
  await client.query("begin");
  sonde = new Sonde(client, monde);
});
afterAll(async () => {
  await client?.query("rollback");
  client?.release();
  await database?.drop();
});

const POLITIQUES = TABLES.flatMap((table) =>
  policiesOf(table)
    .filter(({ nom }) => nom !== "recusation")
    .map(({ nom }) => [`${table.table}, ${nom}`, table, nom] as const),
);

/** Those of these policies that are not missed when `mutation` is done to them. */
async function unseen(
  policies: typeof POLITIQUES,
  mutation: (table: string, nom: string) => string,
  seenBy: (attendu: readonly Relation[]) => boolean,
): Promise<readonly string[]> {
  const missed: string[] = [];
  for (const [label, table, nom] of policies) {
    await client.query(`savepoint mutation; ${mutation(table.table, nom)}`);
    // A policy has the name of its command.
    const si = (commande: Commande, attendu: readonly Relation[]) => commande === nom && seenBy(attendu);
    const { ecarts } = await compare(sonde, monde, table, { premier: true, si });
    await client.query("rollback to savepoint mutation; release savepoint mutation");
    if (ecarts.length !== 1) missed.push(label);
  }
  return missed;
}

describe(`each of the ${POLITIQUES.length} policies is needed`, { timeout: 240_000 }, () => {
  it("without it, a row is missing", async () => {
    const drop = (table: string, nom: string) => `drop policy "${nom}" on ${table}`;
    expect(await unseen(POLITIQUES, drop, (attendu) => attendu.length > 0)).toEqual([]);
    expect(POLITIQUES.length).toBeGreaterThan(400);
  });

  it("opened to all, a row too many is seen", async () => {
    const closed = POLITIQUES.filter(([, table, nom]) => {
      // Whoever reads a case may propose on it, and its trigger asks that they read it.
      if (nom === "insert" && table.table === "cas_proposition") return false;
      // What everybody sees already cannot be opened further.
      const declared = { ressource: ressourceOf(table), action: "lire" } as const;
      return nom !== "select" || expectedOf(table, "public", "select", declared).length < RELATIONS.length;
    });
    const open = (table: string, nom: string) =>
      `alter policy "${nom}" on ${table} ${nom === "insert" ? "with check (true)" : "using (true)"}`;
    expect(await unseen(closed, open, (attendu) => attendu.length < RELATIONS.length)).toEqual([]);
  });
});
