import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { BrowserServer } from "playwright-core";
import type { TestProject } from "vitest/node";
import { openServeur } from "#storage/embedded/serveur.ts";
import { migrate } from "#storage/migrate.ts";
import { clientConfig } from "#storage/sql.ts";
import { withDatabase } from "./database-url.ts";

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
  const server = process.env.DATABASE_URL ? { url: process.env.DATABASE_URL, stop: noStop } : await startEmbedded();
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
    await onServer(server.url, (client) => client.query(`create database ${modele} template template0`));
    await migrate(withDatabase(server.url, modele));
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

async function noStop(): Promise<void> {
  // Not ours to stop.
}

/** Nothing in a test's database is worth an fsync; the tests of durability start a server of their own. */
async function startEmbedded(): Promise<{ url: string; stop(): Promise<void> }> {
  const dossier = await mkdtemp(join(tmpdir(), "blaise-test-"));
  const serveur = await openServeur({ dossier, reglages: { fsync: "off", full_page_writes: "off" } });
  return {
    url: serveur.url,
    async stop() {
      await serveur.stop();
      await rm(serveur.racine, { recursive: true, force: true });
      await rm(dossier, { recursive: true, force: true });
    },
  };
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
