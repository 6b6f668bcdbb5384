import type { ChildProcess } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { z } from "zod";
import { openServeur } from "#exploitation/sql/embedded/serveur.ts";
import { loginDemo } from "../fixtures/session-demo.ts";
import { readWhile } from "./lecteurs.ts";
import { launch, leave, untilReady } from "./service-construit.ts";

const FOIS = 20;
const DEMARRAGE_MAX_MS = 60_000;
/** Beside the proxy, the two doors that take turns. */
const PORTES = [1, 2] as const;
/** A statistic, a publication: what reads a table for long while another version comes. */
const LECTURE_LONGUE_S = 1.5;
const VERROU_MAX_MS = 500;

/**
 * L3, its third part: twenty times, a version with one migration more is started beside the one that serves, the proxy is told, and the former leaves
 * (docs/exploitation.md, § 7). Each migration changes one of the tables that are read the most, held by a long reading at that moment. Throws when a request
 * fails, is refused or finds the door closed, or when one waits for a table longer than the migrations promise.
 */
export async function proveMiseAJour(donnees: string, port: number): Promise<Record<string, unknown>> {
  const mandataire = await openMandataire(port);
  const versions = prepareVersions();
  const serveur = await openServeur({ dossier: donnees });
  const pool = new pg.Pool({ connectionString: serveur.url, max: 4 });
  const start = async (porte: number) => {
    const child = launch(donnees, port + porte, { programme: versions.programme, origine: mandataire.url });
    await untilReady(port + porte, DEMARRAGE_MAX_MS);
    mandataire.send(port + porte);
    return child;
  };
  let child = await start(PORTES[0]);
  try {
    const tables = await listMostRead(pool);
    const attente = watchWaits(pool);
    let connexions = 0;
    const cookie = await loginDemo(mandataire.url);
    const lectures = await readWhile(mandataire.url, cookie, async () => {
      const ecrivain = writeWhile(mandataire.url);
      for (const [rang, table] of tables.entries()) {
        versions.addMigration(table);
        const longue = readLong(pool, table);
        child = await replace(child, await start(PORTES[(rang + 1) % 2] ?? 1));
        await longue;
      }
      connexions = await ecrivain.stop();
    });
    const verrouMaxMs = await attente.stop();
    const { indisponibles, portesFermees, redemandees } = lectures;
    if (indisponibles + portesFermees + redemandees > 0 || verrouMaxMs > VERROU_MAX_MS)
      throw new Error(JSON.stringify({ lectures, verrouMaxMs }));
    return { fois: tables.length, migrations: tables.length, ...lectures, connexions, verrouMaxMs };
  } finally {
    await leave(child);
    await pool.end();
    await serveur.stop();
    mandataire.close();
    versions.remove();
  }
}

/** The proxy no longer sends it anything; what it is answering is let end. */
async function replace(former: ChildProcess, suivant: ChildProcess): Promise<ChildProcess> {
  await sleep(200);
  await leave(former);
  return suivant;
}

/** As the reverse proxies of docs/exploitation.md: one connection for each request, to the door it has been told of. */
async function openMandataire(port: number) {
  let vers = port;
  const server = createServer((demande, reponse) => {
    const { method, url: path, headers } = demande;
    const amont = request({ host: "127.0.0.1", port: vers, method, path, headers, agent: false }, (venue) => {
      reponse.writeHead(venue.statusCode ?? 502, venue.headers);
      venue.pipe(reponse);
    });
    amont.on("error", () => reponse.writeHead(502).end());
    demande.pipe(amont);
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${port}`,
    send: (porte: number) => {
      vers = porte;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** The product as built, in a folder of its own where migrations may be added. */
function prepareVersions() {
  const dossier = mkdtempSync(join(tmpdir(), "blaise-versions-"));
  for (const nom of readdirSync(".")) {
    if (nom === "dist") cpSync(nom, join(dossier, nom), { recursive: true });
    else if (nom !== ".git") symlinkSync(join(process.cwd(), nom), join(dossier, nom));
  }
  const migrations = join(dossier, "dist/migrations");
  return {
    programme: join(dossier, "dist/main.js"),
    addMigration: (table: string) => {
      const numero = readdirSync(migrations).length + 1;
      const texte = `alter table ${table} add column essai_${numero} text;\ncreate index on ${table} (essai_${numero});\n`;
      writeFileSync(join(migrations, `${String(numero).padStart(4, "0")}-essai.sql`), texte);
    },
    remove: () => rmSync(dossier, { recursive: true, force: true }),
  };
}

/** Sessions are opened meanwhile, as often as an address may: a request that writes may not be asked twice. */
function writeWhile(url: string) {
  let connexions = 0;
  const travail = repeat(3_200, async () => {
    await loginDemo(url);
    connexions++;
  });
  return {
    stop: async () => {
      await travail.stop();
      return connexions;
    },
  };
}

/** Again and again until told to stop, which says what failed meanwhile. */
function repeat(pauseMs: number, work: () => Promise<void>) {
  const state = { on: true };
  const fin = (async () => {
    while (state.on) {
      await work();
      await sleep(pauseMs);
    }
  })();
  fin.catch(() => undefined);
  return {
    stop: async () => {
      state.on = false;
      await fin;
    },
  };
}

async function listMostRead(pool: pg.Pool): Promise<readonly string[]> {
  const { rows } = await pool.query(
    `select schemaname || '.' || relname as nom
       from pg_stat_user_tables
      where schemaname = 'public' and relname <> 'migration'
      order by seq_scan + coalesce(idx_scan, 0) desc, relname
      limit $1`,
    [FOIS],
  );
  return z
    .array(z.object({ nom: z.string() }))
    .parse(rows)
    .map(({ nom }) => nom);
}

async function readLong(pool: pg.Pool, table: string): Promise<void> {
  await pool.query(`begin; select 1 from ${table} limit 1; select pg_sleep(${LECTURE_LONGUE_S}); commit`);
}

/** The longest that anything but a migration has waited for a table, in ms, looked at every 20 ms. */
function watchWaits(pool: pg.Pool) {
  let max = 0;
  const travail = repeat(20, async () => {
    const { rows } = await pool.query(
      `select coalesce(max(extract(epoch from clock_timestamp() - waitstart)) * 1000, 0)::float8 as ms
         from pg_locks
         join pg_stat_activity using (pid)
        where not granted and locktype = 'relation' and application_name <> 'blaise-migration'`,
    );
    max = Math.max(max, Math.round(z.object({ ms: z.number() }).parse(rows[0]).ms));
  });
  return {
    stop: async () => {
      await travail.stop();
      return max;
    },
  };
}
