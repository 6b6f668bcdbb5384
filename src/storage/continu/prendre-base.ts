import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { encodeEntree } from "../sauvegarde/entrees.ts";
import { withConnection } from "../sql.ts";
import { listAttente } from "./attente.ts";
import {
  BASES,
  claimDestination,
  type Destination,
  isThere,
  JOURNAUX,
  type ManifesteBase,
  writeSealed,
} from "./destination.ts";
import { rangerFichiers, rangerJournaux, type Source } from "./ranger.ts";

/** Folders whose content is made anew at each start, or is in the journal (PostgreSQL's manual, « Making a Base Backup »). */
const REFAITS = [
  "pg_wal",
  "pg_replslot",
  "pg_dynshmem",
  "pg_notify",
  "pg_serial",
  "pg_snapshots",
  "pg_stat_tmp",
  "pg_subtrans",
];
const LAISSES = new Set(["postmaster.pid", "postmaster.opts", "backup_label.old", "pg_internal.init"]);
/** Journal files that the copy needs must have come within this time. */
const ATTENTE_MS = 120_000;

export type Prise = Source & { readonly version: string };

/**
 * A whole copy of the running cluster, and the journal that it needs, in the archive: from its end on, any minute can be given back. The service goes
 * on meanwhile. Refuses `continu-autre-base`, `sauvegarde-non-ecrite`.
 */
export async function prendreBase(prise: Prise, destination: Destination): Promise<ManifesteBase> {
  return withConnection(prise.url, "blaise-continu", async (client) => {
    const { grappe, postgresql } = await readIdentite(client);
    await claimDestination(destination, grappe);
    const commenceeLe = await readClock(client);
    await rangerFichiers(prise, destination, new Date(commenceeLe));
    const nom = commenceeLe.replaceAll(/[:.]/g, "-");
    const debut = await segmentOf(client, "select pg_backup_start($1, true) as lsn", [`blaise ${nom}`]);
    const dossiers: string[] = [];
    let fin = "";
    const stop = async () => {
      const { rows } = await client.query<{ lsn: string; labelfile: string }>(
        "select lsn, labelfile from pg_backup_stop(false)",
      );
      const [{ lsn, labelfile } = { lsn: "", labelfile: "" }] = rows;
      fin = await segmentOf(client, "select $1::pg_lsn as lsn", [lsn]);
      return labelfile;
    };
    await writeSealed(destination, `${BASES}/${nom}`, encodeCluster(join(prise.racine, "data"), dossiers, stop));
    await client.query("select pg_switch_wal()");
    await waitFor(prise, destination, fin);
    const manifeste: ManifesteBase = {
      format: 1,
      debut,
      fin,
      commenceeLe,
      finieLe: await readClock(client),
      grappe,
      postgresql,
      blaise: prise.version,
      dossiers,
    };
    await writeSealed(destination, `${BASES}/${nom}.manifeste`, [Buffer.from(JSON.stringify(manifeste))]);
    return manifeste;
  });
}

async function readIdentite(client: pg.ClientBase): Promise<{ readonly grappe: string; readonly postgresql: string }> {
  const { rows } = await client.query<{ grappe: string; postgresql: string }>(
    "select system_identifier::text as grappe, current_setting('server_version') as postgresql from pg_control_system()",
  );
  const [found] = rows;
  if (!found) throw new Error("pg_control_system gave nothing");
  return found;
}

/** The database's own clock: it is the one that dates the journal. */
async function readClock(client: pg.ClientBase): Promise<string> {
  const { rows } = await client.query<{ instant: string }>("select clock_timestamp()::text as instant");
  return new Date(rows[0]?.instant ?? Number.NaN).toISOString();
}

async function segmentOf(client: pg.ClientBase, sql: string, values: readonly string[]): Promise<string> {
  const { rows } = await client.query<{ segment: string }>(
    `with position as (${sql}) select pg_walfile_name(lsn) as segment from position`,
    [...values],
  );
  return rows[0]?.segment ?? "";
}

/** The files as they are read, some while they change: the journal mends them. The label comes last, once the copy has ended. */
async function* encodeCluster(data: string, dossiers: string[], stop: () => Promise<string>): AsyncGenerator<Buffer> {
  for await (const chemin of listCluster(data, data, dossiers)) {
    const octets = readVanishing(join(data, chemin));
    yield* encodeEntree({ entete: { type: "fichier", chemin }, octets });
  }
  const label = await stop();
  yield* encodeEntree({ entete: { type: "fichier", chemin: "backup_label" }, octets: [Buffer.from(label)] });
}

async function* listCluster(data: string, dossier: string, dossiers: string[]): AsyncGenerator<string> {
  for (const entree of await readdir(dossier, { withFileTypes: true }).catch(() => [])) {
    const place = join(dossier, entree.name);
    const chemin = relative(data, place);
    if (entree.isDirectory()) {
      dossiers.push(chemin);
      if (!REFAITS.includes(chemin)) yield* listCluster(data, place, dossiers);
    } else if (entree.isFile() && !LAISSES.has(entree.name) && !entree.name.startsWith("pgsql_tmp")) yield chemin;
  }
}

/** A table dropped meanwhile takes its file with it: the journal says so too. */
async function* readVanishing(place: string): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(place, { highWaterMark: 256 * 1024 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}

async function waitFor(prise: Prise, destination: Destination, segment: string): Promise<void> {
  const fin = performance.now() + ATTENTE_MS;
  while (performance.now() < fin) {
    await rangerJournaux(prise, destination);
    if (await isThere(destination, `${JOURNAUX}/${segment}`)) return;
    await sleep(200);
  }
  const enAttente = (await listAttente(prise.racine))?.length ?? 0;
  throw new Error(`PostgreSQL has not archived ${segment} within ${ATTENTE_MS} ms (${enAttente} files wait)`);
}
