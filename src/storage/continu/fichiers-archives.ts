import { readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { type Destination, FICHIERS } from "./destination.ts";

/** Keys and pieces of the archive, by their paths in the data folder. */
export async function listFichiersArchives({ dossier }: Destination): Promise<readonly string[]> {
  const racine = join(dossier, FICHIERS);
  const entrees = await readdir(racine, { recursive: true, withFileTypes: true }).catch(() => []);
  return entrees
    .filter((entree) => entree.isFile() && !entree.name.endsWith(".partiel"))
    .map((entree) => relative(racine, join(entree.parentPath, entree.name)).replaceAll("\\", "/"))
    .sort();
}
