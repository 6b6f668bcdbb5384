import { dechiffrer, type LectureDeps } from "../../actes/piece/lire-piece.ts";
import type { DepotPieces, PieceQueries } from "./ports.ts";

/** A younger file may belong to a transaction that is not finished. */
const JOUR_MS = 86_400_000;

/**
 * Files that no paper opens any more (an erasure, a transaction that failed after its file was written): removed. Without their key they were
 * already nothing. Returns how many.
 */
export async function balayerPieces(
  queries: Pick<PieceQueries, "identifiants">,
  depot: DepotPieces,
  { maintenant, essai }: { readonly maintenant: string; readonly essai: boolean },
): Promise<number> {
  // Files first: one that is written in between has its row by the time that rows are read.
  const presents = await depot.lister(Date.parse(maintenant) - JOUR_MS);
  const ouvrables = await queries.identifiants();
  const orphelins = presents.filter((id) => !ouvrables.has(id));
  if (!essai) for (const id of orphelins) await depot.effacer(id);
  return orphelins.length;
}

export type QuarantaineRelue = { readonly liberees: number; readonly detruites: number; readonly enAttente: number };

/**
 * Asks the antivirus again for what waits: free, or destroyed. Done with the operator's rights; done again, it does nothing more. Without an
 * antivirus nothing is freed: whoever had one when the paper came did not mean it to be opened unseen.
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
