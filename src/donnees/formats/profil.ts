import type { Source } from "#socle/regles/shared/source.ts";
import type { Genre } from "./decode/caracteres.ts";
import type { Entete } from "./decode/entete.ts";
import type { LigneEnCours } from "./decode/ligne.ts";
import type { LectureOptions, RowBySource } from "./lecture.ts";
import type { Contexte } from "./values/defaut.ts";

export type ContexteLecture = Contexte & Pick<LectureOptions, "hash"> & { readonly nom: string };

/** A profile bound to one file's header: reads its lines. */
export type ProfilOuvert<S extends Source> = {
  readonly profil: string;
  readonly champsAbsents: readonly string[];
  readonly periodeAnnoncee: string | null;
  /** Our name of the column at this rank; null when it is not read. */
  nameAt(index: number): string | null;
  /** Kind of the cells at this rank; undefined when they are not read. */
  genreAt(index: number): Genre | undefined;
  /** null when the line is rejected or left aside: `ligne` holds the reason. */
  read(ligne: LigneEnCours): RowBySource[S] | null;
  /** Recognises a second header line (descriptions, units). */
  isLegende?(cells: readonly string[]): boolean;
  /** Called once at the end, with the number of data lines: reports what the file announced and did not hold. */
  finish?(lignesLues: number): { readonly code: string; readonly message: string } | null;
};

export type Profil<S extends Source> = {
  readonly source: S;
  /** Every column such a file may carry, read or not; others are reported as unknown. */
  readonly connues: ReadonlySet<string>;
  readonly cherche: string;
  /** Headers of a file to fill in, as they are preferred; absent: nobody writes such a file by hand. */
  readonly modele?: readonly string[];
  /** Known columns of this header, 0 when it cannot be this source. */
  score(entete: Entete): number;
  /** Throws `colonne-absente`. */
  open(entete: Entete, contexte: ContexteLecture): ProfilOuvert<S>;
};

/** Number of header cells that belong to `connues`. */
export function countConnues(entete: Entete, connues: ReadonlySet<string>): number {
  return entete.plies.reduce((count, plie) => (connues.has(plie) ? count + 1 : count), 0);
}
