import { readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

/** Milliseconds: a running server touches its deposits more often. */
const INACTIF_MS = 60_000;

const depotSchema = z.looseObject({
  fichiers: z.array(z.looseObject({ etat: z.string(), nom: z.string(), taille: z.number() })),
});

/**
 * Cleans up after a killed server: removes what it was receiving, and the bytes it was reading (their lot is marked « interrompu »). A file
 * that waits for its officer's answer is kept for its day. `maintenant`: milliseconds, by the clock of the file system.
 */
export async function recoverDepots(dossier: string, maintenant: number): Promise<void> {
  for (const id of await readdir(dossier)) {
    const folder = join(dossier, id);
    if (!z.uuid().safeParse(id).success || maintenant - (await lastTouch(folder)) < INACTIF_MS) continue;
    const noms = await readdir(folder);
    if (noms.includes("depot.json")) await clearRead(folder);
    // Without a state file, neither of a deposit nor of the relogement: its reception was interrupted.
    else if (!noms.some((nom) => nom.endsWith(".json"))) await rm(folder, { recursive: true, force: true });
  }
}

async function clearRead(folder: string): Promise<void> {
  const path = join(folder, "depot.json");
  const depot = depotSchema.parse(JSON.parse(await readFile(path, "utf8")));
  const fichiers = depot.fichiers.map((fichier) =>
    fichier.etat === "attente"
      ? { ...fichier, etat: "refus", message: "Blaise s’est arrêté avant de le lire. Déposez-le de nouveau." }
      : fichier,
  );
  for (const [rang, { etat }] of fichiers.entries()) {
    if (etat !== "colonnes" && etat !== "periode") await rm(join(folder, String(rang)), { force: true });
  }
  await writeFile(path, JSON.stringify({ ...depot, fichiers }), { mode: 0o600 });
}

async function lastTouch(folder: string): Promise<number> {
  const paths = [folder, ...(await readdir(folder).catch(() => [])).map((nom) => join(folder, nom))];
  const seen = await Promise.all(paths.map(async (path) => (await stat(path).catch(() => null))?.mtimeMs ?? 0));
  return Math.max(...seen);
}
