import { createPrivateKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Key that signs the heads of the journal: made at the first export, in the data folder, readable by its owner alone. */
export async function openCleJournal(donnees: string): Promise<KeyObject> {
  const found = await findCleJournal(donnees);
  if (found) return found;
  await mkdir(donnees, { recursive: true });
  const pem = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" });
  try {
    await writeFile(pathOf(donnees), pem, { flag: "wx", mode: 0o600 });
    await chmod(pathOf(donnees), 0o600);
  } catch (error) {
    // A concurrent export has just made it.
    if (!hasCode(error, "EEXIST")) throw error;
  }
  return createPrivateKey(await readFile(pathOf(donnees), "utf8"));
}

/** null: nothing was ever signed from this folder. */
export async function findCleJournal(donnees: string): Promise<KeyObject | null> {
  try {
    return createPrivateKey(await readFile(pathOf(donnees), "utf8"));
  } catch (error) {
    if (hasCode(error, "ENOENT")) return null;
    throw error;
  }
}

function pathOf(donnees: string): string {
  return join(donnees, "cle-journal");
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
