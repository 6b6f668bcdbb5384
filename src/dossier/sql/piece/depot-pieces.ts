import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { DepotPieces } from "../../lectures/piece/ports.ts";

/** First byte: version of the format. Then the nonce and the tag of AES-GCM. */
const VERSION = 1;
const NONCE = 12;
const SCEAU = 16;
const CLE = 32;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Files under `<donnees>/pieces/<2 letters>/<uuid>`; backups copy them encrypted (storage/sauvegarde/fichiers.ts). */
export function openDepotPieces(donnees: string): DepotPieces {
  const racine = join(donnees, "pieces");
  const pathOf = (id: string) => {
    // Blaise makes the identifiers: another form is a defect, which could write outside the store.
    if (!UUID.test(id)) throw new Error("not the identifier of a paper");
    return join(racine, id.slice(0, 2), id);
  };
  return {
    ecrire: async (id, octets) => {
      const cle = randomBytes(CLE);
      const chiffre = chiffrer(cle, id, octets);
      await writeWhole(pathOf(id), chiffre);
      return { cle: cle.toString("base64url"), empreinte: hashOf(chiffre) };
    },
    lire: async (id, cle, empreinte) => {
      const chiffre = await readFile(pathOf(id)).catch(ifMissing);
      if (chiffre === null) return null;
      if (empreinte !== null && !timingSafeEqual(hashOf(chiffre), empreinte))
        throw new Error(`paper ${id}: altered file`);
      return dechiffrer(Buffer.from(cle, "base64url"), id, chiffre);
    },
    effacer: (id) => rm(pathOf(id), { force: true }),
    lister: (avant) => lister(racine, avant),
  };
}

function chiffrer(cle: Buffer, id: string, octets: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv("aes-256-gcm", cle, nonce);
  // The identifier is authenticated, so that a renamed file does not open.
  cipher.setAAD(Buffer.from(id));
  const corps = Buffer.concat([cipher.update(octets), cipher.final()]);
  return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), corps]);
}

function dechiffrer(cle: Buffer, id: string, chiffre: Buffer): Uint8Array {
  if (chiffre[0] !== VERSION || chiffre.length < 1 + NONCE + SCEAU) throw new Error(`paper ${id}: another version`);
  const decipher = createDecipheriv("aes-256-gcm", cle, chiffre.subarray(1, 1 + NONCE));
  decipher.setAAD(Buffer.from(id));
  decipher.setAuthTag(chiffre.subarray(1 + NONCE, 1 + NONCE + SCEAU));
  return Buffer.concat([decipher.update(chiffre.subarray(1 + NONCE + SCEAU)), decipher.final()]);
}

function hashOf(octets: Uint8Array): Buffer {
  return createHash("sha256").update(octets).digest();
}

/** Written to a temporary file then renamed, so that an interruption leaves no partial file. */
async function writeWhole(path: string, octets: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const partiel = `${path}.${randomBytes(4).toString("hex")}.partiel`;
  try {
    const handle = await open(partiel, "wx", 0o600);
    try {
      await handle.writeFile(octets);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(partiel, path);
  } catch (error) {
    await rm(partiel, { force: true });
    throw error;
  }
}

/** Lists the files written before that instant, and removes the partial files of an interruption. */
async function lister(racine: string, avant: number): Promise<readonly string[]> {
  const found: string[] = [];
  for (const dossier of (await readdir(racine).catch(ifMissing)) ?? []) {
    for (const nom of (await readdir(join(racine, dossier)).catch(ifMissing)) ?? []) {
      if (await isKept(join(racine, dossier, nom), nom, avant)) found.push(nom);
    }
  }
  return found;
}

async function isKept(path: string, nom: string, avant: number): Promise<boolean> {
  const etat = await stat(path).catch(ifMissing);
  if (etat === null || etat.mtimeMs >= avant) return false;
  if (nom.endsWith(".partiel")) await rm(path, { force: true });
  return UUID.test(nom);
}

function ifMissing(error: unknown): null {
  if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR")) return null;
  throw error;
}
