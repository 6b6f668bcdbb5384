import { createReadStream } from "node:fs";
import { access } from "node:fs/promises";
import { unseal } from "./conteneur.ts";
import { decodeEntrees, type Entree, inflate } from "./entrees.ts";
import { type Manifeste, readAgainstManifeste } from "./manifeste.ts";
import { introuvable } from "./refusals.ts";

/**
 * Reads a whole archive: every piece authenticated, every table and file counted and hashed against the manifest. `onEntree` sees them
 * pass. Touches no database. Refuses `sauvegarde-introuvable`, `sauvegarde-illisible`, `cle-sauvegarde-fausse`.
 */
export async function readSauvegarde(
  fichier: string,
  cle: Buffer,
  onEntree: (entree: Entree) => Promise<void> = async () => undefined,
): Promise<Manifeste> {
  await access(fichier).catch(() => {
    throw introuvable(fichier);
  });
  const source = createReadStream(fichier, { highWaterMark: 256 * 1024 });
  try {
    return await readAgainstManifeste(decodeEntrees(inflate(unseal(source, cle))), onEntree);
  } finally {
    source.destroy();
  }
}
