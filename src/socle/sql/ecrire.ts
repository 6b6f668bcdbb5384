import { colonneOf } from "./ligne.ts";
import type { Sql } from "./sql.ts";

/**
 * Values under the names of the code; undefined leaves a column unchanged. Names go into the text of the query: they come from an object of the code,
 * or from a row parsed by a strict schema.
 */
type Valeurs = Readonly<Record<string, unknown>>;

/** `suite`: « on conflict … », « returning … ». */
export function insert(sql: Sql, table: string, valeurs: Valeurs, suite = "") {
  const { colonnes, params } = written(valeurs);
  return sql.query(
    `insert into ${table} (${colonnes.join(", ")}) values (${colonnes.map((_, rang) => `$${rang + 1}`).join(", ")}) ${suite}`,
    params,
  );
}

/** For a table whose key is a number, which is returned. */
export async function insertId(sql: Sql, table: string, valeurs: Valeurs): Promise<number> {
  const { rows } = await insert(sql, table, valeurs, "returning id");
  return Number(rows[0]?.id);
}

/** Updates the row that `condition` matches; the parameters of `condition` come first. False when it matches none. */
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
