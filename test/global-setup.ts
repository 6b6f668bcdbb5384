import { once } from "node:events";
import { chown, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { BrowserServer } from "playwright-core";
import type { TestProject } from "vitest/node";
import { isAlive } from "#exploitation/sql/embedded/presence.ts";
import { openServeur } from "#exploitation/sql/embedded/serveur.ts";
import { migrate } from "#socle/sql/migrate.ts";
import { clientConfig } from "#socle/sql/sql.ts";
import { memoryFolder } from "../scripts/memory.mjs";
import { withDatabase } from "./database-url.ts";

type Serveur = {
  readonly url: string;
  /** Where its databases are made; null: its own folder. */
  readonly espace: string | null;
  stop(): Promise<void>;
};

type Commun = {
  readonly url: string;
  readonly modele: string;
  readonly donnees: string;
  readonly navigateur: string;
  close(): Promise<void>;
};

/** Of the run, and not of this module: each project that asks evaluates it anew. */
const run = globalThis as { blaiseTests?: { readonly commun: Promise<Commun>; projets: number } };

/** One server for the whole run: DATABASE_URL when it is set (its account must be allowed to create databases), else the embedded one. */
export async function setup(project: TestProject): Promise<void> {
  run.blaiseTests ??= { commun: open(), projets: 0 };
  run.blaiseTests.projets += 1;
  const { url, modele, donnees, navigateur } = await run.blaiseTests.commun;
  project.provide("postgresql", { url, modele, donnees });
  project.provide("navigateur", navigateur);
}

export async function teardown(): Promise<void> {
  const { blaiseTests } = run;
  if (!blaiseTests) return;
  blaiseTests.projets -= 1;
  if (blaiseTests.projets > 0) return;
  delete run.blaiseTests;
  await (await blaiseTests.commun).close();
}

async function open(): Promise<Commun> {
  const server = await findServeur();
  const modele = `blaise_test_${process.pid}`;
  const donnees = await mkdtemp(join(tmpdir(), "blaise-donnees-"));
  const navigateur = await offerBrowser();
  const close = async () => {
    await navigateur.close();
    await onServer(server.url, (client) => dropAll(client, modele));
    await server.stop();
    await rm(donnees, { recursive: true, force: true });
  };
  try {
    await onServer(server.url, (client) => createModele(client, modele, server.espace));
    await migrate(withDatabase(server.url, modele));
    await onServer(withDatabase(server.url, modele), setDay);
  } catch (error) {
    await close();
    throw error;
  }
  return { url: server.url, modele, donnees, navigateur: navigateur.url, close };
}

/** One browser for the whole run, launched by the first suite that asks: an address that answers with the browser's own. */
async function offerBrowser(): Promise<{ readonly url: string; close(): Promise<void> }> {
  let launched: Promise<BrowserServer> | undefined;
  const server = createServer((_, response) => {
    launched ??= import("./e2e/chromium.ts").then(({ launchShared }) => launchShared());
    launched.then(
      (browser) => response.end(browser.wsEndpoint()),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  server.listen(0, "127.0.0.1").unref();
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.close();
      await (await launched?.catch(() => undefined))?.close();
    },
  };
}

async function findServeur(): Promise<Serveur> {
  const { DATABASE_URL } = process.env;
  // Not ours to stop.
  return DATABASE_URL ? { url: DATABASE_URL, espace: null, stop: async () => undefined } : startEmbedded();
}

/** Nothing is written that would serve only after a crash, or to another server. */
const SANS_LENDEMAIN = {
  fsync: "off",
  full_page_writes: "off",
  wal_level: "minimal",
  archive_mode: "off",
  max_wal_senders: "0",
};

/** Nothing in a test's database is worth an fsync, nor a disk; the tests of durability start a server of their own. */
async function startEmbedded(): Promise<Serveur> {
  const dossier = await mkdtemp(join(tmpdir(), "blaise-test-"));
  const serveur = await openServeur({ dossier, reglages: SANS_LENDEMAIN });
  const espace = await makeInMemory(join(serveur.racine, "data"));
  return {
    url: serveur.url,
    espace,
    async stop() {
      await serveur.stop();
      const made = [serveur.racine, dossier, ...(espace ? [espace] : [])];
      await Promise.all(made.map((folder) => rm(folder, { recursive: true, force: true })));
    },
  };
}

/** Named for the process of the run. */
const EN_MEMOIRE = /^blaise-test-(\d+)-/;

/** A run that was killed left its own behind: nobody would give that memory back. */
async function sweepMemory(racine: string): Promise<void> {
  for (const nom of await readdir(racine)) {
    const pid = Number(EN_MEMOIRE.exec(nom)?.[1]);
    if (pid > 0 && !isAlive(pid)) await rm(join(racine, nom), { recursive: true, force: true });
  }
}

/** A folder that lives in memory, for whoever owns these `donnees`; null where the machine has none, or little. */
async function makeInMemory(donnees: string): Promise<string | null> {
  const racine = memoryFolder();
  if (racine === null) return null;
  await sweepMemory(racine);
  const folder = await mkdtemp(join(racine, `blaise-test-${process.pid}-`));
  const { uid, gid } = await stat(donnees);
  await chown(folder, uid, gid);
  return folder;
}

/** Rights begin and end on the day of the run (horloge.mjs), where the product would ask the engine's clock. */
async function setDay(client: pg.Client): Promise<void> {
  const ecart = `${Number(process.env.BLAISE_TEST_ECART ?? 0)} milliseconds`;
  await client.query(`create or replace function contexte.aujourdhui() returns date language sql stable parallel safe
    return ((now() + interval '${ecart}') at time zone 'Europe/Paris')::date`);
}

/** The migrated database is copied where it stands itself. */
async function createModele(client: pg.Client, modele: string, espace: string | null): Promise<void> {
  if (espace) await client.query(`create tablespace ${modele} location '${espace}'`);
  await client.query(`create database ${modele} template template0 ${espace ? `tablespace ${modele}` : ""}`);
}

/** A test file that failed before its `drop` leaves its database behind. */
async function dropAll(client: pg.Client, modele: string): Promise<void> {
  const { rows } = await client.query<{ datname: string }>("select datname from pg_database where datname like $1", [
    `${modele}%`,
  ]);
  for (const { datname } of rows) await client.query(`drop database if exists ${datname} with (force)`);
}

async function onServer(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client(clientConfig(url, "blaise-test"));
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
