import { LIBELLE_MANQUE, type Manque } from "../shared/manque.ts";
import { formatValeur, type GenreColonne, isTexte } from "./genre.ts";

/** Why a column is restricted: names, or what the law calls sensitive. */
export type Secret = "nominatif" | "sensible";

/** A value, or why there is none; null: nobody wrote it. */
export type ContenuCellule = number | string | null | { readonly manque: Manque };

/** One column of a list, on the page and in its files. `Rendu`: what a page draws when the value is not enough. */
export type Colonne<Ligne, Rendu = never> = {
  /** Header of the CSV, field of the API and of the Table Schema. */
  readonly code: string;
  readonly titre: string;
  /** Default `texte`. */
  readonly genre?: GenreColonne;
  /** Written after the value: « jours ». */
  readonly unite?: string;
  /** What the column counts, in one sentence. */
  readonly definition?: string;
  /** Closed list of its words. */
  readonly mots?: readonly string[];
  readonly valeur: (ligne: Ligne) => ContenuCellule;
  /** The reader may ask for the rows in its order: by default where there are more than ten. */
  readonly tri?: boolean;
  /** false: in the files alone. */
  readonly ecran?: false;
  /** Hidden from readers without the right. */
  readonly secret?: Secret;
  /** In characters, for the workbook. */
  readonly largeur?: number;
  /** Share of the width of a document, relative to the other columns. */
  readonly part?: number;
  readonly rendu?: (ligne: Ligne) => Rendu;
};

export type DefinitionTable<Ligne, Rendu = never> = {
  /** Kebab-case, unique on its page. */
  readonly code: string;
  readonly titre: string;
  /** The first one is the header of the rows. */
  readonly colonnes: readonly Colonne<Ligne, Rendu>[];
};

/** THE list of columns: the page, the CSV, the workbook, the document, the API and the Table Schema are made from it. */
export function defineTable<Ligne, Rendu = never>(table: DefinitionTable<Ligne, Rendu>): DefinitionTable<Ligne, Rendu> {
  const codes = table.colonnes.map(({ code }) => code);
  const double = codes.find((code, rang) => codes.indexOf(code) !== rang);
  if (double !== undefined) throw new Error(`Two columns « ${double} » in the table « ${table.code} »`);
  return table;
}

/** Some columns, in the given order: a document has no room for all. */
export function keepColonnes<Ligne, Rendu>(
  table: DefinitionTable<Ligne, Rendu>,
  ...codes: readonly string[]
): DefinitionTable<Ligne, Rendu> {
  const colonnes = codes.map((code) => {
    const found = table.colonnes.find((colonne) => colonne.code === code);
    if (!found) throw new Error(`No column « ${code} » in the table « ${table.code} »`);
    return found;
  });
  return { ...table, colonnes };
}

/** Columns that a reader may have: a secret one only when listed in `ouverts`. */
export function openColonnes<Ligne, Rendu>(
  { colonnes }: Pick<DefinitionTable<Ligne, Rendu>, "colonnes">,
  ouverts: readonly Secret[] = [],
): readonly Colonne<Ligne, Rendu>[] {
  return colonnes.filter(({ secret }) => secret === undefined || ouverts.includes(secret));
}

/** Null when there is a value; NaN or an infinite number is not one. */
export function manqueOfValeur(valeur: ContenuCellule): Manque | null {
  if (valeur === null || valeur === "" || (typeof valeur === "number" && !Number.isFinite(valeur))) return "inconnu";
  return typeof valeur === "object" ? valeur.manque : null;
}

/** Text of a cell on a page or in a document: an unknown is a word, never 0 or empty. */
export function sayCellule<Ligne>(colonne: Colonne<Ligne, unknown>, ligne: Ligne): string {
  const valeur = colonne.valeur(ligne);
  const manque = manqueOfValeur(valeur);
  if (manque !== null || valeur === null || typeof valeur === "object") return LIBELLE_MANQUE[manque ?? "inconnu"];
  const dit = formatValeur(valeur, colonne.genre ?? "texte");
  return colonne.unite === undefined || typeof valeur === "string" ? dit : `${dit}\u00A0${colonne.unite}`;
}

/** Text of a cell in the row of totals: an empty word means a column that is not added up. */
export function sayTotal<Ligne>(colonne: Colonne<Ligne, unknown>, ligne: Ligne): string {
  return colonne.valeur(ligne) === "" ? "" : sayCellule(colonne, ligne);
}

export type Ordre = { readonly colonne: string; readonly decroissant: boolean };

/** From there on whoever reads a list looks for something in it. */
const LISTE = 10;

/** Whether the rows may be asked for in the order of the column: those of buttons have no value to sort by. */
export function isTriable<Ligne>(colonne: Colonne<Ligne, unknown>, lignes: readonly Ligne[]): boolean {
  if (lignes.length < 2) return false;
  if (colonne.tri !== undefined) return colonne.tri;
  return isListe(lignes) && colonne.titre !== "" && lignes.some((ligne) => keyOf(colonne.valeur(ligne)) !== null);
}

/** Fewer columns have their place on a screen. */
const COLONNES = 5;

/** Columns that the reader may put away, where there are enough of them: not the header of the rows, nor buttons. */
export function hidableColonnes<Ligne>(
  colonnes: readonly Colonne<Ligne, unknown>[],
): readonly Pick<Colonne<Ligne>, "code" | "titre">[] {
  return colonnes.length < COLONNES ? [] : colonnes.slice(1).filter(({ titre }) => titre !== "");
}

/** Whether there are enough rows to look for something among them. */
export function isListe(lignes: readonly unknown[]): boolean {
  return lignes.length > LISTE;
}

/** The order in which a column is first asked for: names from A, figures from the highest. */
export function firstOrdre(colonne: Pick<Colonne<never>, "code" | "genre">): Ordre {
  return { colonne: colonne.code, decroissant: !isTexte(colonne) };
}

/** Rows sorted by one of the sortable columns; the sort is stable, and unknown values come last in both directions. */
export function sortLignes<Ligne>(
  { colonnes }: DefinitionTable<Ligne, unknown>,
  lignes: readonly Ligne[],
  ordre: Ordre | null,
): readonly Ligne[] {
  const colonne = colonnes.find(({ code }) => code === ordre?.colonne);
  if (!colonne || !ordre || !isTriable(colonne, lignes)) return lignes;
  const sens = ordre.decroissant ? -1 : 1;
  return lignes
    .map((ligne) => ({ ligne, valeur: keyOf(colonne.valeur(ligne)) }))
    .toSorted((a, b) => compareKnown(a.valeur, b.valeur) ?? sens * compareValeurs(a.valeur, b.valeur))
    .map(({ ligne }) => ligne);
}

type Cle = number | string | null;

/** A day that is written as it is read, « 05/10/2018 », has its place among days. */
function keyOf(valeur: ContenuCellule): Cle {
  if (typeof valeur === "object" || manqueOfValeur(valeur) !== null) return null;
  return typeof valeur === "string" ? valeur.replace(/^(\d\d)\/(\d\d)\/(\d{4})/, "$3-$2-$1") : valeur;
}

function compareKnown(a: Cle, b: Cle): number | null {
  if (a !== null && b !== null) return null;
  return Number(a === null) - Number(b === null);
}

/** Words come after figures. */
function compareValeurs(a: Cle, b: Cle): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "string" && typeof b === "string") return a.localeCompare(b, "fr", { numeric: true });
  return typeof a === "number" ? -1 : 1;
}
