import { createHash, randomBytes } from "node:crypto";
import { chmod, chown, lstat, mkdir, readFile, realpath, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { Refus } from "#domain/shared/refus.ts";
import { unavailable } from "./refusals.ts";

/** The account that runs the server; PostgreSQL refuses to run as root. */
export type Account = { readonly uid: number; readonly gid: number };

/** Where the embedded server of one data folder lives. */
export type Layout = {
  /** Ours: the log, the presence files, and the two folders below. */
  readonly racine: string;
  readonly data: string;
  readonly journal: string;
  readonly presence: string;
  /** Mode 0700: whoever enters it is a superuser of the database, and nobody else can. */
  readonly socket: string;
  /** null: the server runs as this very process' account. */
  readonly account: Account | null;
};

/** Root's own folder: readable by the account that runs the server, which may not enter the clone (a home closed to others). */
export const ROOT_FOLDER = "/var/lib/blaise";

export const PORT = 5432;

/** `sun_path` holds 104 bytes on macOS and 108 on Linux, the last one being NUL. */
const SOCKET_PATH_MAX = 103;

/** Creates the folders of the server of `dossier`, with their owners and modes. Idempotent. */
export async function prepareLayout(dossier: string): Promise<Layout> {
  await mkdir(dossier, { recursive: true });
  const chosen = await chooseLayout(await realpath(dossier));
  const { racine, presence, socket, account } = chosen;
  await makeFolder(racine, account && racine.startsWith(ROOT_FOLDER) ? 0o755 : 0o700, null);
  await makeFolder(presence, 0o700, null);
  await makeFolder(socket, 0o700, account);
  await checkOwner(socket, account);
  return chosen;
}

async function chooseLayout(dossier: string): Promise<Layout> {
  const hash = createHash("sha256").update(dossier).digest("hex").slice(0, 16);
  const ours = join(dossier, "postgresql");
  if (process.getuid?.() !== 0) {
    if (await exists(join(dossier, AILLEURS))) throw keptByRoot(dossier);
    return layoutOf(ours, hash, null);
  }
  // Data that an ordinary user made stays hers, whoever starts the server.
  const owner = await ownerOf(join(ours, "data", "PG_VERSION"));
  if (owner && owner.uid !== 0) return layoutOf(ours, hash, owner);
  await makeFolder(ROOT_FOLDER, 0o755, null);
  const racine = await findElsewhere(dossier, hash);
  return layoutOf(racine, basename(racine), await findAccount());
}

/** In the data folder, where root keeps its cluster: a folder that is gone takes its database with it. */
const AILLEURS = "postgresql.chemin";

/**
 * The cluster that the data folder names, which names it back. One that an older version kept under a name made from the path is taken over as long as
 * the folder has its key; without it, it is another database's. Throws `dossier-copie`.
 */
async function findElsewhere(dossier: string, hash: string): Promise<string> {
  const named = await readLine(join(dossier, AILLEURS));
  if (named === null) {
    const former = join(ROOT_FOLDER, hash);
    const kept = (await exists(join(former, "data", "PG_VERSION"))) && (await exists(join(dossier, "cle-hachage")));
    await writeOnce(join(dossier, AILLEURS), kept ? former : join(ROOT_FOLDER, randomBytes(8).toString("hex")));
    return findElsewhere(dossier, hash);
  }
  await makeFolder(named, 0o755, null);
  await writeOnce(join(named, "dossier"), dossier);
  const owner = (await readLine(join(named, "dossier"))) ?? dossier;
  if (owner === dossier) return named;
  // Moved: where it was, nothing is left. Copied: two folders would share one database.
  if (await exists(join(owner, AILLEURS))) throw copied(dossier, owner);
  await writeFile(join(named, "dossier"), `${dossier}\n`);
  return named;
}

async function readLine(path: string): Promise<string | null> {
  try {
    return (await readFile(path, "utf8")).trim();
  } catch {
    return null;
  }
}

/** Two processes that start together end with the same words. */
async function writeOnce(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, `${text}\n`, { flag: "wx", mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
}

/** Pure: the longest path is that of the socket, which a deep data folder would make too long. */
export function layoutOf(racine: string, hash: string, account: Account | null): Layout {
  const inside = join(racine, "socket");
  const fits = Buffer.byteLength(join(inside, `.s.PGSQL.${PORT}`)) <= SOCKET_PATH_MAX;
  return {
    racine,
    data: join(racine, "data"),
    journal: join(racine, "postgresql.log"),
    presence: join(racine, "presence"),
    socket: fits ? inside : join(tmpdir(), `blaise-${hash}`),
    account,
  };
}

/** `postgres` where Debian's package created it, else `nobody`. */
async function findAccount(): Promise<Account> {
  const lines = (await readFile("/etc/passwd", "utf8")).split("\n").map((line) => line.split(":"));
  for (const name of ["postgres", "nobody"]) {
    const [, , uid, gid] = lines.find((fields) => fields[0] === name) ?? [];
    if (Number(uid) > 0) return { uid: Number(uid), gid: Number(gid) };
  }
  throw unavailable("aucun compte « postgres » ou « nobody » n’existe pour le faire tourner");
}

async function makeFolder(path: string, mode: number, owner: Account | null): Promise<void> {
  const created = await mkdir(path, { recursive: true, mode });
  if (created === undefined) return;
  // The mode given to mkdir is cut by the umask.
  await chmod(path, mode);
  if (owner) await chown(path, owner.uid, owner.gid);
}

/** The folder may be under a shared /tmp: one that somebody else made first must not be trusted. */
async function checkOwner(socket: string, account: Account | null): Promise<void> {
  const found = await lstat(socket);
  const expected = account?.uid ?? process.getuid?.() ?? found.uid;
  if (found.isDirectory() && found.uid === expected && (found.mode & 0o077) === 0) return;
  throw unavailable(`le dossier ${socket} appartient à un autre compte ou est ouvert à d’autres ; supprimez-le`);
}

async function ownerOf(path: string): Promise<Account | null> {
  try {
    const { uid, gid } = await stat(path);
    return { uid, gid };
  } catch {
    return null;
  }
}

async function exists(path: string): Promise<boolean> {
  return (await ownerOf(path)) !== null;
}

function copied(dossier: string, owner: string): Refus {
  return new Refus(
    "dossier-copie",
    `Le dossier ${dossier} est une copie de ${owner}, qui existe toujours : les deux ouvriraient la même base. ` +
      `Pour une base à part, supprimez ${join(dossier, AILLEURS)} et la clé ${join(dossier, "cle-hachage")}, puis restaurez une sauvegarde ; ` +
      "pour déplacer le dossier, supprimez l’ancien.",
    { dossier, owner },
  );
}

function keptByRoot(dossier: string): Refus {
  return new Refus(
    "dossier-autre-compte",
    `La base de données de ${dossier} a été créée par root. Relancez la commande en root, ` +
      "ou indiquez un autre dossier de données par BLAISE_DONNEES.",
    { dossier },
  );
}
