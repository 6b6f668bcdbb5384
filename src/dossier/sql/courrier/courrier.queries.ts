import { z } from "zod";
import { insertId } from "#socle/sql/ecrire.ts";
import { rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { CourrierQueries } from "../../lectures/courrier/ports.ts";
import { contactRow, luRow, partirRow } from "../../lectures/courrier/ports.ts";
import { attenteApres, TENTATIVES_MAX } from "../../regles/courrier/envoi.ts";

const idRow = z.object({ id: z.number() });

/** Minutes after each attempt, in a list that SQL indexes from 1. */
export const ATTENTES = Array.from({ length: TENTATIVES_MAX + 1 }, (_, tentatives) => attenteApres(tentatives));

export function courrierQueries(sql: Sql): CourrierQueries {
  return {
    contact: (epci, demandeur) =>
      rowOf(
        sql,
        contactRow,
        `select courriel, telephone, accord_courriel, accord_sms
           from nominatif.demandeur where epci = $1 and id = $2`,
        [epci, demandeur],
      ),
    ecrire: ({ demandeur, epci, canal, modele, cle, adresse, lien, demandeLe }) =>
      insertId(sql, "nominatif.envoi", { demandeur, epci, canal, modele, cle, adresse, lien, demandeLe }),
    prendre: (id) =>
      rowOf(
        sql,
        partirRow,
        `select e.id, e.canal, e.modele, e.cle, e.lien, e.tentatives,
                coalesce(e.adresse, case when e.canal = 'courriel' and d.accord_courriel then d.courriel
                                         when e.canal = 'sms' and d.accord_sms then d.telephone end) as adresse
           from nominatif.envoi e
           join nominatif.demandeur d on d.id = e.demandeur
          where e.id = $1 and e.etat in ('attente','echec')
            for update of e skip locked`,
        [id],
      ),
    noter: async (id, { etat, motif, envoyeLe, tenteLe }) => {
      await sql.query(
        `update nominatif.envoi
            set etat = $2, motif = $3, envoye_le = $4, tente_le = $5, tentatives = tentatives + 1,
                lien = case when $2 = 'echec' then lien end
          where id = $1`,
        [id, etat, motif, envoyeLe, tenteLe],
      );
    },
    enAttente: async (maintenant, limite) => {
      const rows = await rowsOf(
        sql,
        idRow,
        `select id from nominatif.envoi
          where etat in ('attente','echec')
            and (tente_le is null or tente_le + make_interval(mins => ($3::int[])[tentatives + 1]) <= $1::timestamptz)
          order by demande_le, id
          limit $2`,
        [maintenant, limite, ATTENTES],
      );
      return rows.map(({ id }) => id);
    },
    ofDemandeur: (epci, demandeur) =>
      rowsOf(
        sql,
        luRow,
        `select id, canal, modele, etat, demande_le, envoye_le, motif
           from nominatif.envoi where epci = $1 and demandeur = $2
          order by demande_le desc, id desc limit 50`,
        [epci, demandeur],
      ),
  };
}
