import { colonneOf } from "./ligne.ts";
import type { Sql } from "./sql.ts";

/**
 * What is written, under the names of the code; undefined: left as it is. Names go into the text of the query: they come from an object that the
 * code wrote, or from a row that a schema parsed, which keeps no other.
 */
type Valeurs = Readonly<Record<string, unknown>>;

/** Writes one row. `suite`: « on conflict … », « returning … ». */
export function insert(sql: Sql, table: string, valeurs: Valeurs, suite = "") {
  const { colonnes, params } = written(valeurs);
  return sql.query(
    `insert into ${table} (${colonnes.join(", ")}) values (${colonnes.map((_, rang) => `$${rang + 1}`).join(", ")}) ${suite}`,
    params,
  );
}

/** Writes one row of a table whose key is a number. Returns it. */
export async function insertId(sql: Sql, table: string, valeurs: Valeurs): Promise<number> {
  const { rows } = await insert(sql, table, valeurs, "returning id");
  return Number(rows[0]?.id);
}

/** Changes the row that `condition` finds, whose parameters are the first ones. False: it finds none. */
export function update(
  sql: Sql,
  table: string,
  valeurs: Valeurs,
  condition: string,
  params: readonly unknown[],
): Promise<boolean> {
  const { colonnes, params: values } = written(valeurs);
  const sets = colonnes.map((colonne, rang) => `${colonne} = $${params.length + rang + 1}`);
  return touches(sql, `update ${table} set ${sets.join(", ")} where ${condition}`, [...params, ...values]);
}

function written(valeurs: Valeurs) {
  const entrees = Object.entries(valeurs).filter(([, valeur]) => valeur !== undefined);
  return { colonnes: entrees.map(([nom]) => colonneOf(nom)), params: entrees.map(([, valeur]) => valeur) };
}

/** Whether the statement wrote exactly one row. */
export async function touches(sql: Sql, text: string, params: readonly unknown[]): Promise<boolean> {
  return (await sql.query(text, params)).rowCount === 1;
}
