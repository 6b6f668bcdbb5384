import { dechiffrer, type LectureDeps } from "../../actes/piece/lire-piece.ts";
import type { DepotPieces, PieceQueries } from "./ports.ts";

/** Minimum age, in milliseconds, of a file to remove: a younger one may belong to an unfinished transaction. */
const JOUR_MS = 86_400_000;

/**
 * Removes the encrypted files that no row refers to (an erasure, a transaction that failed after its file was written). Without their key,
 * they could not be decrypted any more. Returns their count.
 */
export async function balayerPieces(
  queries: Pick<PieceQueries, "identifiants">,
  depot: DepotPieces,
  { maintenant, essai }: { readonly maintenant: string; readonly essai: boolean },
): Promise<number> {
  // The files are listed before the rows: a file written in between has its row when the rows are read.
  const presents = await depot.lister(Date.parse(maintenant) - JOUR_MS);
  const ouvrables = await queries.identifiants();
  const orphelins = presents.filter((id) => !ouvrables.has(id));
  if (!essai) for (const id of orphelins) await depot.effacer(id);
  return orphelins.length;
}

export type QuarantaineRelue = { readonly liberees: number; readonly detruites: number; readonly enAttente: number };

/**
 * Asks the antivirus again for the pieces in quarantine: each is freed or destroyed. Runs with the operator's rights; a second run changes nothing.
 * Without an antivirus nothing is freed: an installation that had one when the piece came did not accept it unscanned.
 */
export async function relireQuarantaines(queries: PieceQueries, deps: LectureDeps): Promise<QuarantaineRelue> {
  const compte = { liberees: 0, detruites: 0, enAttente: 0 };
  for (const { id, sensible } of await queries.quarantaines()) compte[await relire(queries, deps, id, sensible)]++;
  return compte;
}

async function relire(
  queries: PieceQueries,
  deps: LectureDeps,
  id: string,
  sensible: boolean,
): Promise<keyof QuarantaineRelue> {
  const piece = await queries.lire(id, sensible);
  if (piece?.etat !== "quarantaine" || deps.antivirus === null) return "enAttente";
  const avis = await deps.antivirus.examiner(await dechiffrer(deps, piece));
  if (avis === "injoignable") return "enAttente";
  if (!(await queries.liberer(id, sensible, avis === "saine" ? "deposee" : "refusee"))) return "enAttente";
  if (avis === "saine") return "liberees";
  await deps.pieces.effacer(id);
  return "detruites";
}
