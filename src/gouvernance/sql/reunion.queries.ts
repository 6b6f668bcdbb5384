import { z } from "zod";
import { inserts, pick, touches, update } from "#socle/sql/ecrire.ts";
import { oneOf, rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import {
  envoiRow,
  type FicheReunion,
  ficheReunionRow,
  type NouvelEnvoi,
  nouvellePieceRow,
  passageRow,
  pieceReunionRow,
  type ReunionQueries,
  reunionRow,
} from "../lectures/ports.ts";

export function reunionQueries(sql: Sql): ReunionQueries {
  return {
    list: (epci) =>
      rowsOf(sql, reunionRow, `${REUNION} where epci = $1 order by jour desc, heure desc, id desc`, [epci]),
    find: (epci, id) => rowOf(sql, reunionRow, `${REUNION} where epci = $1 and id = $2`, [epci, id]),
    lock: (epci, id) => rowOf(sql, reunionRow, `${REUNION} where epci = $1 and id = $2 for update`, [epci, id]),
    add: (epci, instance, fiche) => add(sql, epci, instance, fiche),
    modify: async (epci, id, { sequence, ...fiche }) => {
      await update(sql, "reunion", { sequence, ...pick(ficheReunionRow, fiche) }, UNE, [epci, id]);
    },
    move: async (epci, id, passage) => {
      await update(sql, "reunion", pick(passageRow, passage), UNE, [epci, id]);
    },
    envois: (epci, reunion) =>
      rowsOf(sql, envoiRow, `${ENVOI} where epci = $1 and reunion = $2 order by sequence desc, nom, courriel`, [
        epci,
        reunion,
      ]),
    addEnvois: (epci, reunion, lignes) => addEnvois(sql, epci, reunion, lignes),
    takeEnvoi: (epci, envoi) =>
      rowOf(
        sql,
        envoiRow,
        `${ENVOI} where epci = $1 and id = $2 and etat in ('a-envoyer', 'echec') for update skip locked`,
        [epci, envoi],
      ),
    noteEnvoi: async (epci, envoi, { etat, motif, le }) => {
      await update(sql, "reunion_envoi", { etat, motif, envoyeLe: le }, UNE, [epci, envoi]);
    },
    setConvoques: (epci, reunion, comptes, periode) => setConvoques(sql, { epci, reunion, comptes, ...periode }),
    pieces: (epci, reunion) =>
      rowsOf(
        sql,
        pieceReunionRow,
        `select id, reunion, genre, reference, titre, empreinte, chemin
           from reunion_piece
          where epci = $1
            and reunion = $2
          order by id`,
        [epci, reunion],
      ),
    addPiece: (epci, reunion, piece) => {
      const row = { epci, reunion, ...pick(nouvellePieceRow, piece) };
      const suite = "on conflict (epci, reunion, genre, reference) do nothing";
      return inserts(sql, "reunion_piece", row, suite);
    },
    removePiece: (epci, reunion, piece) =>
      touches(sql, "delete from reunion_piece where epci = $1 and reunion = $2 and id = $3", [epci, reunion, piece]),
    releves: (epci) =>
      rowsOf(
        sql,
        z.object({ reunion: z.number(), numero: z.string(), empreinte: z.string() }),
        "select reunion, numero, empreinte from releve where epci = $1 order by id desc",
        [epci],
      ),
  };
}

const UNE = "epci = $1 and id = $2";

const REUNION = `
  select id, epci, instance, numero, uid::text as uid, sequence, titre, jour::text as jour,
         to_char(heure, 'HH24:MI') as heure, duree_minutes, lieu, visio, etat,
         convoquee_le, ouverte_le, close_le,
         annulee_le, annulation, quorum::float8 as quorum
    from reunion`;

const ENVOI = `
  select id, membre, nom, courriel, methode, sequence, etat, motif, envoye_le
    from reunion_envoi`;

/** The rank is taken under a lock of the instance's row, which the preparer may take. */
async function add(sql: Sql, epci: string, instance: number, fiche: FicheReunion): Promise<number> {
  const { titre, jour, heure, dureeMinutes, lieu, visio } = fiche;
  await sql.query("select 1 from instance where epci = $1 and id = $2 for update", [epci, instance]);
  const { id } = await oneOf(
    sql,
    z.object({ id: z.number() }),
    `insert into reunion (epci, instance, numero, titre, jour, heure, duree_minutes, lieu, visio)
     select $1, $2, coalesce(max(numero), 0) + 1, $3, $4, $5, $6, $7, $8
       from reunion
      where epci = $1
        and instance = $2
     returning id`,
    [epci, instance, titre, jour, heure, dureeMinutes, lieu, visio],
  );
  return id;
}

async function addEnvois(sql: Sql, epci: string, reunion: number, lignes: readonly NouvelEnvoi[]): Promise<void> {
  await sql.query(
    `insert into reunion_envoi (epci, reunion, membre, nom, courriel, methode, sequence)
     select $1, $2, l.membre, l.nom, l.courriel, l.methode, l.sequence
       from jsonb_to_recordset($3::jsonb) as l (membre bigint, nom text, courriel text, methode text, sequence smallint)
         on conflict (epci, reunion, courriel, sequence, methode) do nothing`,
    [epci, reunion, JSON.stringify(lignes)],
  );
}

type Convoques = {
  readonly epci: string;
  readonly reunion: number;
  readonly comptes: readonly number[];
  readonly du: string;
  readonly au: string;
};

async function setConvoques(sql: Sql, { epci, reunion, comptes, du, au }: Convoques): Promise<void> {
  await sql.query("delete from reunion_convoque where epci = $1 and reunion = $2", [epci, reunion]);
  await sql.query(
    `insert into reunion_convoque (reunion, epci, compte, du, au)
     select $2, $1, compte, $4, $5
       from unnest($3::bigint[]) as compte`,
    [epci, reunion, comptes, du, au],
  );
}
