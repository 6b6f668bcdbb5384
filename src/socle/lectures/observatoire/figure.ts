import type { Decoupage } from "../../regles/observatoire/decoupage.ts";
import type { Maille } from "../../regles/observatoire/maille.ts";
import type { Confiance } from "../../regles/shared/confiance.ts";
import type { Manque } from "../../regles/shared/manque.ts";
import type { GenreColonne } from "../../regles/table/genre.ts";

/**
 * One published table of the observatory. The page, its map or chart, the workbook, both CSV, the GeoJSON and the open data all render this same
 * object.
 */
export type Figure = {
  /** Stable, kebab-case (« parc-par-bailleur »): its anchor on the page, its file name, its address. */
  readonly code: string;
  /** Period included: « Parc par bailleur au 1er janvier 2017 ». */
  readonly titre: string;
  /** One sentence that sums the table up, with figures; null: none. */
  readonly lecture: string | null;
  readonly maille: Maille;
  /** Header of the rows when they are neither places nor bailleurs: « Financement », « Type de ménage ». `maille` is then that of the whole table. */
  readonly lignesDe?: string;
  readonly colonnes: readonly ColonneFigure[];
  readonly lignes: readonly LigneFigure[];
  readonly methode: MethodeFigure;
  readonly carte: CarteFigure | null;
  readonly graphique: GraphiqueFigure | null;
};

export type ColonneFigure = {
  /** Header of the CSV and name of the field in the Table Schema: a word of the domain. */
  readonly code: string;
  readonly libelle: string;
  readonly genre: GenreColonne;
  /** What the column counts, in one sentence: the Table Schema's description. */
  readonly definition: string;
  /** Of a mean, which tells nothing of its dispersion. */
  readonly repartition?: RepartitionMoyenne;
};

/** What tells the dispersion, « classes et quartiles », and its page under the territory; or why nothing does. */
export type RepartitionMoyenne =
  | { readonly dite: string; readonly chemin?: string }
  | { readonly dite?: never; readonly aucune: string };

/** A value, or the reason why there is none: always one of them. */
export type CelluleFigure = (
  | {
      /** Rates between 0 and 1, money in euros. */
      readonly valeur: number | string;
      readonly manque?: never;
    }
  | { readonly valeur: null; readonly manque: Manque }
) & {
  /** Bounds that the unknown allows, or an interval, in the unit of the value. */
  readonly bornes?: readonly [number, number];
  /** Size of the base of a rate, a mean or a median. */
  readonly sur?: number;
};

export type LigneFigure = {
  /** Code of the commune, SIREN, key of the résidence, code of the class… */
  readonly cle: string;
  readonly libelle: string;
  /** By code of column; a column without an entry is `inconnu`. */
  readonly cellules: Readonly<Record<string, CelluleFigure>>;
  /** True for the row of the whole territory, the reference of the others. */
  readonly total?: true;
  /** Address of the row's own page, under the territory. */
  readonly chemin?: string;
  /** WGS84 [longitude, latitude], for rows that are résidences. */
  readonly point?: readonly [number, number];
};

export type MethodeFigure = {
  /** Paragraphs: numerator, denominator, formula. */
  readonly definition: readonly string[];
  /** « RPLS au 1er janvier 2017 (lot 12) ». */
  readonly source: string;
  /** Source of the definition: article, paper or order. */
  readonly reference?: string;
  /** B is shown « à confirmer ». */
  readonly confiance?: Confiance;
  /** What the figure does not tell. */
  readonly reserves: readonly string[];
};

export type CarteFigure = {
  readonly colonne: string;
  /** Rates fill shapes; counts are circles, the area being the count. Rows with a point are circles, coloured by the column. */
  readonly genre: "aplats" | "cercles";
  /** Meaningful cuts; null: quantiles, or natural breaks when values are too uneven. */
  readonly seuils: readonly number[] | null;
  /** What a reader asked for instead. */
  readonly decoupage?: Decoupage;
};

export type GraphiqueFigure =
  | { readonly genre: "barres"; readonly colonne: string }
  /** Parts of a whole, row by row. */
  | { readonly genre: "barres-empilees"; readonly colonnes: readonly string[] }
  /** Rows are dates; one line per column. */
  | { readonly genre: "courbes"; readonly colonnes: readonly string[] }
  /** Every row as a dot on one scale: the distribution before its mean. */
  | { readonly genre: "essaim"; readonly colonne: string }
  /** One dot per row. `reperes`: the lines that cut the field in four. */
  | {
      readonly genre: "nuage";
      readonly x: string;
      readonly y: string;
      readonly reperes: readonly [x: number, y: number];
      /** Name of each quarter, in 24 letters at most: half of a phone. */
      readonly quadrants?: readonly [hautGauche: string, hautDroite: string, basGauche: string, basDroite: string];
      readonly statut: string | null;
    };
