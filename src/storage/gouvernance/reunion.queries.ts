import { z } from "zod";
import type { EnvoiReunion, PieceReunion, Reunion, ReunionQueries } from "#application/gouvernance/ports.ts";
import { ETATS_REUNION, GENRES_PIECE_REUNION } from "#domain/gouvernance/reunion.ts";
import { rowOf, rowsOf, type Sql } from "../sql.ts";

export function reunionQueries(sql: Sql): ReunionQueries {
  return {
    list: (epci) =>
      rowsOf(sql, reunionRow, `${REUNION} where epci = $1 order by jour desc, heure desc, id desc`, [epci]),
    find: (epci, id) => rowOf(sql, reunionRow, `${REUNION} where epci = $1 and id = $2`, [epci, id]),
    envois: (epci, reunion) => envois(sql, epci, reunion),
    pieces: (epci, reunion) => pieces(sql, epci, reunion),
  };
}

const reunionRow: z.ZodType<Reunion> = z.object({
  id: z.number(),
  epci: z.string(),
  instance: z.number(),
  numero: z.number(),
  uid: z.string(),
  sequence: z.number(),
  titre: z.string(),
  jour: z.string(),
  heure: z.string(),
  dureeMinutes: z.number(),
  lieu: z.string().nullable(),
  visio: z.string().nullable(),
  etat: z.enum(ETATS_REUNION),
  convoqueeLe: z.string().nullable(),
  ouverteLe: z.string().nullable(),
  closeLe: z.string().nullable(),
  annuleeLe: z.string().nullable(),
  annulation: z.string().nullable(),
  quorum: z.number().nullable(),
});

const REUNION = `
  select id, epci, instance, numero, uid::text as uid, sequence, titre, jour::text as jour,
         to_char(heure, 'HH24:MI') as heure, duree_minutes as "dureeMinutes", lieu, visio, etat,
         convoquee_le::text as "convoqueeLe", ouverte_le::text as "ouverteLe", close_le::text as "closeLe",
         annulee_le::text as "annuleeLe", annulation, quorum::float8 as quorum
    from reunion`;

function envois(sql: Sql, epci: string, reunion: number): Promise<EnvoiReunion[]> {
  return rowsOf(
    sql,
    z.object({
      id: z.number(),
      membre: z.number().nullable(),
      nom: z.string(),
      courriel: z.string(),
      methode: z.enum(["REQUEST", "CANCEL"]),
      sequence: z.number(),
      etat: z.enum(["a-envoyer", "envoye", "depose", "echec"]),
      motif: z.string().nullable(),
      envoyeLe: z.string().nullable(),
    }),
    `select id, membre, nom, courriel, methode, sequence, etat, motif, envoye_le::text as "envoyeLe"
       from reunion_envoi
      where epci = $1
        and reunion = $2
      order by sequence desc, nom`,
    [epci, reunion],
  );
}

function pieces(sql: Sql, epci: string, reunion: number): Promise<PieceReunion[]> {
  return rowsOf(
    sql,
    z.object({
      id: z.number(),
      reunion: z.number(),
      genre: z.enum(GENRES_PIECE_REUNION),
      reference: z.string(),
      titre: z.string(),
      empreinte: z.string(),
      chemin: z.string(),
    }),
    `select id, reunion, genre, reference, titre, empreinte, chemin
       from reunion_piece
      where epci = $1
        and reunion = $2
      order by id`,
    [epci, reunion],
  );
}
