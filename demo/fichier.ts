import type { Source } from "#socle/regles/shared/source.ts";
import { encodeUtf8, type Ligne, writeCsv } from "./csv.ts";

export type FichierDemo = {
  readonly nom: string;
  readonly octets: Uint8Array;
  readonly source: Source;
  /** What an officer would answer when asked which period the file covers. */
  readonly periode: string;
  /** What the officer says of headers that nobody knows: file's header → our column. */
  readonly colonnes?: Readonly<Record<string, string>>;
};

/** A CSV in UTF-8, each line whole. */
export function csvDemo(
  fichier: Omit<FichierDemo, "octets">,
  colonnes: readonly string[],
  lignes: readonly Ligne[],
): FichierDemo {
  const entieres = lignes.map((ligne) => [ligne]);
  return { ...fichier, octets: encodeUtf8(writeCsv(colonnes, entieres)) };
}
