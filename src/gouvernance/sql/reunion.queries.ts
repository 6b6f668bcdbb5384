import { z } from "zod";
import { oneOf, rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { FicheReunion, NouvelEnvoi, PassageReunion, PieceReunion, ReunionQueries } from "../lectures/ports.ts";
import { envoiRow, pieceReunionRow, reunionRow } from "../lectures/ports.ts";

export function reunionQueries(sql: Sql): ReunionQueries {
  return {
    list: (epci) =>
      rowsOf(sql, reunionRow, `${REUNION} where epci = $1 order by jour desc, heure desc, id desc`, [epci]),
    find: (epci, id) => rowOf(sql, reunionRow, `${REUNION} where epci = $1 and id = $2`, [epci, id]),
    lock: (epci, id) => rowOf(sql, reunionRow, `${REUNION} where epci = $1 and id = $2 for update`, [epci, id]),
    add: (epci, instance, fiche) => add(sql, epci, instance, fiche),
    modify: (epci, id, fiche) => modify(sql, epci, id, fiche),
    move: (epci, id, passage) => move(sql, epci, id, passage),
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
      await sql.query("update reunion_envoi set etat = $3, motif = $4, envoye_le = $5 where epci = $1 and id = $2", [
        epci,
        envoi,
        etat,
        motif,
        le,
      ]);
    },
    setConvoques: (epci, reunion, comptes, periode) => setConvoques(sql, { epci, reunion, comptes, ...periode }),
    pieces: (epci, reunion) => pieces(sql, epci, reunion),
    addPiece: (epci, reunion, piece) => addPiece(sql, epci, reunion, piece),
    removePiece: async (epci, reunion, piece) => {
      const { rowCount } = await sql.query("delete from reunion_piece where epci = $1 and reunion = $2 and id = $3", [
        epci,
        reunion,
        piece,
      ]);
      return rowCount === 1;
    },
    releves: (epci) =>
      rowsOf(
        sql,
        z.object({ reunion: z.number(), numero: z.string(), empreinte: z.string() }),
        "select reunion, numero, empreinte from releve where epci = $1 order by id desc",
        [epci],
      ),
  };
}

const REUNION = `
  select id, epci, instance, numero, uid::text as uid, sequence, titre, jour::text as jour,
         to_char(heure, 'HH24:MI') as heure, duree_minutes, lieu, visio, etat,
         convoquee_le, ouverte_le, close_le,
         annulee_le, annulation, quorum::float8 as quorum
    from reunion`;

const ENVOI = `
  select id, membre, nom, courriel, methode, sequence, etat, motif, envoye_le
    from reunion_envoi`;

/** The rank is given under the instance's row, which whoever prepares may hold. */
async function add(sql: Sql, epci: string, instance: number, fiche: FicheReunion): Promise<number> {
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
    [epci, instance, ...valuesOf(fiche)],
  );
  return id;
}

function valuesOf({ titre, jour, heure, dureeMinutes, lieu, visio }: FicheReunion) {
  return [titre, jour, heure, dureeMinutes, lieu, visio];
}

async function modify(sql: Sql, epci: string, id: number, fiche: FicheReunion & { readonly sequence: number }) {
  await sql.query(
    `update reunion
        set titre = $3, jour = $4, heure = $5, duree_minutes = $6, lieu = $7, visio = $8, sequence = $9
      where epci = $1
        and id = $2`,
    [epci, id, ...valuesOf(fiche), fiche.sequence],
  );
}

async function move(sql: Sql, epci: string, id: number, passage: PassageReunion): Promise<void> {
  await sql.query(
    `update reunion
        set etat = $3,
            convoquee_le = coalesce($4, convoquee_le),
            ouverte_le = coalesce($5, ouverte_le),
            close_le = coalesce($6, close_le),
            annulee_le = coalesce($7, annulee_le),
            annulation = coalesce($8, annulation),
            quorum = coalesce($9, quorum),
            sequence = coalesce($10, sequence)
      where epci = $1
        and id = $2`,
    [
      epci,
      id,
      passage.etat,
      passage.convoqueeLe,
      passage.ouverteLe,
      passage.closeLe,
      passage.annuleeLe,
      passage.annulation,
      passage.quorum,
      passage.sequence,
    ],
  );
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

async function addPiece(
  sql: Sql,
  epci: string,
  reunion: number,
  { genre, reference, titre, empreinte, chemin }: Omit<PieceReunion, "id" | "reunion">,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `insert into reunion_piece (epci, reunion, genre, reference, titre, empreinte, chemin)
     values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (epci, reunion, genre, reference) do nothing`,
    [epci, reunion, genre, reference, titre, empreinte, chemin],
  );
  return rowCount === 1;
}

function pieces(sql: Sql, epci: string, reunion: number): Promise<PieceReunion[]> {
  return rowsOf(
    sql,
    pieceReunionRow,
    `select id, reunion, genre, reference, titre, empreinte, chemin
       from reunion_piece
      where epci = $1
        and reunion = $2
      order by id`,
    [epci, reunion],
  );
}
