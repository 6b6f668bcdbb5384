import { createReadStream } from "node:fs";
import { readFile, rm, utimes } from "node:fs/promises";
import { join } from "node:path";
import { withTransaction } from "../sauvegarde/connexion.ts";
import { listFichiers } from "../sauvegarde/fichiers.ts";
import { encodeRegistre, readRegistre } from "../sauvegarde/registre.ts";
import { attenteOf, listAttente } from "./attente.ts";
import {
  type Destination,
  EFFACEMENTS,
  FICHIERS,
  isThere,
  JOURNAUX,
  listFichiersArchives,
  readWhole,
  writeSealed,
} from "./destination.ts";
import { journalDifferent } from "./refusals.ts";

/** What is put away, and for which database. */
export type Source = {
  readonly url: string;
  /** Of the embedded cluster. */
  readonly racine: string;
  /** The data folder, whose keys and pieces go with the database. */
  readonly donnees: string;
  /** Never archived with what it opens. */
  readonly fichierCle: string | null;
};

/**
 * Puts away what PostgreSQL left: the register of erasures first, then keys and pieces, then the journal, so that whatever is in an archived journal has
 * its erasures and its files beside it. Returns how many files of the journal; nothing is removed before its copy is whole on the other side. Refuses `continu-journal-different`, `sauvegarde-non-ecrite`.
 */
export async function rangerJournaux(source: Source, destination: Destination): Promise<number> {
  const noms = (await listAttente(source.racine)) ?? [];
  if (noms.length === 0) return 0;
  await writeEffacements(source.url, destination);
  await rangerFichiers(source, destination);
  for (const nom of noms) await rangerUn(join(attenteOf(source.racine), nom), nom, destination);
  return noms.length;
}

async function writeEffacements(url: string, destination: Destination): Promise<void> {
  const registre = await withTransaction(url, "begin read only", readRegistre);
  await writeSealed(destination, EFFACEMENTS, encodeRegistre(registre));
}

/**
 * A piece is written once, under a name of its own; a key may have been replaced. `vuA`: the day written on a piece that is still there, by which those
 * that are no longer are told (elaguer.ts).
 */
export async function rangerFichiers(
  { donnees, fichierCle }: Source,
  destination: Destination,
  vuA: Date | null = null,
): Promise<void> {
  // One listing of the archive: asked for each piece, it would be a call a minute for every document of a département.
  const archives = new Set(await listFichiersArchives(destination));
  for await (const chemin of listFichiers(donnees, fichierCle)) {
    const place = `${FICHIERS}/${chemin}`;
    const known = archives.has(chemin);
    if (known && vuA) await utimes(join(destination.dossier, place), vuA, vuA);
    if (known && chemin.startsWith("pieces/")) continue;
    // The purge erases files at any time.
    const octets = await readFile(join(donnees, chemin)).catch(() => null);
    if (octets === null || (known && (await readWhole(destination, place)).equals(octets))) continue;
    await writeSealed(destination, place, [octets]);
  }
}

/** PostgreSQL may give the same file again after a crash: the same is fine, another is not. */
async function rangerUn(fichier: string, nom: string, destination: Destination): Promise<void> {
  const place = `${JOURNAUX}/${nom}`;
  if (!(await isThere(destination, place))) await writeSealed(destination, place, createReadStream(fichier));
  else if (!(await readWhole(destination, place)).equals(await readFile(fichier))) throw journalDifferent(nom);
  await rm(fichier);
}
