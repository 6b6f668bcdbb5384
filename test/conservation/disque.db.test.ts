// @module-tag ci
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { purger } from "#exploitation/actes/conservation/purger.ts";
import { conservationQueries } from "#exploitation/sql/conservation/conservation.queries.ts";
import { reecrireTables } from "#exploitation/sql/conservation/reecrire.ts";
import { openServeur, removeServeur, type Serveur } from "#exploitation/sql/embedded/serveur.ts";
import { migrate } from "#socle/sql/migrate.ts";
import { openPool, openSql } from "#socle/sql/sql.ts";
import { detruireCommand } from "../../src/service/commandes/detruire.ts";
import { makeDossier } from "../restauration/source.ts";

/** Found nowhere else, in any file. */
const CANARI = "Zorglubine-Quetzalcoatl";
const EPCI = "200068666";

let serveur: Serveur;
let dossier: string;

beforeAll(async () => {
  dossier = await makeDossier();
  serveur = await openServeur({ dossier });
  await migrate(serveur.url);
  await withPool(async (pool) => {
    await pool.query("insert into territoire (epci, nom) values ($1, 'Un territoire')", [EPCI]);
    // Two hundred of the same name: the engine's statistics keep it too. One household stays.
    await pool.query(
      `insert into nominatif.demandeur (epci, numero_hash, nom, prenom, radie_le)
       select $1, 'n' || i, $2 || i % 3, $2, date '2020-01-01' from generate_series(1, 200) i`,
      [EPCI, CANARI],
    );
    await pool.query("insert into nominatif.demandeur (epci, numero_hash, nom) values ($1, 'reste', 'Rester')", [EPCI]);
    await pool.query(
      `with bailleur as (insert into organisation (type, nom, siren) values ('bailleur', 'Un bailleur', '732829320') returning id)
       insert into decision (epci, demandeur, organisation, motif)
       select d.epci, d.id, b.id, 'Motif de ' || d.nom from nominatif.demandeur d, bailleur b where d.nom <> 'Rester'`,
    );
    await pool.query("analyze");
    // A refused row: PostgreSQL tells its content to its own log, unless it is told not to.
    await expect(
      pool.query("insert into nominatif.demandeur (epci, numero_hash, nom) values ($1, null, $2)", [EPCI, CANARI]),
    ).rejects.toThrow();
  });
});

afterAll(async () => {
  await serveur.stop();
  await removeServeur(dossier);
  await rm(dossier, { recursive: true, force: true });
});

async function withPool<T>(work: (pool: ReturnType<typeof openPool>) => Promise<T>): Promise<T> {
  const pool = openPool(serveur.url, { max: 1 });
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
}

/** Files of these folders, cluster, journal and logs included, that hold the name. */
async function filesWithCanari(...racines: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const racine of racines) {
    const entrees = await readdir(racine, { recursive: true, withFileTypes: true }).catch(() => []);
    for (const entree of entrees.filter((one) => one.isFile())) {
      const place = join(entree.parentPath, entree.name);
      if ((await readFile(place)).includes(CANARI)) found.push(place);
    }
  }
  return found;
}

test("before, the name is in tables, statistics and journal, and never in PostgreSQL's log", async () => {
  await withPool((pool) => pool.query("checkpoint"));
  const found = await filesWithCanari(serveur.racine, dossier);
  expect(found.some((place) => place.includes("/base/"))).toBe(true);
  expect(found.some((place) => place.includes("/pg_wal/"))).toBe(true);
  expect(found.filter((place) => place.endsWith(".log"))).toEqual([]);
});

test("a purge alone leaves it on the disk; rewriting takes it away, from each file", async () => {
  await withPool(async (pool) => {
    const demande = { jour: "2026-01-01", aujourdhui: "2026-01-01", maintenant: "2026-01-01T03:00:00.000Z" };
    const purge = await purger(conservationQueries(openSql(pool)), { ...demande, essai: false });
    expect(purge.comptes.C2?.["nominatif.demandeur"]).toBe(200);
    await pool.query("checkpoint");
  });
  expect((await filesWithCanari(serveur.racine, dossier)).length).toBeGreaterThan(0);
  const { reecrites, occupees } = await reecrireTables(serveur.url);
  expect(occupees).toEqual([]);
  expect(reecrites).toEqual(expect.arrayContaining(["nominatif.demandeur", "public.decision"]));
  expect(await filesWithCanari(serveur.racine, dossier)).toEqual([]);
  const { rows } = await withPool((pool) => pool.query("select nom from nominatif.demandeur"));
  expect(rows).toEqual([{ nom: "Rester" }]);
});

test("done again, it finds nothing to write; a table that somebody holds is said, and taken the next time", async () => {
  expect(await reecrireTables(serveur.url)).toEqual({ reecrites: [], occupees: [] });
  await withPool((pool) => pool.query("delete from nominatif.demandeur where numero_hash = 'reste'"));
  const pool = openPool(serveur.url, { max: 1 });
  const holder = await pool.connect();
  try {
    await holder.query("begin; lock table nominatif.demandeur in share mode");
    expect(await reecrireTables(serveur.url)).toMatchObject({ occupees: ["nominatif.demandeur"] });
    await holder.query("rollback");
  } finally {
    holder.release();
    await pool.end();
  }
  expect((await reecrireTables(serveur.url)).reecrites).toEqual(["nominatif.demandeur"]);
}, 60_000);

test("a destroyed base leaves the name in no file, and no file at all", async () => {
  await withPool((pool) =>
    pool.query("insert into nominatif.demandeur (epci, numero_hash, nom) values ($1, 'dernier', $2)", [EPCI, CANARI]),
  );
  await serveur.stop();
  expect((await filesWithCanari(serveur.racine, dossier)).length).toBeGreaterThan(0);
  vi.stubEnv("BLAISE_DONNEES", dossier);
  vi.stubEnv("DATABASE_URL", "");
  vi.spyOn(process.stdout, "write").mockReturnValue(true);
  await detruireCommand().parseAsync(["--territoire", "Un territoire"], { from: "user" });
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  for (const racine of [serveur.racine, dossier])
    await expect(readdir(racine)).rejects.toMatchObject({ code: "ENOENT" });
}, 60_000);
