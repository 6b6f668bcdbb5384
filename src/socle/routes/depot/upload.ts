import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { Busboy, type BusboyFileStream } from "@fastify/busboy";
import { illisible, Refus, tropGrand } from "../../regles/shared/refus.ts";
import { findNirs } from "../../regles/texte-libre/nir.ts";
import { requireSansNir } from "../serveur/refuse-nir.ts";

const LIMITES = { octetsParFichier: 1_000_000_000, fichiers: 20 } as const;

export type FichierRecu = { readonly nom: string; readonly taille: number; readonly chemin: string };
export type Envoi = { readonly champs: Readonly<Record<string, string>>; readonly fichiers: readonly FichierRecu[] };

/**
 * Streams each file of a multipart request into `dossier`, under its rank: the sent name is only shown. On any refusal or cut, the folder is removed.
 * Refuses `saisie-invalide`, `fichier-trop-grand`, `trop-de-fichiers`, `envoi-interrompu`.
 */
export async function receiveUpload(request: Request, dossier: string, limites: Limites = LIMITES): Promise<Envoi> {
  const contentType = request.headers.get("content-type") ?? "";
  if (!/^multipart\/form-data\b.*\bboundary=/i.test(contentType) || !request.body) {
    throw illisible(
      "saisie-invalide",
      "Le formulaire n’a pas été compris. Rouvrez la page de dépôt, puis recommencez.",
    );
  }
  await mkdir(dossier, { recursive: true, mode: 0o700 });
  try {
    return await parse(request.body as ReadableStream, contentType, dossier, limites);
  } catch (error) {
    await rm(dossier, { recursive: true, force: true });
    throw error instanceof Refus ? error : interrupted(error);
  }
}

type Limites = { readonly octetsParFichier: number; readonly fichiers: number };

async function parse(body: ReadableStream, contentType: string, dossier: string, limites: Limites): Promise<Envoi> {
  const busboy = new Busboy({
    headers: { "content-type": contentType },
    limits: {
      fileSize: limites.octetsParFichier,
      files: limites.fichiers,
      fields: 20,
      fieldSize: 10_000,
      headerPairs: 50,
    },
  });
  // No prototype: a field may be called « __proto__ ».
  const champs: Record<string, string> = Object.create(null);
  const streams: BusboyFileStream[] = [];
  const writes: Promise<FichierRecu | null>[] = [];
  // Rank among kept files: a part without a name takes none, or the next files would be searched under a wrong rank.
  let rang = 0;
  busboy.on("field", (nom, valeur) => {
    try {
      requireSansNir(nom, valeur);
      champs[nom] = valeur;
    } catch (error) {
      busboy.destroy(error instanceof Error ? error : new Error(String(error)));
    }
  });
  busboy.on("filesLimit", () => busboy.destroy(tooMany(limites)));
  busboy.on("file", (_champ, stream, nom) => {
    const write = nameHasNir(nom)
      ? refuseName(stream)
      : writeFichier(stream, nom, join(dossier, String(nom ? rang++ : rang)), limites);
    // A failed file stops the whole reading; the pipeline below throws the error itself.
    write.catch((error: unknown) => busboy.destroy(error instanceof Error ? error : new Error(String(error))));
    streams.push(stream);
    writes.push(write);
  });
  try {
    await pipeline(Readable.fromWeb(body), busboy);
    return { champs, fichiers: (await Promise.all(writes)).filter((fichier) => fichier !== null) };
  } catch (error) {
    for (const stream of streams) stream.destroy();
    await Promise.allSettled(writes);
    throw error;
  }
}

/** A file named after its household's number must not reach a list. */
function nameHasNir(nom: string | undefined): boolean {
  return nom !== undefined && findNirs(nom).length > 0;
}

async function refuseName(stream: BusboyFileStream): Promise<never> {
  stream.resume();
  throw new Refus(
    "texte-nir",
    "Le nom d’un fichier contient un numéro de sécurité sociale. Renommez le fichier, puis déposez-le de nouveau : rien n’a été gardé.",
  );
}

/** null for the empty part that a browser sends when no file was chosen. */
async function writeFichier(
  stream: BusboyFileStream,
  nom: string | undefined,
  chemin: string,
  limites: Limites,
): Promise<FichierRecu | null> {
  if (!nom) {
    stream.resume();
    return null;
  }
  const propre = cleanName(nom);
  let trop = false;
  stream.once("limit", () => {
    trop = true;
  });
  const perte = await writeOrDrain(stream, chemin);
  if (perte !== null) throw perte;
  if (trop) throw tooBig(propre, limites);
  const { size } = await stat(chemin);
  return { nom: propre, taille: size, chemin };
}

/**
 * When the disk fills up during a file, the rest is read and dropped, so that the sender gets the reason and not a broken pipe. Returns the error;
 * null: all is written.
 */
async function writeOrDrain(stream: BusboyFileStream, chemin: string): Promise<Error | null> {
  const sortie = createWriteStream(chemin, { flags: "wx", mode: 0o600 });
  let perte: Error | null = null;
  sortie.on("error", (error) => {
    perte ??= error;
  });
  for await (const morceau of stream) {
    if (perte === null && !sortie.write(morceau))
      await Promise.race([once(sortie, "drain"), once(sortie, "close")]).catch(() => {});
  }
  if (perte === null) await new Promise<void>((resolve) => sortie.end(() => resolve()).once("error", () => resolve()));
  sortie.destroy();
  return perte;
}

/** For display, logs and storage, never a path: no folder, no control or direction-changing character, 200 characters at most. */
export function cleanName(nom: string): string {
  const base = nom.split(/[/\\]/).at(-1) ?? "";
  const visible = base.replace(/[\p{Cc}\p{Cf}]/gu, "").trim();
  return visible.slice(0, 200) || "fichier sans nom";
}

function tooBig(nom: string, { octetsParFichier }: Limites): Refus {
  return tropGrand(
    "fichier-trop-grand",
    `Le fichier « ${nom} » dépasse ${Math.round(octetsParFichier / 1_000_000)} Mo. Déposez une extraction plus petite, par exemple une année à la fois.`,
    { nom },
  );
}

function tooMany({ fichiers }: Limites): Refus {
  return new Refus("trop-de-fichiers", `Pas plus de ${fichiers} fichiers à la fois. Déposez-les en plusieurs fois.`);
}

/** A cut connection, or a body that is not multipart. A full disk is ours: it stays a defect. */
function interrupted(error: unknown): Error {
  if (error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EIO")) return error;
  return illisible("envoi-interrompu", "L’envoi a été coupé avant la fin. Rien n’a été gardé : recommencez.");
}
