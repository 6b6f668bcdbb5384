import { randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import { type FileHandle, lstat, mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { illisible, nonEcrite } from "./refusals.ts";

/** The keys, by the form of their names: without them encrypted columns and hashed numbers would be lost with the machine. */
const CLE = /^cle-[a-z0-9-]+$/;
const CLE_HACHAGE = "cle-hachage";
/** The file store of the pieces, already encrypted file by file. */
const PIECES = "pieces";
const CHEMIN_PIECE = /^pieces(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/;

/**
 * Paths, relative to the data folder and in a stable order, of what an archive takes with the database. Deposits that wait are left: they
 * are sent again. So is the embedded cluster, whose content is in the tables; and the key of the backups, which must live elsewhere.
 */
export async function* listFichiers(dossier: string, cleSauvegarde: string | null): AsyncGenerator<string> {
  const noms = (await readFolder(dossier)).filter((nom) => CLE.test(nom));
  for (const nom of noms) {
    const chemin = join(dossier, nom);
    const pris =
      (await lstat(chemin)).isFile() && (cleSauvegarde === null || resolve(cleSauvegarde) !== resolve(chemin));
    if (pris) yield nom;
  }
  yield* listPieces(dossier, PIECES);
}

async function* listPieces(dossier: string, chemin: string): AsyncGenerator<string> {
  for (const nom of await readFolder(join(dossier, chemin))) {
    const enfant = `${chemin}/${nom}`;
    const etat = await lstat(join(dossier, enfant)).catch(ifMissing);
    if (etat?.isDirectory()) yield* listPieces(dossier, enfant);
    else if (etat?.isFile() && CHEMIN_PIECE.test(enfant)) yield enfant;
  }
}

async function readFolder(dossier: string): Promise<readonly string[]> {
  return ((await readdir(dossier).catch(ifMissing)) ?? []).sort();
}

function ifMissing(error: unknown): null {
  if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR")) return null;
  throw error;
}

/** null when it has gone since it was listed: the purge erases files at any time. */
export async function openFichier(dossier: string, chemin: string): Promise<FileHandle | null> {
  return open(join(dossier, chemin), "r").catch(ifMissing);
}

export async function readKeyFile(dossier: string): Promise<string | null> {
  const texte = await readFile(join(dossier, CLE_HACHAGE), "utf8").catch(ifMissing);
  return texte?.trim() ?? null;
}

/** Files received, kept apart until the database is restored. */
export type Attente = {
  write(chemin: string, octets: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<void>;
  /** The key of the numéros uniques received, null when the archive had none. */
  cleHachage(): Promise<string | null>;
  /** Puts the files in their place. A key that was there and differs stays beside, as `….avant-restauration`. */
  install(): Promise<void>;
  discard(): Promise<void>;
};

export async function openAttente(dossier: string): Promise<Attente> {
  await mkdir(dossier, { recursive: true });
  const attente = join(dossier, `restauration-${randomBytes(6).toString("hex")}`);
  await mkdir(attente, { mode: 0o700 });
  return {
    async write(chemin, octets) {
      // The archive is authenticated; a path that leaves the folder would still be a defect of whoever wrote it.
      if (!CLE.test(chemin) && !CHEMIN_PIECE.test(chemin))
        throw illisible(`elle contient un fichier inattendu (${chemin})`);
      const place = join(attente, chemin);
      await mkdir(dirname(place), { recursive: true, mode: 0o700 });
      await pipeline(octets, createWriteStream(place, { flags: "wx", mode: 0o600, flush: true }));
    },
    cleHachage: () => readKeyFile(attente),
    async install() {
      for (const nom of (await readFolder(attente)).filter((found) => found !== PIECES))
        await installKey(dossier, attente, nom);
      await rm(join(dossier, PIECES), { recursive: true, force: true });
      await rename(join(attente, PIECES), join(dossier, PIECES)).catch(ifMissing);
      await rm(attente, { recursive: true, force: true });
    },
    discard: () => rm(attente, { recursive: true, force: true }),
  };
}

async function installKey(dossier: string, attente: string, nom: string): Promise<void> {
  const place = join(dossier, nom);
  const [former, received] = await Promise.all([readFile(place).catch(ifMissing), readFile(join(attente, nom))]);
  if (former?.equals(received)) return;
  if (former) await rename(place, `${place}.avant-restauration`);
  await rename(join(attente, nom), place);
}

/** Writes beside, with nobody else able to read, and takes the name only once everything is on the disk. */
export async function writeWhole(fichier: string, octets: AsyncIterable<Buffer>): Promise<void> {
  const partiel = `${fichier}.${randomBytes(6).toString("hex")}.partiel`;
  try {
    await pipeline(octets, createWriteStream(partiel, { flags: "wx", mode: 0o600, flush: true }));
    await rename(partiel, fichier);
    await syncFolder(dirname(fichier));
  } catch (error) {
    await rm(partiel, { force: true });
    throw isDisk(error) ? nonEcrite(fichier, error.code) : error;
  }
}

const DISQUE = ["ENOENT", "ENOTDIR", "EISDIR", "EACCES", "EPERM", "EROFS", "ENOSPC", "EDQUOT", "EFBIG", "EIO"];

/** What the operator can do something about: the folder, its rights, the room left. */
export function isDisk(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && "code" in error && DISQUE.includes(String(error.code));
}

/** The name too must survive a power cut. Windows cannot open a folder. */
async function syncFolder(dossier: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(dossier, "r");
  await handle.sync().finally(() => handle.close());
}
