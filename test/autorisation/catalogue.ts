import type pg from "pg";

export type Colonne = { readonly nom: string; readonly type: string; readonly obligatoire: boolean };

export async function colonnesOf(pool: pg.Pool | pg.ClientBase, table: string): Promise<readonly Colonne[]> {
  const [schema, nom] = table.includes(".") ? table.split(".") : ["public", table];
  const { rows } = await pool.query<Colonne>(
    `select column_name as nom, data_type as type,
            is_nullable = 'NO' and column_default is null and is_identity = 'NO' and is_generated = 'NEVER' as obligatoire
       from information_schema.columns
      where table_schema = $1
        and table_name = $2
      order by ordinal_position`,
    [schema, nom],
  );
  return rows;
}

/** SQL expression that names a row: its primary key as text. */
export async function keyOf(pool: pg.Pool | pg.ClientBase, table: string): Promise<string> {
  const { rows } = await pool.query<{ nom: string; numero: boolean }>(
    `select a.attname as nom, a.atttypid in ('bigint'::regtype, 'uuid'::regtype) as numero
       from pg_index i
       join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
      where i.indrelid = $1::regclass
        and i.indisprimary
      order by a.attnum`,
    [table],
  );
  // A cube has no key of its own: here, one row a lot.
  if (rows.length === 0) return "concat_ws('/', epci, lot)";
  // Numbers are drawn for all the territories together: alone, one says which row, and is what others point at.
  const autres = rows.filter(({ nom }) => nom !== "epci");
  const [seul] = autres;
  const cle = autres.length === 1 && seul?.numero ? autres : rows;
  return `concat_ws('/', ${cle.map(({ nom }) => nom).join(", ")})`;
}
