import type { Source } from "#socle/regles/shared/source.ts";
import type { Fichier, Progres } from "../../formats/lecture.ts";

/** An officer's file, and what they add to it. */
export type Depot = {
  readonly fichier: Fichier;
  readonly epci: string;
  readonly source?: Source | undefined;
  /** "2017" or "2018-T3": imposed by the officer, else read in the file. */
  readonly periode?: string | undefined;
  /** Their header → our column, from the « colonnes » screen. */
  readonly colonnes?: Readonly<Record<string, string>> | undefined;
  /** Bytes read so far, over the two passes (survey, then rows). */
  readonly progres?: Progres;
};
