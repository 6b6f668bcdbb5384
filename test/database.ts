import { randomBytes } from "node:crypto";
import { cp } from "node:fs/promises";
import pg from "pg";
import { inject } from "vitest";
import { readConfiguration } from "#service/commandes/configuration.ts";
import { loadDemo, openComptesDemo } from "#service/commandes/demo.ts";
import { loadSuite } from "#service/commandes/demo-suite.ts";
import { EPCI_DEMO } from "#service/commandes/demo-territoire.ts";
import { openVieDemo } from "#service/commandes/demo-vie.ts";
import { openVoisinsDemo } from "#service/commandes/demo-voisins.ts";
import { openSession, type Session } from "#service/commandes/session.ts";
import { type OpenBases, openBases } from "#service/sql/open-base.ts";
import type { Base } from "#socle/lectures/base.ts";
import { operateur } from "#socle/regles/habilitation/acteur.ts";
import { clientConfig, openPool } from "#socle/sql/sql.ts";
import { withDatabase } from "./database-url.ts";

declare module "vitest" {
  // biome-ignore lint/style/useConsistentTypeDefinitions: vitest reads what the global set-up provides from this interface
  export interface ProvidedContext {
    /**
     * A database of the run's one server from which others can be created, the migrated database they are copied from, and the folder where
     * the demonstration keeps its files.
     */
    postgresql: { readonly url: string; readonly modele: string; readonly donnees: string };
    /** Address that answers with that of the run's one browser (e2e/chromium.ts). */
    navigateur: string;
  }
}

/** Those of the fixtures. */
const EPCIS = ["200068666", "200039915", "200000000", "200000001"];

export type TestDatabase = {
  /** The database as the operator reaches it, officer of the EPCIs of the tests. */
  readonly base: Base;
  /** As anybody else does. */
  readonly bases: OpenBases;
  /** The owner's connections: under no policy of the application. */
  readonly pool: pg.Pool;
  readonly url: string;
  /** Closes everything opened here and drops the database. Call it in `afterAll`. */
  drop(): Promise<void>;
};

/** A migrated database of its own, for one test file (about 50 ms). */
export async function createDatabase(): Promise<TestDatabase> {
  return openCreated(inject("postgresql").modele);
}

/**
 * The demonstration territory of the signed document, in a database of its own. Loaded once a run by the first that asks (a few seconds), then copied.
 */
export async function createDemoDatabase(): Promise<TestDatabase> {
  return openCreated(await loadedDemo());
}

/** The same, as a database that the product opens itself; its files are put in the folder `donnees`. */
export async function createDemoFor(donnees: string): Promise<{ readonly url: string; drop(): Promise<void> }> {
  const nom = await create(await loadedDemo());
  await cp(inject("postgresql").donnees, donnees, { recursive: true });
  return { url: urlOf(nom), drop: () => dropDatabase(nom) };
}

/** As a first start leaves it on the day of the run, with the years that follow the signed document: for the one test that reads them. */
export async function createSuiteFor(donnees: string): Promise<{ readonly url: string; drop(): Promise<void> }> {
  const nom = await create(inject("postgresql").modele);
  await loadDemonstration(urlOf(nom), donnees, async (session) => {
    await loadSuite(session, EPCI_DEMO, () => undefined);
    await openComptesDemo(session);
    await openVieDemo(session, EPCI_DEMO);
    await openVoisinsDemo(session, () => undefined);
  });
  return { url: urlOf(nom), drop: () => dropDatabase(nom) };
}

async function loadedDemo(): Promise<string> {
  const modele = `${inject("postgresql").modele}_demo`;
  await administer(async (client) => {
    await client.query("select pg_advisory_lock(hashtext($1))", [modele]);
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [modele]);
    if (rowCount) return;
    const brouillon = await create(inject("postgresql").modele);
    await loadDemonstration(urlOf(brouillon), inject("postgresql").donnees, openComptesDemo);
    await client.query(`alter database ${brouillon} rename to ${modele}`);
  });
  return modele;
}

async function loadDemonstration(
  url: string,
  donnees: string,
  suite: (session: Session) => Promise<void>,
): Promise<void> {
  const session = await openSession(readConfiguration({ DATABASE_URL: url, BLAISE_DONNEES: donnees }));
  try {
    await loadDemo(session, () => undefined);
    await suite(session);
  } finally {
    await session.close();
  }
}

/** A database without any table, for the tests of migrations. */
export async function createEmptyDatabase(): Promise<{ readonly url: string; drop(): Promise<void> }> {
  const nom = await create("template0");
  return { url: urlOf(nom), drop: () => dropDatabase(nom) };
}

async function openCreated(modele: string): Promise<TestDatabase> {
  const nom = await create(modele);
  const url = urlOf(nom);
  const pool = openPool(url);
  const bases = openBases(url);
  return {
    base: bases.pour(operateur("essai", EPCIS)),
    bases,
    pool,
    url,
    async drop() {
      await Promise.all([bases.close(), pool.end()]);
      await dropDatabase(nom);
    },
  };
}

/** File by file, which are in memory: block by block, through the server's cache, takes up to three times the processor. */
async function create(modele: string): Promise<string> {
  const nom = `${inject("postgresql").modele}_${randomBytes(6).toString("hex")}`;
  await administer((client) => client.query(`create database ${nom} template ${modele} strategy file_copy`));
  return nom;
}

async function dropDatabase(nom: string): Promise<void> {
  await administer((client) => client.query(`drop database if exists ${nom} with (force)`));
}

async function administer(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client(clientConfig(inject("postgresql").url, "blaise-test"));
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function urlOf(nom: string): string {
  return withDatabase(inject("postgresql").url, nom);
}
