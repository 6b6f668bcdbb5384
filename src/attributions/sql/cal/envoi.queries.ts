import { z } from "zod";
import { ATTENTES } from "#dossier/sql/courrier/courrier.queries.ts";
import { insertId } from "#socle/sql/ecrire.ts";
import { rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import { type CalQueries, type EnvoiSeanceAPartir, envoiAPartirRow, envoiSeanceRow } from "../../actes/cal/ports.ts";

const id = z.object({ id: z.number() });
type Envois = Pick<CalQueries, "ecrireEnvoi" | "prendreEnvoi" | "noterEnvoi" | "envois">;

/** The secretary is given an account's address only with the line that goes there. */
export function envoiQueries(sql: Sql): Envois {
  return {
    ecrireEnvoi: ({ id: seance, epci, organisation }, { membre: seanceMembre, cle, demandeLe }) =>
      insertId(sql, "seance_envoi", { epci, seance, organisation, seanceMembre, cle, demandeLe }),
    prendreEnvoi: (envoi) =>
      rowOf(
        sql,
        envoiAPartirRow,
        `select e.epci, coalesce(m.epci_pour, e.epci) as territoire, e.seance, e.cle, e.tentatives, p.courriel
           from contexte.prendre_envoi_cal($1) p
           join seance_envoi e on e.id = $1
           join seance_membre m on m.epci = e.epci and m.id = e.seance_membre`,
        [envoi],
      ),
    noterEnvoi: async (envoi, { etat, motif, envoyeLe, tenteLe }) => {
      await sql.query(
        "update seance_envoi set etat = $2, motif = $3, envoye_le = $4, tente_le = $5, tentatives = tentatives + 1 where id = $1",
        [envoi, etat, motif, envoyeLe, tenteLe],
      );
    },
    envois: (seance) =>
      rowsOf(sql, envoiSeanceRow, "select seance_membre as membre, etat, motif from seance_envoi where seance = $1", [
        seance,
      ]),
  };
}

/** Takes the same line without an actor: the owner's command sends what waits. */
export async function prendreEnvoiProprietaire(sql: Sql, envoi: number): Promise<EnvoiSeanceAPartir | null> {
  return rowOf(
    sql,
    envoiAPartirRow,
    `select e.epci, coalesce(m.epci_pour, e.epci) as territoire, e.seance, e.cle, e.tentatives, c.courriel
       from seance_envoi e
       join seance_membre m on m.id = e.seance_membre
       left join compte c on c.id = m.compte and c.ferme_le is null
      where e.id = $1 and e.etat in ('attente','echec')
        for update of e skip locked`,
    [envoi],
  );
}

/** Lists the lines whose time has come, the oldest first. */
export async function listEnvoisEnAttente(sql: Sql, maintenant: string, limite: number): Promise<readonly number[]> {
  const rows = await rowsOf(
    sql,
    id,
    `select id from seance_envoi
      where etat in ('attente','echec')
        and (tente_le is null or tente_le + make_interval(mins => ($3::int[])[tentatives + 1]) <= $1::timestamptz)
      order by demande_le, id
      limit $2`,
    [maintenant, limite, ATTENTES],
  );
  return rows.map((row) => row.id);
}
