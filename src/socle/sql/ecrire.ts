import { colonneOf } from "./ligne.ts";
import type { Lecteur, Sql, SqlResult } from "./sql.ts";

/**
 * What is written, under the names of the code; undefined: left as it is. Names go into the text of the query: they come from an object that the
 * code wrote, or from the schema of `pick`.
 */
type Valeurs = Readonly<Record<string, unknown>>;

/** Takes a value of the statement; gives where it goes in its text: « $3 ». */
type Place = (valeur: unknown) => string;

class Calcul {
  readonly texte: (place: Place) => string;
  constructor(texte: (place: Place) => string) {
    this.texte = texte;
  }
}

/** A value that the engine makes: `now()`, the next number. */
export function calcule(texte: (place: Place) => string): Calcul {
  return new Calcul(texte);
}

/** A digest that the code writes in hexadecimal, in a column of bytes. */
export function hexa(empreinte: string | null): Calcul {
  return calcule((place) => `decode(${place(empreinte)}, 'hex')`);
}

/** What a row has of a schema: a field that it lacks does not compile, what it holds besides is left out. */
export function pick<Row extends object>(
  { shape }: Lecteur<Row> & { readonly shape: object },
  ligne: Readonly<NoInfer<Row>>,
): Valeurs {
  return Object.fromEntries(Object.entries(ligne).filter(([champ]) => Object.hasOwn(shape, champ)));
}

/**
 * Writes one row. `suite`: « on conflict … », « returning … ». `source`: « from … », « where … », when other rows say whether it is written, or
 * what with.
 */
export function insert(
  sql: Sql,
  table: string,
  valeurs: Valeurs,
  suite = "",
  source?: (place: Place) => string,
): Promise<SqlResult> {
  const { params, place } = numbered([]);
  const { colonnes, places } = written(valeurs, place);
  const ligne = source ? `select ${places.join(", ")} ${source(place)}` : `values (${places.join(", ")})`;
  return sql.query(`insert into ${table} (${colonnes.join(", ")}) ${ligne} ${suite}`, params);
}

/** For a table whose key is a number, which is returned. */
export async function insertId(sql: Sql, table: string, valeurs: Valeurs): Promise<number> {
  const { rows } = await insert(sql, table, valeurs, "returning id");
  return Number(rows[0]?.id);
}

/** The same, null when `sauf` finds one that is there, or `source` none to write. */
export async function insertNew(
  sql: Sql,
  table: string,
  valeurs: Valeurs,
  sauf = "on conflict do nothing",
  source?: (place: Place) => string,
): Promise<number | null> {
  const { rows } = await insert(sql, table, valeurs, `${sauf} returning id`, source);
  return rows[0] ? Number(rows[0].id) : null;
}

/** Writes one row. False: not written, `sauf` finds one that is there. */
export async function inserts(
  sql: Sql,
  table: string,
  valeurs: Valeurs,
  sauf = "on conflict do nothing",
): Promise<boolean> {
  return (await insert(sql, table, valeurs, sauf)).rowCount === 1;
}

/** Whose a row is does not change when it is written again. */
const PROPRIETAIRES = ["epci", "organisation"];

/** Writes one row, over the one of the same `cle`: each of its other fields is written again, none can be forgotten. */
export async function upsert(sql: Sql, table: string, valeurs: Valeurs, cle: readonly string[]): Promise<void> {
  const repris = Object.keys(valeurs).filter((champ) => !cle.includes(champ) && !PROPRIETAIRES.includes(champ));
  const sets = repris.map((champ) => `${colonneOf(champ)} = excluded.${colonneOf(champ)}`);
  await insert(sql, table, valeurs, `on conflict (${cle.map(colonneOf).join(", ")}) do update set ${sets.join(", ")}`);
}

/** Changes the row that `condition` finds, whose parameters are the first ones. False: it finds none. */
export function update(
  sql: Sql,
  table: string,
  valeurs: Valeurs,
  condition: string,
  own: readonly unknown[],
): Promise<boolean> {
  const { params, place } = numbered(own);
  const { colonnes, places } = written(valeurs, place);
  const sets = colonnes.map((colonne, rang) => `${colonne} = ${places[rang]}`);
  return touches(sql, `update ${table} set ${sets.join(", ")} where ${condition}`, params);
}

function numbered(first: readonly unknown[]): { readonly params: readonly unknown[]; readonly place: Place } {
  const params = [...first];
  return { params, place: (valeur) => `$${params.push(valeur)}` };
}

function written(valeurs: Valeurs, place: Place) {
  const entrees = Object.entries(valeurs).filter(([, valeur]) => valeur !== undefined);
  return {
    colonnes: entrees.map(([nom]) => colonneOf(nom)),
    places: entrees.map(([, valeur]) => (valeur instanceof Calcul ? valeur.texte(place) : place(valeur))),
  };
}

/** Whether the statement wrote exactly one row. */
export async function touches(sql: Sql, text: string, params: readonly unknown[]): Promise<boolean> {
  return (await sql.query(text, params)).rowCount === 1;
}
