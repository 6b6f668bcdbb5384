import { z } from "zod";
import type { ColonneClassee } from "#application/conservation/ports.ts";
import { libelleOf, parseClasse } from "#domain/conservation/classe.ts";
import { rowsOf, type Sql } from "../sql.ts";

const SCHEMAS = ["public", "acces", "nominatif", "sensible", "journal"];

const colonneRow = z.object({
  schema: z.string(),
  table: z.string(),
  colonne: z.string(),
  type: z.string(),
  commentaire: z.string().nullable(),
});

/** Every column of every table, with its class as its comment says it; null when it says none. The catalogue is open to everybody. */
export async function listColonnes(sql: Sql): Promise<readonly ColonneClassee[]> {
  const rows = await rowsOf(
    sql,
    colonneRow,
    `select n.nspname as schema, c.relname as "table", a.attname as colonne,
            format_type(a.atttypid, a.atttypmod) as type, col_description(c.oid, a.attnum) as commentaire
       from pg_attribute a
       join pg_class c on c.oid = a.attrelid
       join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = any ($1)
        and c.relkind in ('r', 'p')
        and a.attnum > 0
        and not a.attisdropped
      order by n.nspname, c.relname, a.attnum`,
    [SCHEMAS],
  );
  return rows.map(({ commentaire, ...colonne }) => ({
    ...colonne,
    classe: parseClasse(commentaire),
    libelle: libelleOf(commentaire),
  }));
}
