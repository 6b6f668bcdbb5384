import { type GenreColonne, isTexte } from "../regles/table/genre.ts";
import { definitionOf } from "../regles/table/mots-partages.ts";
import type { Colonne, DefinitionTable, Secret } from "../regles/table/table.ts";
import { manqueOfValeur, openColonnes, sayCellule, sayTotal } from "../regles/table/table.ts";
import type { TableauBloc } from "./document.ts";
import type { Cellule, Feuille, Format } from "./feuille.ts";
import { type ProfilCsv, renderTableCsv } from "./table-csv.ts";
import { tableauTextes } from "./tableau-textes.ts";
import { toValeur, type Valeur } from "./valeur.ts";

/** The files of a list are made from its definition. `ouverts`: the secret columns that the reader may have. */
type Colonnes<Ligne> = Pick<DefinitionTable<Ligne, unknown>, "colonnes">;

/** Rows under the codes of their columns; an unknown value is an empty cell. */
export function csvOf<Ligne>(
  table: Colonnes<Ligne>,
  lignes: readonly Ligne[],
  profil: ProfilCsv,
  ouverts: readonly Secret[] = [],
): string {
  const colonnes = openColonnes(table, ouverts);
  return renderTableCsv([colonnes.map(({ code }) => code), ...rowsOf(colonnes, lignes)], profil);
}

/** The rows that follow, in a file that leaves as it is read. */
export function suiteCsvOf<Ligne>(table: Colonnes<Ligne>, lignes: readonly Ligne[], profil: ProfilCsv): string {
  return renderTableCsv(rowsOf(openColonnes(table), lignes), profil).replace(/^\uFEFF/, "");
}

/** One sheet, numbers as numbers and days as dates, with what each column means. */
export function feuilleOf<Ligne>(
  table: Colonnes<Ligne>,
  lignes: readonly Ligne[],
  ouverts: readonly Secret[] = [],
): Feuille {
  const colonnes = openColonnes(table, ouverts);
  return {
    colonnes: colonnes.map(toColonne),
    lignes: lignes.map((ligne) => colonnes.map((colonne) => toCellule(colonne, ligne))),
    definie: true,
  };
}

function toColonne<Ligne>(colonne: Colonne<Ligne, unknown>) {
  const { titre, genre = "texte", largeur, unite } = colonne;
  const definition = definitionOf(colonne);
  return {
    titre,
    format: FORMATS[genre],
    ...(largeur === undefined ? {} : { largeur }),
    ...(unite === undefined ? {} : { unite }),
    ...(definition === undefined ? {} : { definition }),
  };
}

/** A missing number is told by its reason; a text that nobody wrote is nothing. */
function toCellule<Ligne>(colonne: Colonne<Ligne, unknown>, ligne: Ligne): Cellule {
  const lue = colonne.valeur(ligne);
  const manque = manqueOfValeur(lue);
  if (manque === null) return toValeur(lue);
  if (lue === "" || (lue === null && isTexte(colonne))) return null;
  return { valeur: null, format: FORMATS[colonne.genre ?? "texte"], manque };
}

/** A block for a PDF or a Word file, in the words of the page. `total`: the row set under the others. */
export function tableauOf<Ligne>(
  { titre, colonnes }: DefinitionTable<Ligne, unknown>,
  lignes: readonly Ligne[],
  { total = null, note = null }: { readonly total?: Ligne | null; readonly note?: string | null } = {},
): TableauBloc {
  const shown = openColonnes({ colonnes });
  return tableauTextes(
    titre,
    shown.map((colonne) => [colonne.titre, colonne.part ?? 1, !isTexte(colonne)]),
    lignes.map((ligne) => shown.map((colonne) => sayCellule(colonne, ligne))),
    { total: total && shown.map((colonne) => sayTotal(colonne, total)), note },
  );
}

const TYPES: Readonly<Record<GenreColonne, "integer" | "number" | "string" | "date">> = {
  nombre: "integer",
  entier: "integer",
  annee: "integer",
  taux: "number",
  euros: "number",
  "euros-m2": "number",
  points: "number",
  decimal: "number",
  jour: "date",
  texte: "string",
  statut: "string",
};

/** Fields of a Table Schema (specs.frictionlessdata.io): those of the CSV, in the same order. */
export function champsSchemaOf<Ligne>(table: Colonnes<Ligne>, ouverts: readonly Secret[] = []) {
  return openColonnes(table, ouverts).map((colonne) => {
    const { code, titre, genre = "texte", mots } = colonne;
    return {
      name: code,
      title: titre,
      description: definitionOf(colonne),
      type: TYPES[genre],
      ...(code === "code" ? { constraints: { required: true, unique: true } } : {}),
      ...(mots ? { constraints: { enum: mots } } : {}),
    };
  });
}

const FORMATS: Readonly<Record<GenreColonne, Format>> = {
  nombre: "nombre",
  entier: "entier",
  annee: "entier",
  taux: "taux",
  euros: "euros",
  "euros-m2": "euros-m2",
  points: "points",
  decimal: "decimal",
  jour: "jour",
  texte: "texte",
  statut: "texte",
};

function rowsOf<Ligne>(colonnes: readonly Colonne<Ligne, unknown>[], lignes: readonly Ligne[]): Valeur[][] {
  return lignes.map((ligne) => colonnes.map(({ valeur }) => toValeur(valeur(ligne))));
}
