import { z } from "zod";
import type { ColonneClassee, DureePrevue, Effacement } from "#application/conservation/ports.ts";
import { libelleOf, parseClasse } from "#domain/conservation/classe.ts";
import { rowsOf, type Sql } from "./sql.ts";

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

const dureeRow = z.object({
  classe: z.string(),
  depuis: z.string(),
  mois: z.number(),
  jours: z.number(),
  dateEffet: z.string(),
  source: z.string(),
  confiance: z.enum(["R", "M", "B"]),
});

/** Every period of every duration, oldest first. */
export function listDurees(sql: Sql): Promise<readonly DureePrevue[]> {
  return rowsOf(
    sql,
    dureeRow,
    `select classe, depuis,
            (extract(year from duree) * 12 + extract(month from duree))::integer as mois,
            extract(day from duree)::integer as jours,
            date_effet as "dateEffet", source, confiance
       from duree_conservation
      order by classe, depuis, date_effet`,
  );
}

const effacementRow = z.object({
  epci: z.string(),
  numeroHash: z.string(),
  effaceLe: z.string(),
  motif: z.enum(["conservation", "demande"]),
});

/** The register as it stands: to be read before a restore and given to `replayEffacements` after it, since the backup's is older. */
export function listEffacements(sql: Sql): Promise<readonly Effacement[]> {
  return rowsOf(
    sql,
    effacementRow,
    `select epci, numero_hash as "numeroHash", efface_le as "effaceLe", motif
       from registre_effacement
      order by efface_le, epci, numero_hash`,
  );
}

/**
 * Erases again whoever was erased: after a restore, a backup brings nobody back. `effacements` are entries that the restored base does not
 * know of (those made since the backup); they join the register, the latest date winning. Somebody who came back after their erasure, with a
 * new demande, stays. To be called by the owner. Returns the number of demandeurs erased; called again, it finds nobody.
 */
export async function replayEffacements(sql: Sql, effacements: readonly Effacement[] = []): Promise<number> {
  return sql.transaction(async (tx) => {
    await recordEffacements(tx, effacements);
    return eraseDemandeurs(
      tx,
      `select d.id
         from nominatif.demandeur d
         join registre_effacement r on r.epci = d.epci and r.numero_hash = d.numero_hash
        where d.cree_le <= r.efface_le`,
    );
  });
}

async function recordEffacements(tx: Sql, effacements: readonly Effacement[]): Promise<void> {
  if (effacements.length === 0) return;
  await tx.query(
    `insert into registre_effacement as r (epci, numero_hash, efface_le, motif)
     select e.epci, e."numeroHash", e."effaceLe", e.motif
       from jsonb_to_recordset($1) as e (epci text, "numeroHash" text, "effaceLe" timestamptz, motif text)
       join territoire t on t.epci = e.epci
     on conflict (epci, numero_hash) do update
        set efface_le = excluded.efface_le, motif = excluded.motif
      where excluded.efface_le > r.efface_le`,
    [JSON.stringify(effacements)],
  );
}

/** Tables that keep the case of a household without its name: the prose of the case goes with the name. */
export const CAS = ["proposition", "decision", "bail", "relogement", "cas_bloque"] as const;

/**
 * Deletes the demandeurs of `selection` (SQL of ours giving ids) with their household, links, papers and sensitive data (cascade: the keys
 * of their files go with the rows), and takes the prose out of what is left of their cases. Returns how many were deleted.
 */
export async function eraseDemandeurs(tx: Sql, selection: string, params: readonly unknown[] = []): Promise<number> {
  await tx.query(`update decision set motif = null where demandeur in (${selection})`, params);
  const { rowCount } = await tx.query(`delete from nominatif.demandeur where id in (${selection})`, params);
  return rowCount;
}
