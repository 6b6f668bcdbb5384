import { createReadStream } from "node:fs";
import { access, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { Readable } from "node:stream";
import { z } from "zod";
import { seal, unseal } from "../sauvegarde/conteneur.ts";
import { deflate, inflate, parseJson } from "../sauvegarde/entrees.ts";
import { writeWhole } from "../sauvegarde/fichiers.ts";
import { illisible } from "../sauvegarde/refusals.ts";
import { autreGrappe } from "./refusals.ts";

/**
 * The folder of a continuous archive: `bases/` (whole copies of the cluster and their manifests), `journaux/` (PostgreSQL's journal since), `fichiers/`
 * (keys and pieces), `effacements` (who must not come back). Everything is encrypted but the number of the cluster.
 */
export type Destination = { readonly dossier: string; readonly cle: Buffer };

export const BASES = "bases";
export const JOURNAUX = "journaux";
export const FICHIERS = "fichiers";
export const EFFACEMENTS = "effacements";
const GRAPPE = "grappe";

const manifesteBase = z.object({
  format: z.literal(1),
  /** The first file of the journal that this copy needs, and the last. */
  debut: z.string().regex(/^[0-9A-F]{24}$/),
  fin: z.string().regex(/^[0-9A-F]{24}$/),
  /** No instant before `finieLe` can be restored from it. */
  commenceeLe: z.iso.datetime(),
  finieLe: z.iso.datetime(),
  grappe: z.string(),
  postgresql: z.string(),
  blaise: z.string(),
  /** Folders of the cluster: an empty one is in no file. */
  dossiers: z.array(z.string()),
});
/** What a copy of the cluster says of itself. Written last: a copy without it does not exist. */
export type ManifesteBase = z.infer<typeof manifesteBase>;

export type BaseArchivee = { readonly nom: string; readonly manifeste: ManifesteBase };

export async function writeSealed(
  { dossier, cle }: Destination,
  chemin: string,
  octets: AsyncIterable<Buffer> | Iterable<Buffer>,
): Promise<void> {
  const place = join(dossier, chemin);
  await mkdir(dirname(place), { recursive: true, mode: 0o700 });
  await writeWhole(place, seal(deflate(Readable.from(octets)), cle));
}

/** Refuses `sauvegarde-illisible`, `cle-sauvegarde-fausse`. */
export async function* readSealed({ dossier, cle }: Destination, chemin: string): AsyncGenerator<Buffer> {
  const source = createReadStream(join(dossier, chemin), { highWaterMark: 256 * 1024 });
  try {
    yield* inflate(unseal(source, cle));
  } finally {
    source.destroy();
  }
}

export async function readWhole(destination: Destination, chemin: string): Promise<Buffer> {
  const blocs: Buffer[] = [];
  for await (const bloc of readSealed(destination, chemin)) blocs.push(bloc);
  return Buffer.concat(blocs);
}

export async function isThere({ dossier }: Destination, chemin: string): Promise<boolean> {
  return access(join(dossier, chemin)).then(
    () => true,
    () => false,
  );
}

/** Names of a folder of the archive, sorted; none when it is not there. Files being written are left out. */
export async function listNames({ dossier }: Destination, sous: string): Promise<readonly string[]> {
  const noms = await readdir(join(dossier, sous)).catch(() => [] as string[]);
  return noms.filter((nom) => !nom.endsWith(".partiel")).sort();
}

/** Whole copies, oldest first. */
export async function listBases(destination: Destination): Promise<readonly BaseArchivee[]> {
  const noms = (await listNames(destination, BASES)).filter((nom) => nom.endsWith(".manifeste"));
  const lues = noms.map(async (fichier) => {
    const parsed = manifesteBase.safeParse(parseJson(await readWhole(destination, `${BASES}/${fichier}`)));
    if (!parsed.success) throw illisible(`le manifeste ${fichier} n’a pas la forme attendue`);
    return { nom: fichier.slice(0, -".manifeste".length), manifeste: parsed.data };
  });
  return (await Promise.all(lues)).sort((a, b) => a.manifeste.finieLe.localeCompare(b.manifeste.finieLe));
}

/** One folder is one cluster's: two would mix their journals, whose files have the same names. Refuses `continu-autre-base`. */
export async function claimDestination({ dossier }: Destination, grappe: string): Promise<void> {
  await mkdir(dossier, { recursive: true, mode: 0o700 });
  const place = join(dossier, GRAPPE);
  await writeFile(place, `${grappe}\n`, { flag: "wx", mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  if ((await readFile(place, "utf8")).trim() !== grappe) throw autreGrappe(dossier);
}

/** Keys and pieces of the archive, by their paths in the data folder. */
export async function listFichiersArchives({ dossier }: Destination): Promise<readonly string[]> {
  const racine = join(dossier, FICHIERS);
  const entrees = await readdir(racine, { recursive: true, withFileTypes: true }).catch(() => []);
  return entrees
    .filter((entree) => entree.isFile() && !entree.name.endsWith(".partiel"))
    .map((entree) => relative(racine, join(entree.parentPath, entree.name)).replaceAll("\\", "/"))
    .sort();
}
