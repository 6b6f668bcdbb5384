import { createWriteStream, existsSync } from "node:fs";
import { chmod, chown, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Effacement } from "#application/conservation/ports.ts";
import { type Account, type Layout, prepareLayout } from "../embedded/layout.ts";
import { openServeur } from "../embedded/serveur.ts";
import { migrate } from "../migrate.ts";
import { withTransaction } from "../sauvegarde/connexion.ts";
import { decodeEntrees } from "../sauvegarde/entrees.ts";
import { openAttente } from "../sauvegarde/fichiers.ts";
import { readRegistreFile, replayRegistre } from "../sauvegarde/registre.ts";
import { isForgotten } from "../sauvegarde/restaurer.ts";
import { pathForShell } from "./attente.ts";
import {
  BASES,
  type BaseArchivee,
  type Destination,
  EFFACEMENTS,
  FICHIERS,
  JOURNAUX,
  listBases,
  listFichiersArchives,
  listNames,
  readSealed,
  readWhole,
} from "./destination.ts";
import { archiveVide, dossierOccupe, instantTropTard, instantTropTot } from "./refusals.ts";

export type RestaurationContinue = {
  readonly destination: Destination;
  /** A data folder without a database. */
  readonly donnees: string;
  /** Instant, ISO; null: as far as the archive goes. */
  readonly jusqua: string | null;
  /** Register of erasures exported on its own, replayed with that of the archive. */
  readonly registre: string | null;
};

export type Rendue = {
  readonly base: BaseArchivee["manifeste"];
  /** Last writing that was given back; null when nothing was written since the copy. */
  readonly derniere: string | null;
  readonly effaces: number;
  readonly horsRegistre: boolean;
};

/** Hours of journal may have to be played again. */
const REPRISE_MAX_MS = 4 * 3_600_000;

/**
 * The database as it was at an instant, in a new data folder: the copy before it, then PostgreSQL's own journal up to it, then whoever was erased since
 * is erased again. A failure leaves the folder without a database. Refuses `continu-*`, `sauvegarde-illisible`, `cle-sauvegarde-fausse`.
 */
export async function restoreContinu(demande: RestaurationContinue): Promise<Rendue> {
  const { destination, donnees, jusqua } = demande;
  const exporte = demande.registre === null ? [] : await readRegistreFile(demande.registre);
  const base = chooseBase(await listBases(destination), jusqua, destination.dossier);
  const layout = await prepareLayout(donnees);
  if (existsSync(layout.data)) throw dossierOccupe(donnees);
  const journaux = join(layout.racine, "restauration");
  try {
    await layDown(destination, base, layout);
    await unpackJournaux(destination, base, { journaux, account: layout.account });
    await installFichiers(destination, donnees);
    const effacements = [...exporte, ...(await readEffacements(destination, layout.racine))];
    const rendue = await playBack(demande, layout, journaux, async (url) => {
      // A copy made by an older version.
      await migrate(url);
      return withTransaction(url, "begin", async (client) => ({
        effaces: await replayRegistre(client, effacements),
        horsRegistre: await isForgotten(client, base.manifeste.finieLe),
      }));
    });
    return { base: base.manifeste, ...rendue };
  } catch (error) {
    await rm(layout.data, { recursive: true, force: true });
    throw error;
  } finally {
    await rm(journaux, { recursive: true, force: true });
  }
}

function chooseBase(bases: readonly BaseArchivee[], jusqua: string | null, dossier: string): BaseArchivee {
  const premiere = bases[0];
  if (!premiere) throw archiveVide(dossier);
  const found = bases.findLast(
    ({ manifeste }) => jusqua === null || manifeste.finieLe <= new Date(jusqua).toISOString(),
  );
  if (!found) throw instantTropTot(jusqua ?? "", premiere.manifeste.finieLe);
  return found;
}

/** Beside, and put in its place once whole. */
async function layDown(destination: Destination, { nom, manifeste }: BaseArchivee, layout: Layout): Promise<void> {
  const aside = `${layout.data}.${process.pid}`;
  await rm(aside, { recursive: true, force: true });
  try {
    for (const dossier of ["", ...manifeste.dossiers]) await makeFolder(join(aside, dossier), layout.account);
    for await (const { entete, octets } of decodeEntrees(readSealed(destination, `${BASES}/${nom}`)))
      if (entete.type === "fichier") await writeOwned(join(aside, entete.chemin), octets, layout.account);
    await writeOwned(join(aside, "recovery.signal"), [], layout.account);
    await rename(aside, layout.data);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

async function makeFolder(place: string, account: Account | null): Promise<void> {
  await mkdir(place, { recursive: true, mode: 0o700 });
  await chmod(place, 0o700);
  if (account) await chown(place, account.uid, account.gid);
}

async function writeOwned(
  place: string,
  octets: AsyncIterable<Buffer> | Iterable<Buffer>,
  account: Account | null,
): Promise<void> {
  await pipeline(octets, createWriteStream(place, { flags: "wx", mode: 0o600, flush: true }));
  if (account) await chown(place, account.uid, account.gid);
}

async function unpackJournaux(
  destination: Destination,
  { manifeste }: BaseArchivee,
  { journaux, account }: { readonly journaux: string; readonly account: Account | null },
): Promise<void> {
  await rm(journaux, { recursive: true, force: true });
  await makeFolder(journaux, account);
  for (const nom of await listNames(destination, JOURNAUX)) {
    if (/^[0-9A-F]{24}$/.test(nom) && nom < manifeste.debut) continue;
    await writeOwned(join(journaux, nom), readSealed(destination, `${JOURNAUX}/${nom}`), account);
  }
}

async function installFichiers(destination: Destination, donnees: string): Promise<void> {
  const attente = await openAttente(donnees);
  try {
    for (const chemin of await listFichiersArchives(destination))
      await attente.write(chemin, readSealed(destination, `${FICHIERS}/${chemin}`));
    await attente.install();
  } finally {
    await attente.discard();
  }
}

async function readEffacements(destination: Destination, racine: string): Promise<readonly Effacement[]> {
  const clair = join(racine, `effacements-${process.pid}`);
  try {
    await writeFile(clair, await readWhole(destination, EFFACEMENTS), { mode: 0o600 });
    return await readRegistreFile(clair);
  } finally {
    await rm(clair, { force: true });
  }
}

/** Not ready before it has stopped playing: nobody reads a past that is not the one asked for. */
async function playBack<T>(
  { donnees, jusqua }: RestaurationContinue,
  layout: Layout,
  journaux: string,
  work: (url: string) => Promise<T>,
): Promise<T & { readonly derniere: string | null }> {
  const reglages = {
    hot_standby: "off",
    restore_command: `cp ${pathForShell(journaux)}/%f "%p"`,
    ...(jusqua === null ? {} : { recovery_target_time: postgresqlTime(jusqua), recovery_target_action: "promote" }),
  };
  const from = await lengthOf(layout.journal);
  const serveur = await openServeur({ dossier: donnees, reglages, demarrageMaxMs: REPRISE_MAX_MS }).catch(
    async (error: unknown) => {
      const dit = await readLog(layout.journal, from);
      if (jusqua !== null && /recovery ended before configured recovery target/.test(dit))
        throw instantTropTard(jusqua, lastWritten(dit));
      throw error;
    },
  );
  try {
    return { ...(await work(serveur.url)), derniere: lastWritten(await readLog(layout.journal, from)) };
  } finally {
    await serveur.stop();
  }
}

/** A setting does not know « Z ». */
function postgresqlTime(instant: string): string {
  return new Date(instant).toISOString().replace("T", " ").replace("Z", "+00");
}

async function lengthOf(journal: string): Promise<number> {
  return (await stat(journal).catch(() => ({ size: 0 }))).size;
}

async function readLog(journal: string, from: number): Promise<string> {
  return (await readFile(journal).catch(() => Buffer.alloc(0))).subarray(from).toString();
}

/** PostgreSQL's own word: « last completed transaction was at log time 2026-03-01 07:31:00.12+00 ». */
function lastWritten(dit: string): string | null {
  const found = dit.match(/last completed transaction was at log time (\S+ \S+?)\+00/)?.[1];
  return found === undefined ? null : `${found.replace(" ", "T")}Z`;
}
