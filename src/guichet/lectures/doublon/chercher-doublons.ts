import { rapprocher } from "../../regles/doublon/rapprocher.ts";
import type { DoublonQueries, NouveauDoublon } from "./ports.ts";

export type RechercheDoublons = {
  readonly dossiers: number;
  readonly compares: number;
  readonly rapproches: number;
  /** Count of the pairs found for the first time. */
  readonly nouveaux: number;
};

/**
 * Compares the files that share a key, and keeps the pairs that may be one person. Nothing is merged, and a decided pair is not
 * shown again. Runs on the reader's own files, or on all with the owner's queries (`blaise doublons`).
 */
export async function chercherDoublons(
  queries: DoublonQueries,
  epci: string,
  aujourdhui: string,
): Promise<RechercheDoublons> {
  const [dossiers, candidats] = await Promise.all([queries.dossiers(epci), queries.candidats(epci)]);
  const parId = new Map(dossiers.map((dossier) => [dossier.id, dossier]));
  const trouves = candidats.flatMap(([un, autre]): NouveauDoublon[] => {
    const [a, b] = [parId.get(un), parId.get(autre)];
    if (!a || !b) return [];
    const rapprochement = rapprocher(a, b);
    if (rapprochement.verdict === "rien") return [];
    return [{ demandeur: a.id, autre: b.id, autreGuichet: b.guichet, rapprochement }];
  });
  const nouveaux = await queries.garder(epci, trouves, aujourdhui);
  return { dossiers: dossiers.length, compares: candidats.length, rapproches: trouves.length, nouveaux };
}
