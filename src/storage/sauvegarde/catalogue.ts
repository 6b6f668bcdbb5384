import type pg from "pg";
import { z } from "zod";
import { SCHEMAS } from "../droits/apply-droits.ts";
import type { Manifeste } from "./manifeste.ts";

/** Not saved, and why. */
export const EXCLUES: Readonly<Record<string, string>> = {
  "acces.session": "une session rouverte par une restauration donnerait accès sans connexion",
  "acces.lien": "un lien à usage unique déjà servi redeviendrait bon",
  "acces.compteur": "des essais comptés ne valent qu’une journée",
  "acces.defi": "une connexion en cours ne dure que quelques minutes",
};

export type TableCatalogue = {
  /** Quoted, with its schema: `public.lot`. */
  readonly nom: string;
  /** Quoted, without those that PostgreSQL computes. */
  readonly colonnes: readonly string[];
  /** What its rows are ordered by, the same on every server: texts by their bytes. */
  readonly ordre: string;
  /** false: the account sees only what the row policies leave it. */
  readonly proprietaire: boolean;
};

const tableRow = z.object({
  nom: z.string(),
  colonnes: z.array(z.string()),
  cle: z.array(z.string()),
  proprietaire: z.boolean(),
});

/** Every table of our schemas, those of extensions apart, in the order of their names. */
export async function listTables(client: pg.ClientBase): Promise<readonly TableCatalogue[]> {
  const { rows } = await client.query(
    `select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as nom,
            array(select quote_ident(a.attname)
                    from pg_attribute a
                   where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                   order by a.attnum) as colonnes,
            array(select 't.' || quote_ident(a.attname) || case when a.attcollation <> 0 then ' collate "C"' else '' end
                    from pg_index i
                   cross join unnest(i.indkey) with ordinality as k (numero, rang)
                    join pg_attribute a on a.attrelid = c.oid and a.attnum = k.numero
                   where i.indrelid = c.oid and i.indisprimary
                   order by k.rang) as cle,
            pg_has_role(c.relowner, 'usage') as proprietaire
       from pg_class c
       join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = any ($1)
        and c.relkind = 'r'
        and c.relpersistence <> 't'
        and not exists (select 1 from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
      order by 1`,
    [SCHEMAS],
  );
  return z
    .array(tableRow)
    .parse(rows)
    .map(({ cle, ...table }) => ({ ...table, ordre: cle.length > 0 ? cle.join(", ") : `t::text collate "C"` }));
}

export function copyToText(table: TableCatalogue): string {
  const colonnes = table.colonnes.map((colonne) => `t.${colonne}`).join(", ");
  return `copy (select ${colonnes} from only ${table.nom} t order by ${table.ordre}) to stdout`;
}

/** How values are written as text depends on these: the same on the two sides, or the hashes would differ. */
export const REGLAGES = `
  set local client_encoding = 'UTF8';
  set local datestyle = 'ISO, YMD';
  set local intervalstyle = 'postgres';
  set local timezone = 'UTC';
  set local extra_float_digits = 1;
  set local bytea_output = 'hex';
  set local search_path = public, pg_catalog`;

const sequenceRow = z.object({ table: z.string(), colonne: z.string(), sequence: z.string() });
export type Sequence = z.output<typeof sequenceRow>;

/** The counter of each identity (or serial) column: all names quoted. */
export async function listSequences(client: pg.ClientBase): Promise<readonly Sequence[]> {
  const { rows } = await client.query(
    `select quote_ident(n.nspname) || '.' || quote_ident(c.relname)   as table,
            quote_ident(a.attname)                                    as colonne,
            quote_ident(ns.nspname) || '.' || quote_ident(s.relname)  as sequence
       from pg_class s
       join pg_namespace ns on ns.oid = s.relnamespace
       join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = s.oid
                       and d.refclassid = 'pg_class'::regclass and d.refobjsubid > 0 and d.deptype in ('i', 'a')
       join pg_class c on c.oid = d.refobjid
       join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum = d.refobjsubid
      where s.relkind = 'S'
        and c.relpersistence <> 't'
        and n.nspname = any ($1)
      order by 1, 2`,
    [SCHEMAS],
  );
  return z.array(sequenceRow).parse(rows);
}

/** The values of the counters. They are outside transactions: read after the tables, they are never behind them. */
export async function readSequences(client: pg.ClientBase): Promise<Manifeste["sequences"]> {
  const sequences: Manifeste["sequences"] = [];
  for (const { table, colonne, sequence } of await listSequences(client)) {
    const { rows } = await client.query(`select case when is_called then last_value end as valeur from ${sequence}`);
    const [row] = z.array(z.object({ valeur: z.number().int().nullable() })).parse(rows);
    sequences.push({ table, colonne, valeur: row?.valeur ?? null });
  }
  return sequences;
}

/** Head of each organisation's journal; none when the schema is older than the journal. */
export async function readTetes(client: pg.ClientBase): Promise<Manifeste["journal"]> {
  if (!(await exists(client, "journal.tete"))) return [];
  const { rows } = await client.query(
    "select organisation, numero, encode(empreinte, 'hex') as empreinte from journal.tete order by organisation",
  );
  return z.array(z.object({ organisation: z.number(), numero: z.number(), empreinte: z.string() })).parse(rows);
}

const migrationRow = z.object({ numero: z.number(), nom: z.string(), empreinte: z.string() });

/** null: no table of ours at all. */
export async function readMigrees(client: pg.ClientBase): Promise<Manifeste["migrations"] | null> {
  if (!(await exists(client, "public.migration"))) return null;
  const { rows } = await client.query("select numero, nom, empreinte from public.migration order by numero");
  return z.array(migrationRow).parse(rows);
}

export async function exists(client: pg.ClientBase, table: string): Promise<boolean> {
  const { rows } = await client.query("select to_regclass($1) is not null as presente", [table]);
  return z.array(z.object({ presente: z.boolean() })).parse(rows)[0]?.presente === true;
}
