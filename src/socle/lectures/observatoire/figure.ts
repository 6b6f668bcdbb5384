import type { Maille } from "../../regles/observatoire/maille.ts";
import type { Confiance } from "../../regles/shared/confiance.ts";
import type { Manque } from "../../regles/shared/manque.ts";
import type { GenreColonne } from "../../regles/table/genre.ts";

/**
 * One published table of the observatory: the page, its map or chart, the workbook, the two CSV, the GeoJSON and the open data all show
 * this very object, each in its own way.
 */
export type Figure = {
  /** Stable, kebab-case: its anchor on the page, its file name, its address. « parc-par-bailleur » */
  readonly code: string;
  /** With its period: « Parc par bailleur au 1er janvier 2017 ». */
  readonly titre: string;
  /** One sentence that says what the table shows, figures included; null when there is nothing to say. */
  readonly lecture: string | null;
  /** What a row is. */
  readonly maille: Maille;
  /** Header of the rows when they are neither places nor bailleurs: « Financement », « Type de ménage ». `maille` is then that of the whole. */
  readonly lignesDe?: string;
  readonly colonnes: readonly ColonneFigure[];
  readonly lignes: readonly LigneFigure[];
  readonly methode: MethodeFigure;
  readonly carte: CarteFigure | null;
  readonly graphique: GraphiqueFigure | null;
};

export type ColonneFigure = {
  /** Header of the CSV and name of the field in the Table Schema: the domain's word. */
  readonly code: string;
  readonly libelle: string;
  readonly genre: GenreColonne;
  /** What it counts, in one sentence: the Table Schema's description. */
  readonly definition: string;
};

/** A value, or the reason why there is none: never neither. */
export type CelluleFigure = (
  | {
      /** Rates between 0 and 1, money in euros. */
      readonly valeur: number | string;
      readonly manque?: never;
    }
  | { readonly valeur: null; readonly manque: Manque }
) & {
  /** What the unknown leaves, or an interval: in the unit of the value. */
  readonly bornes?: readonly [number, number];
  /** Count behind a rate, a mean or a median. */
  readonly sur?: number;
};

export type LigneFigure = {
  /** Code of the commune, SIREN, key of the résidence, code of the class… */
  readonly cle: string;
  readonly libelle: string;
  /** By code of column. A column without an entry is `inconnu`. */
  readonly cellules: Readonly<Record<string, CelluleFigure>>;
  /** The whole territory, with which the others compare. */
  readonly total?: true;
  /** Address of its own page, under the territory. */
  readonly chemin?: string;
  /** WGS84 [longitude, latitude], rows that are résidences. */
  readonly point?: readonly [number, number];
};

export type MethodeFigure = {
  /** Paragraphs: what is counted, out of what, with which formula. */
  readonly definition: readonly string[];
  /** « RPLS au 1er janvier 2017 (lot 12) ». */
  readonly source: string;
  /** Article, paper or order that the definition comes from. */
  readonly reference?: string;
  /** B is shown « à confirmer ». */
  readonly confiance?: Confiance;
  /** What the figure does not say. */
  readonly reserves: readonly string[];
};

export type CarteFigure = {
  /** Code of the column drawn. */
  readonly colonne: string;
  /** Rates are filled; counts are circles whose area is the count. Rows with a point are circles, coloured by the column. */
  readonly genre: "aplats" | "cercles";
  /** Cuts that mean something; null: quantiles, or natural breaks when values are too uneven. */
  readonly seuils: readonly number[] | null;
};

export type GraphiqueFigure =
  | { readonly genre: "barres"; readonly colonne: string }
  /** Parts of a whole, row by row. */
  | { readonly genre: "barres-empilees"; readonly colonnes: readonly string[] }
  /** Rows are dates; one line a column. */
  | { readonly genre: "courbes"; readonly colonnes: readonly string[] }
  /** One dot a row. `reperes`: the lines that cut the field in four. */
  | {
      readonly genre: "nuage";
      readonly x: string;
      readonly y: string;
      readonly reperes: readonly [x: number, y: number];
      /** What each quarter is, in 24 letters at most: half of a phone. */
      readonly quadrants?: readonly [hautGauche: string, hautDroite: string, basGauche: string, basDroite: string];
      readonly statut: string | null;
    };
