import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

/** Days left to an agent to send the messages of a folder; past them, they are only names and addresses. */
const JOURS_GARDES = 30;
const JOUR_MS = 86_400_000;

const DOSSIERS: readonly (readonly [dossier: string, forme: RegExp])[] = [
  ["courriels", /\.eml(\.partiel)?$/],
  ["sms", /\.txt(\.partiel)?$/],
];

/** Removes the messages left in the data folder more than thirty days before `jour`; returns their count. */
export async function purgerMessages(
  donnees: string,
  { jour, essai }: { readonly jour: string; readonly essai: boolean },
): Promise<number> {
  const limite = Date.parse(`${jour}T00:00:00Z`) - JOURS_GARDES * JOUR_MS;
  let nombre = 0;
  for (const [dossier, forme] of DOSSIERS) {
    for (const nom of await listFichiers(join(donnees, dossier))) {
      const chemin = join(donnees, dossier, nom);
      if (!forme.test(nom) || (await stat(chemin)).mtimeMs >= limite) continue;
      if (!essai) await rm(chemin);
      nombre += 1;
    }
  }
  return nombre;
}

async function listFichiers(dossier: string): Promise<readonly string[]> {
  try {
    return await readdir(dossier);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}
