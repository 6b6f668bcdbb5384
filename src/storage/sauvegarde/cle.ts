import { createHmac, randomBytes } from "node:crypto";
import { open, readFile } from "node:fs/promises";
import { isDisk } from "./fichiers.ts";
import { cleExistante, cleIllisible, nonEcrite } from "./refusals.ts";

const OCTETS = 32;

/** Draws a key of the backups and writes it, readable by its owner alone. Refuses `cle-sauvegarde-existante` rather than lose one. */
export async function createCle(fichier: string): Promise<void> {
  const handle = await open(fichier, "wx", 0o600).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") throw cleExistante(fichier);
    throw isDisk(error) ? nonEcrite(fichier, error.code) : error;
  });
  try {
    await handle.chmod(0o600);
    await handle.writeFile(`${randomBytes(OCTETS).toString("base64url")}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The 32 bytes of the key. Refuses `cle-sauvegarde-illisible`: a damaged key must not be taken for another one. */
export async function readCle(fichier: string): Promise<Buffer> {
  const texte = await readFile(fichier, "utf8").catch(() => {
    throw cleIllisible(fichier);
  });
  const cle = /^[A-Za-z0-9_-]{43}$/.test(texte.trim()) ? Buffer.from(texte.trim(), "base64url") : null;
  if (cle?.length !== OCTETS) throw cleIllisible(fichier);
  return cle;
}

/** Tells two keys of the numéros uniques apart without saying either. */
export function empreinteDeCle(cle: string): string {
  return createHmac("sha256", cle).update("blaise/empreinte-de-cle").digest("hex").slice(0, 32);
}
