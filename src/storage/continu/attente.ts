import { chmod, chown, mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Account } from "../embedded/layout.ts";

/**
 * Where PostgreSQL leaves a copy of each finished file of its journal, in clear beside the database itself, until Blaise has put it away encrypted.
 * The folder is the switch: without it, PostgreSQL keeps no copy.
 */
export function attenteOf(racine: string): string {
  return join(racine, "archive");
}

/**
 * `archive_command`: complete or not there at all, on the disk before PostgreSQL may forget its own, and never over another one. The same whether or
 * not the archive is on, so that turning it on asks for no restart.
 */
export function archiveCommand(racine: string): string {
  const dossier = pathForShell(attenteOf(racine));
  const [copie, partiel] = [`${dossier}/%f`, `${dossier}/%f.partiel`];
  return [
    `test ! -d ${dossier}`,
    `cmp -s "%p" ${copie}`,
    `{ test ! -e ${copie} && cp "%p" ${partiel} && sync ${partiel} && mv ${partiel} ${copie} && sync ${dossier}; }`,
  ].join(" || ");
}

/** For a command that PostgreSQL gives to a shell: quoted, and its signs « % » not taken for its own. */
export function pathForShell(path: string): string {
  return `'${path.replaceAll("'", "'\\''").replaceAll("%", "%%")}'`;
}

export async function openAttente(racine: string, account: Account | null): Promise<void> {
  const dossier = attenteOf(racine);
  if ((await mkdir(dossier, { recursive: true, mode: 0o700 })) === undefined) return;
  await chmod(dossier, 0o700);
  if (account) await chown(dossier, account.uid, account.gid);
}

export async function closeAttente(racine: string): Promise<void> {
  await rm(attenteOf(racine), { recursive: true, force: true });
}

/** Complete files that wait, oldest first; null when the archive is off. */
export async function listAttente(racine: string): Promise<readonly string[] | null> {
  try {
    return (await readdir(attenteOf(racine))).filter((nom) => !nom.endsWith(".partiel")).sort();
  } catch {
    return null;
  }
}
