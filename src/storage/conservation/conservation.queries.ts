import { z } from "zod";
import type {
  ConservationQueries,
  Effacement,
  EtatConservation,
  EtatConservationQueries,
  PurgeFaite,
} from "#application/conservation/ports.ts";
import type { DureeConservation } from "#domain/conservation/duree.ts";
import { oneOf, rowsOf, type Sql } from "../sql.ts";
import { separateCas } from "./conservation-cas.queries.ts";
import { listColonnes } from "./conservation-classes.queries.ts";
import {
  erasePersonne,
  findPersonne,
  findProcedures,
  listConsultations,
  readDossier,
  separateEffaces,
} from "./conservation-dossier.queries.ts";
import { applyRegle } from "./conservation-purge.queries.ts";
import { separateRelogesEffaces } from "./conservation-relogement.queries.ts";

/** What the operator's commands do with the owner's rights. */
export function conservationQueries(sql: Sql): ConservationQueries {
  return {
    durees: () => listDurees(sql),
    appliquer: (regle, durees, quand) => applyRegle(sql, regle, durees, quand),
    dernierePurge: async () => (await oneOf(sql, derniereRow, DERNIERE)).jour,
    consigner: (purge) => recordPurge(sql, purge),
    findPersonne: (epci, numeros) => findPersonne(sql, epci, numeros),
    procedures: (epci, personne) => findProcedures(sql, epci, personne),
    effacer: (epci, personne, maintenant) => erasePersonne(sql, epci, personne, maintenant),
    dossier: (epci, personne) => readDossier(sql, epci, personne),
    consultations: (demandeur) => listConsultations(sql, demandeur),
    consignerAcces: async (epci, { demandeur }) => {
      await sql.query("select journal.ecrire($1, 'acces-exporte', 'demande-identite', null, $2, $3)", [
        epci,
        demandeur,
        "Droit d’accès de la personne",
      ]);
    },
    transaction: (work) =>
      sql.transaction(async (tx) => {
        await tx.query("select pg_advisory_xact_lock($1)", [VERROU_CONSERVATION]);
        return work(conservationQueries(tx));
      }),
  };
}

/** Any constant does, as long as no other part of Blaise takes it (see verrous.ts, migrate.ts). */
const VERROU_CONSERVATION = 4_411_090;

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
export function listDurees(sql: Sql): Promise<readonly DureeConservation[]> {
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

const derniereRow = z.object({ jour: z.string().nullable() });
const DERNIERE = "select max(faite_le)::date::text as jour from purge";

async function recordPurge(sql: Sql, { faiteLe, auJour, comptes }: PurgeFaite): Promise<void> {
  const { id } = await oneOf(
    sql,
    z.object({ id: z.number() }),
    "insert into purge (faite_le, au_jour, comptes) values ($1, $2, $3) returning id",
    [faiteLe, auJour, JSON.stringify(comptes)],
  );
  await sql.query("select journal.ecrire(null, 'purge', 'journal', $1, null, $2)", [`purge:${id}`, `Au ${auJour}`]);
}

const purgeRow = z.object({
  faiteLe: z.string(),
  auJour: z.string(),
  comptes: z.record(z.string(), z.record(z.string(), z.number())),
});

/** What the DPO of a territory reads; `sql` is bound to them, and gives anybody else no purge and no erasure. */
export function etatConservationQueries(sql: Sql): EtatConservationQueries {
  return { etat: (epci) => readEtat(sql, epci) };
}

async function readEtat(sql: Sql, epci: string): Promise<EtatConservation> {
  const [colonnes, durees, purges, effacements] = [
    await listColonnes(sql),
    await listDurees(sql),
    await rowsOf(
      sql,
      purgeRow,
      `select faite_le as "faiteLe", au_jour as "auJour", comptes from purge order by faite_le desc, id desc limit 12`,
    ),
    await oneOf(
      sql,
      z.object({ conservation: z.number(), demande: z.number() }),
      `select count(*) filter (where motif = 'conservation') as conservation,
              count(*) filter (where motif = 'demande')      as demande
         from registre_effacement
        where epci = $1`,
      [epci],
    ),
  ];
  return { colonnes, durees, purges, effacements };
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

/** Of a demandeur `d` and a line `r` of the register: erased, and not back since with a new demande. */
const PARTIS = "r.epci = d.epci and r.numero_hash = d.numero_hash and d.cree_le <= r.efface_le";

/**
 * Erases again whoever was erased: after a restore, a backup brings nobody back. `effacements` are entries that the restored base does not
 * know of (those made since the backup); they join the register, the latest date winning. Somebody who came back after their erasure, with a
 * new demande, stays. To be called by the owner. Returns the number of demandeurs erased; called again, it finds nobody and nothing.
 */
export async function replayEffacements(sql: Sql, effacements: readonly Effacement[] = []): Promise<number> {
  return sql.transaction(async (tx) => {
    await recordEffacements(tx, effacements);
    await separateRelogesEffaces(tx);
    await separateCas(
      tx,
      `demandeur in (select d.id from nominatif.demandeur d, registre_effacement r where ${PARTIS})`,
      [],
    );
    const { rowCount } = await tx.query(
      `delete from nominatif.demandeur d
        using registre_effacement r
        where ${PARTIS}`,
    );
    await separateEffaces(tx);
    return rowCount;
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
