import { type FileHandle, open } from "node:fs/promises";
import { crc32, createInflateRaw } from "node:zlib";
import { Refus } from "#socle/regles/shared/refus.ts";
import { french } from "../french.ts";
import { ENTETE_LOCALE, type EntreeZip, FIN_MAX, readFin, readRepertoire, startOf } from "./repertoire.ts";

/** A whole year of every source, and some: more is not one deposit. Tables shrink 5 to 40 times; a bomb, a thousand. */
const BORNES = { entrees: 500, gonfle: 2_000_000_000, ratio: 200, depuis: 10_000_000 } as const;
const FICHIERS_MAX = 40;
const REPERTOIRE_MAX = 1_000_000;

/** One file of the archive. Its name is only shown: it is never a path. */
export type MembreArchive = { readonly nom: string; readonly taille: number; open(): AsyncIterable<Uint8Array> };

export type Archive = {
  readonly membres: readonly MembreArchive[];
  /** What is left in the archive, and why. */
  readonly ecartes: readonly { readonly nom: string; readonly raison: string }[];
};

/**
 * What a zip on the disk holds, by its directory; null when the file is no zip, or is a workbook, which is one too. Each file is inflated as it is read,
 * with its declared size as a ceiling. Refuses `archive-illisible`, `archive-protegee`, `archive-trop-grosse`, `archive-vide`.
 */
export async function openArchive(chemin: string, nom: string): Promise<Archive | null> {
  const fichier = await open(chemin);
  try {
    const entrees = await readEntrees(fichier, nom);
    if (entrees === null || entrees.some(isPartOfClasseur)) return null;
    return sortEntrees(chemin, nom, entrees);
  } finally {
    await fichier.close();
  }
}

const SIGNATURES = new Set(["PK\u0003\u0004", "PK\u0005\u0006"]);

async function readEntrees(fichier: FileHandle, nom: string): Promise<readonly EntreeZip[] | null> {
  if (!SIGNATURES.has((await readAt(fichier, 0, 4)).toString("latin1"))) return null;
  const { size } = await fichier.stat();
  const fin = readFin(await readAt(fichier, Math.max(0, size - FIN_MAX), Math.min(size, FIN_MAX)));
  if (fin === null) throw refuse("archive-illisible", nom, "est abîmée : refaites-la, ou déposez ses fichiers un à un");
  const octets = await readAt(fichier, fin.place, Math.min(size - fin.place, REPERTOIRE_MAX));
  const entrees = readRepertoire(octets, { entrees: fin.entrees, from: 0 }, BORNES);
  if (entrees === "abime") {
    throw refuse("archive-illisible", nom, "est abîmée, ou d’une compression inconnue : déposez ses fichiers un à un");
  }
  if (entrees === "protege")
    throw refuse("archive-protegee", nom, "est chiffrée : ouvrez-la, puis déposez ses fichiers");
  if (entrees === "taille") {
    throw refuse("archive-trop-grosse", nom, "est trop grosse une fois ouverte : déposez ses fichiers un à un");
  }
  return entrees;
}

async function readAt(fichier: FileHandle, place: number, longueur: number): Promise<Buffer> {
  if (longueur <= 0) return Buffer.alloc(0);
  const { buffer, bytesRead } = await fichier.read(Buffer.alloc(longueur), 0, longueur, place);
  return buffer.subarray(0, bytesRead);
}

/** What xlsx, docx and ods all hold. */
function isPartOfClasseur({ nom }: EntreeZip): boolean {
  return nom === "[Content_Types].xml" || nom === "META-INF/manifest.xml";
}

/** Folders, and what systems add to what people put in an archive. */
const SANS_INTERET = /\/$|(?:^|\/)(?:__MACOSX\/|\.[^/]*$|Thumbs\.db$|desktop\.ini$)/i;
const ARCHIVE = /\.(?:zip|7z|rar|gz|tgz|tar|bz2|xz)$/i;
const HORS = /^(?:[/\\]|[A-Za-z]:)|(?:^|[/\\])\.\.(?:[/\\]|$)/;

function sortEntrees(chemin: string, nom: string, entrees: readonly EntreeZip[]): Archive {
  const vues = entrees.filter((entree) => !SANS_INTERET.test(entree.nom));
  if (vues.length === 0) throw refuse("archive-vide", nom, "ne contient aucun fichier : vérifiez-la, puis recommencez");
  if (vues.length > FICHIERS_MAX) {
    throw refuse(
      "archive-trop-grosse",
      nom,
      `contient plus de ${FICHIERS_MAX} fichiers : déposez-la en plusieurs fois`,
    );
  }
  const jugees = vues.map((entree) => ({ entree, raison: judge(entree) }));
  return {
    membres: jugees
      .filter(({ raison }) => raison === null)
      .map(({ entree }) => ({ nom: entree.nom, taille: entree.taille, open: () => readMembre(chemin, entree) })),
    ecartes: jugees.flatMap(({ entree, raison }) => (raison === null ? [] : [{ nom: entree.nom, raison }])),
  };
}

function judge({ nom, taille }: EntreeZip): string | null {
  if (HORS.test(nom)) return "Son nom sort du dossier de l’archive : il n’est pas ouvert. Déposez-le à part.";
  if (ARCHIVE.test(nom)) return "Une archive dans l’archive n’est pas ouverte. Déposez-la à part.";
  return taille === 0 ? "Il est vide." : null;
}

/** Its bytes; one that lies fails. */
async function* readMembre(chemin: string, entree: EntreeZip): AsyncGenerator<Uint8Array> {
  const fichier = await open(chemin);
  try {
    const start = startOf(await readAt(fichier, entree.place, ENTETE_LOCALE), entree);
    if (start === null) throw lie(entree.nom);
    const bruts = fichier.createReadStream({ start, end: start + entree.tasse - 1, autoClose: false });
    yield* checkMembre(entree.deflate ? bruts.pipe(createInflateRaw()) : bruts, entree);
  } catch (error) {
    throw isOfZlib(error) ? lie(entree.nom) : error;
  } finally {
    await fichier.close();
  }
}

/** No more than it declares, and of the sum that it announces. */
async function* checkMembre(octets: AsyncIterable<Uint8Array>, entree: EntreeZip): AsyncGenerator<Uint8Array> {
  let [lus, somme] = [0, 0];
  for await (const morceau of octets) {
    lus += morceau.length;
    if (lus > entree.taille) throw lie(entree.nom);
    somme = crc32(morceau, somme);
    yield morceau;
  }
  if (lus !== entree.taille || somme !== entree.crc) throw lie(entree.nom);
}

function isOfZlib(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).startsWith("Z_");
}

function lie(nom: string): Refus {
  return refuse("archive-illisible", nom, "est abîmé dans l’archive : refaites-la, ou déposez ce fichier à part");
}

function refuse(code: string, nom: string, suite: string): Refus {
  return new Refus(code, french(`« ${nom} » ${suite}.`), { nom });
}
