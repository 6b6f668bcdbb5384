import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type pg from "pg";
import { z } from "zod";
import { Refus } from "../regles/shared/refus.ts";
import { commentColumns } from "./column-comments.ts";
import { applyDroits } from "./droits/apply-droits.ts";
import { withConnection } from "./sql.ts";

export type Migration = { readonly numero: number; readonly nom: string; readonly texte: string };

export type Migrated = { readonly appliquees: readonly string[]; readonly version: number };

/** Pages queue behind a requested lock as behind a held one: each try is short, lets them pass, and starts again. */
const ATTENTE_VERROU = "200ms";
const PAUSE_MS = 100;
/** One minute at most, while something holds a table. */
const ESSAIS = 200;

/**
 * Brings the database to the version of the code: numbered files, forward only, all in one transaction. Two processes that start together wait for
 * each other on an advisory lock, and the second finds nothing to do. Another version may serve meanwhile. Throws a `Refus` "base-plus-recente" when
 * a newer version of Blaise has migrated the database, "migration-retenue" when a table stays held for a minute.
 */
export async function migrate(url: string, folder: string = migrationsFolder()): Promise<Migrated> {
  const migrations = await readMigrations(folder);
  return withConnection(url, "blaise-migration", async (client) => {
    for (let essai = 1; essai < ESSAIS; essai++) {
      const fait = await migrateUnlessHeld(client, migrations, folder);
      if (fait) return fait;
      await wait(PAUSE_MS);
    }
    throw new Refus(
      "migration-retenue",
      "La mise à jour de la base attend depuis une minute qu’une lecture ou une écriture longue rende sa table ; rien n’a changé. " +
        "Laissez-la finir (sauvegarde, publication ; la vue pg_stat_activity les montre), puis relancez.",
    );
  });
}

/** null: a table was held too long, and nothing has changed. */
async function migrateUnlessHeld(
  client: pg.ClientBase,
  migrations: readonly Migration[],
  folder: string,
): Promise<Migrated | null> {
  try {
    await client.query("begin");
    // Another migrating process is waited for without limit: no page queues behind this lock.
    await lockMigrations(client);
    await client.query(`set local lock_timeout = '${ATTENTE_VERROU}'`);
    const appliquees = await applyMissing(client, migrations);
    // Rights come from the code: applied whenever it has changed, whatever the migrations.
    if (folder === migrationsFolder()) await applyDroits(client);
    await client.query("commit");
    return { appliquees, version: migrations.at(-1)?.numero ?? 0 };
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    if (isHeld(error)) return null;
    throw error;
  }
}

/** 55P03: lock timeout. 40P01: deadlock, this transaction gave way. */
function isHeld(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ("code" in error && ["55P03", "40P01"].includes(String(error.code))) || isHeld(error.cause);
}

/** Beside this file in the sources, beside `main.js` in the build, which copies the folder there. */
export function migrationsFolder(): string {
  return fileURLToPath(new URL("./migrations", import.meta.url));
}

/** An arbitrary constant that no other part of Blaise uses. */
const VERROU = 4_411_001;

const appliedRow = z.object({ numero: z.number(), nom: z.string(), empreinte: z.string() });

/** Waits until no other process migrates or restores this database, and locks them out until the end of the transaction. */
export async function lockMigrations(client: pg.ClientBase): Promise<void> {
  await client.query("select pg_advisory_xact_lock($1)", [VERROU]);
}

/** In the caller's transaction: applies the migrations that the database lacks, in order. Returns their names. */
export async function applyMissing(client: pg.ClientBase, migrations: readonly Migration[]): Promise<string[]> {
  await lockMigrations(client);
  await client.query(
    `create table if not exists migration (
       numero       integer primary key,
       nom          text not null,
       empreinte    text not null,
       appliquee_le timestamptz not null default now()
     )`,
  );
  const { rows } = await client.query("select numero, nom, empreinte from migration order by numero");
  const applied = new Map(
    z
      .array(appliedRow)
      .parse(rows)
      .map((row) => [row.numero, row]),
  );
  refuseNewerBase([...applied.keys()], migrations);

  const done: string[] = [];
  for (const migration of migrations) {
    const former = applied.get(migration.numero);
    if (former) checkUnchanged(migration, former.empreinte);
    else {
      await apply(client, migration);
      done.push(migration.nom);
    }
  }
  return done;
}

async function apply(client: pg.ClientBase, migration: Migration): Promise<void> {
  try {
    await client.query(migration.texte);
    await client.query(commentColumns(migration.texte));
  } catch (cause) {
    throw new Error(`Migration ${migration.nom} failed: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
  await client.query("insert into migration (numero, nom, empreinte) values ($1, $2, $3)", [
    migration.numero,
    migration.nom,
    fingerprint(migration.texte),
  ]);
}

function refuseNewerBase(applied: readonly number[], migrations: readonly Migration[]): void {
  const known = new Set(migrations.map((migration) => migration.numero));
  const unknown = applied.filter((numero) => !known.has(numero));
  if (unknown.length === 0) return;
  throw new Refus(
    "base-plus-recente",
    `La base de données a été préparée par une version plus récente de Blaise (migration n° ${unknown.join(", ")}). ` +
      "Installez cette version, ou indiquez une autre base par DATABASE_URL ou BLAISE_DONNEES.",
    { inconnues: unknown },
  );
}

function checkUnchanged(migration: Migration, empreinte: string): void {
  if (fingerprint(migration.texte) === empreinte) return;
  throw new Error(
    `Migration ${migration.nom} has changed since it was applied. Restore the file and write the change in a new one.`,
  );
}

/** The migrations of a folder, in order; throws on a gap. */
export async function readMigrations(folder: string = migrationsFolder()): Promise<readonly Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
  const migrations = await Promise.all(
    names.map(async (nom) => ({ numero: numberOf(nom), nom, texte: await readFile(`${folder}/${nom}`, "utf8") })),
  );
  migrations.forEach((migration, index) => {
    if (migration.numero !== index + 1) throw new Error(`Migration ${migration.nom}: number ${index + 1} expected.`);
  });
  return migrations;
}

function numberOf(nom: string): number {
  const found = /^(\d{4})-[a-z0-9-]+\.sql$/.exec(nom);
  if (!found) throw new Error(`Migration ${nom}: a name such as 0001-socle.sql is expected.`);
  return Number(found[1]);
}

/** Line ends are normalised: a checkout may change them. */
export function fingerprint(texte: string): string {
  return createHash("sha256").update(texte.replaceAll("\r\n", "\n")).digest("hex");
}
