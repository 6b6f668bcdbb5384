import { randomUUID } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { Refus } from "#socle/regles/shared/refus.ts";
import { type Envoi, receiveUpload } from "#socle/routes/depot/upload.ts";
import { OCTETS_PIECE_MAX } from "../../regles/piece/piece.ts";
import { refuserPiece } from "../../regles/piece/raisons.ts";

/** A file, and its form. */
const CORPS_MAX = OCTETS_PIECE_MAX + 100_000;
/** Enough for ten megabytes over a poor mobile line. */
const DELAI_MS = 180_000;

export type PieceEnvoyee = { readonly nom: string; readonly octets: Uint8Array; readonly champs: Envoi["champs"] };

/**
 * Receives the one file of a form in memory: its temporary copy on the disk is removed before the answer. Refuses "piece-trop-gros", "piece-choisir",
 * "envoi-interrompu" (cut, or too slow), "texte-nir" (in the file's name).
 */
export async function recevoirPiece(
  request: Request,
  dossierDepots: string,
  delaiMs = DELAI_MS,
): Promise<PieceEnvoyee> {
  if (Number(request.headers.get("content-length") ?? 0) > CORPS_MAX) throw refuserPiece("trop-gros");
  const dossier = join(dossierDepots, randomUUID());
  try {
    const { champs, fichiers } = await receiveUpload(borner(request, delaiMs), dossier, {
      octetsParFichier: OCTETS_PIECE_MAX,
      fichiers: 1,
    });
    const [fichier] = fichiers;
    if (!fichier) throw new Refus("piece-choisir", "Choisissez d’abord une photo ou un fichier.");
    return { nom: fichier.nom, octets: new Uint8Array(await readFile(fichier.chemin)), champs };
  } catch (error) {
    throw error instanceof Refus ? reword(error) : error;
  } finally {
    await rm(dossier, { recursive: true, force: true });
  }
}

/** The refusals of deposits, in words for a household. */
function reword(refus: Refus): Refus {
  if (refus.code === "fichier-trop-grand") return refuserPiece("trop-gros");
  if (refus.code === "trop-de-fichiers") return new Refus("piece-choisir", "Envoyez un seul fichier à la fois.");
  return refus;
}

/** Errors beyond the delay, or beyond the size of a file and its form. */
function borner(request: Request, delaiMs: number): Request {
  if (!request.body) return request;
  let recus = 0;
  let late: NodeJS.Timeout | undefined;
  const borne = new TransformStream<Uint8Array, Uint8Array>({
    start: (controller) => {
      late = setTimeout(() => controller.error(new Error("slow")), delaiMs);
    },
    transform: (morceau, controller) => {
      recus += morceau.length;
      if (recus > CORPS_MAX) controller.error(refuserPiece("trop-gros"));
      else controller.enqueue(morceau);
    },
    flush: () => clearTimeout(late),
  });
  const body = request.body.pipeThrough(borne);
  const headers = { "content-type": request.headers.get("content-type") ?? "" };
  return new Request(request.url, { method: "POST", headers, body, duplex: "half" });
}
