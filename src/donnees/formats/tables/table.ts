import type { Source } from "#socle/regles/shared/source.ts";
import { type Definition, findAbsentes, headersOf, nameOf, openColonnes } from "../decode/colonne.ts";
import { findColonne, knownNames } from "../decode/entete.ts";
import type { LigneEnCours } from "../decode/ligne.ts";
import type { RowBySource } from "../lecture.ts";
import { countConnues, type Profil } from "../profil.ts";
import { refusals } from "../refusals.ts";

type Definitions = Readonly<Record<string, Definition<unknown>>>;

type Table<S extends Source, D extends Definitions> = {
  readonly source: S;
  readonly libelle: string;
  readonly colonnes: D;
  /** Columns specific to this table: at least one is needed to recognise it. */
  readonly propres: readonly string[];
  read(ligne: LigneEnCours, colonnes: ReturnType<typeof openColonnes<D>>): RowBySource[S] | null;
};

/** Profile of a small table of ours: few columns, half of which suffice to recognise it. */
export function buildTableProfil<S extends Source, D extends Definitions>(table: Table<S, D>): Profil<S> {
  const definitions = Object.values(table.colonnes);
  const connues = knownNames(definitions.flatMap(({ noms }) => [...noms]));
  const names = definitions.filter(({ rare }) => !rare).map(({ noms }) => noms[0] ?? "");
  return {
    source: table.source,
    connues,
    modele: headersOf(table.colonnes),
    cherche: `${table.libelle} (${names.join(", ")})`,
    score: (entete) => {
      const count = countConnues(entete, connues);
      return count * 2 >= names.length && findColonne(entete, table.propres) >= 0 ? count : 0;
    },
    open: (entete, contexte) => {
      const absentes = findAbsentes(table.colonnes, entete);
      if (absentes.length > 0) throw refusals.colonneAbsente(table.libelle, absentes, entete.cells);
      const colonnes = openColonnes(table.colonnes, entete, contexte);
      const genres = new Map(Object.values(colonnes).map((colonne) => [colonne.index, colonne.genre]));
      return {
        profil: table.source,
        champsAbsents: Object.entries(colonnes).flatMap(([champ, colonne]) => (colonne.presente ? [] : [champ])),
        periodeAnnoncee: null,
        nameAt: (index) => nameOf(table.colonnes, entete, index),
        genreAt: (index) => genres.get(index),
        read: (ligne) => table.read(ligne, colonnes),
      };
    },
  };
}
