import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { policiesOf } from "#storage/droits/policies.ts";
import { createDatabase, type TestDatabase } from "../database.ts";
import { expectedOf } from "./attendu.ts";
import { compare, ressourceOf, TABLES } from "./comparer.ts";
import { buildMonde, type Monde, RELATIONS } from "./monde.ts";
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

describe(`each of the ${POLITIQUES.length} policies is needed`, () => {
  it.each(POLITIQUES)("%s: without it, a row is missing", async (_, table, nom) => {
    await client.query(`savepoint mutation; drop policy "${nom}" on ${table.table}`);
    const { ecarts } = await compare(sonde, monde, table, { premier: true });
    await client.query("rollback to savepoint mutation; release savepoint mutation");
    expect(ecarts).toHaveLength(1);
  });

  it.each(POLITIQUES)("%s: opened to all, a row too many is seen", async (_, table, nom) => {
    // What everybody sees already cannot be opened further.
    const declared = { ressource: ressourceOf(table), action: "lire" } as const;
    if (nom === "select" && expectedOf(table, "public", "select", declared).length === RELATIONS.length) return;
    // Whoever reads a case may propose on it, and its trigger asks that they read it.
    if (nom === "insert" && table.table === "cas_proposition") return;
    const body = nom === "insert" ? "with check (true)" : "using (true)";
    await client.query(`savepoint mutation; alter policy "${nom}" on ${table.table} ${body}`);
    const { ecarts } = await compare(sonde, monde, table, { premier: true });
    await client.query("rollback to savepoint mutation; release savepoint mutation");
    expect(ecarts).toHaveLength(1);
  });
});
