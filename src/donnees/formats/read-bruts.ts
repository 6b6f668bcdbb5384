import { type Dialecte, LecteurCsv } from "./decode/csv.ts";
import { decodeTexte, type Encodage, encodeTexte } from "./decode/encodage.ts";
import type { Entete } from "./decode/entete.ts";
import type { Fichier } from "./lecture.ts";
import { skipAjouts } from "./reprise.ts";

/**
 * Bytes of some records of a text file, without their line ending. A record is named by the physical line where it starts, from 1: it spans several
 * when quotes hold a line end.
 */
export async function readBruts(
  fichier: Fichier,
  { dialecte, encodage, entete }: { readonly dialecte: Dialecte; readonly encodage: Encodage; readonly entete: Entete },
  lignes: ReadonlySet<number>,
): Promise<ReadonlyMap<number, Uint8Array>> {
  const found = new Map<number, Uint8Array>();
  const reader = new LecteurCsv(fichier.nom, dialecte, (_cells, ligne, { texte, debut, fin }) => {
    if (!lignes.has(ligne)) return;
    const ecrite = texte.slice(skipAjouts(texte, debut, entete, dialecte.separateur), fin);
    found.set(ligne, encodeTexte(ecrite.replace(/\r?\n$|\r$/, ""), encodage));
  });
  for await (const bloc of decodeTexte(fichier.open(), encodage)) {
    reader.add(bloc);
    if (found.size === lignes.size) return found;
  }
  reader.end();
  return found;
}
