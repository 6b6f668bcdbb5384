import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { droitsOf } from "#domain/habilitation/matrice.ts";
import { ACTIONS, type Action, NIVEAUX, RESSOURCES, type Ressource } from "#domain/habilitation/ressource.ts";
import { ROLES } from "#domain/habilitation/role.ts";
import type { Commande, TableDroits } from "#storage/droits/table.ts";
import { TABLES_DROITS } from "#storage/droits/tables.ts";
import { createDatabase, type TestDatabase } from "../database.ts";
import { expectedOf, reaches, tablesOf } from "./attendu.ts";
import { acteurOf, buildMonde, type Monde, type Relation } from "./monde.ts";
import { Sonde } from "./sql.ts";

/** Commands of the application that each action of the matrix stands for. */
const ESSAIS: readonly (readonly [Action, Commande])[] = [
  ["lire", "select"],
  ["exporter", "select"],
  ["creer", "insert"],
  ["modifier", "update"],
  ["valider", "update"],
  ["supprimer", "delete"],
];

/** Directories and sessions, whose rows are not of the three relations: they have tests of their own. */
const A_PART = [
  "territoire",
  "organisation",
  "compte",
  "nominatif.lien",
  "convocation",
  "reglage",
  "duree_conservation",
];
const TABLES = TABLES_DROITS.filter(({ table }) => !A_PART.includes(table) && !table.startsWith("acces."));

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

/** The resource that a route on this table would declare. */
function ressourceOf(table: TableDroits): Ressource {
  return Object.values(table.ouvertures)[0]?.[0]?.ressource ?? "lot";
}

export type Ecart = {
  readonly table: string;
  readonly role: string;
  readonly action: Action;
  readonly vu: readonly Relation[];
  readonly attendu: readonly Relation[];
};

async function compare(
  table: TableDroits,
  roles = ROLES,
): Promise<{ readonly verifies: number; readonly ecarts: readonly Ecart[] }> {
  const ecarts: Ecart[] = [];
  let verifies = 0;
  for (const role of roles) {
    for (const [action, commande] of ESSAIS) {
      const ressource = ressourceOf(table);
      const vu = await sonde.reach(table.table, commande, acteurOf(role, monde), { ressource, action });
      const attendu = expectedOf(table, role, commande, { ressource, action });
      verifies += 3;
      if (vu.join() !== attendu.join()) ecarts.push({ table: table.table, role, action, vu, attendu });
    }
  }
  return { verifies, ecarts };
}

describe("rows that PostgreSQL gives, against those that the matrix promises", () => {
  it.each(TABLES.map((table) => [table.table, table] as const))(
    "%s: no row more, no row less, for the 16 roles",
    async (_, table) => {
      const { verifies, ecarts } = await compare(table);
      expect(verifies).toBe(ROLES.length * ESSAIS.length * 3);
      expect(ecarts).toEqual([]);
    },
  );
});
