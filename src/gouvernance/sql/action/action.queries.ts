import { z } from "zod";
import { colonnesOf } from "#socle/sql/ligne.ts";
import { rowsOf, type Sql } from "#socle/sql/sql.ts";
import {
  type ActionQueries,
  actionProgrammeRow,
  jalonRow,
  realisationRow,
  suiviActionRow,
} from "../../lectures/action/ports.ts";
import { GENRES_REALISATION } from "../../regles/action/realisation.ts";
import { actionActes } from "./action-actes.queries.ts";

export function actionQueries(sql: Sql): ActionQueries {
  return {
    list: (epci) => rowsOf(sql, actionProgrammeRow, ACTIONS, [epci]),
    jalons: (epci) =>
      rowsOf(
        sql,
        jalonRow,
        `select ${JALON}
           from action_jalon
          where epci = $1
            and retire_le is null
          order by action, echeance nulls last, id`,
        [epci],
      ),
    jalonsRetires: (epci, action) =>
      rowsOf(
        sql,
        jalonRow.extend({ retireLe: z.string() }),
        `select ${JALON}, retire_le::text as retire_le
           from action_jalon
          where epci = $1
            and action = $2
            and retire_le is not null
          order by retire_le desc, id desc`,
        [epci, action],
      ),
    suivis: (epci, action) =>
      rowsOf(
        sql,
        suiviActionRow,
        `select id, organisation, le::text as le, etat, note, par, publie_le::text as publie_le
           from action_suivi
          where epci = $1
            and action = $2
          order by le desc, id desc`,
        [epci, action],
      ),
    realisations: (epci) =>
      rowsOf(
        sql,
        realisationRow,
        `select ${colonnesOf(realisationRow)}
           from action_realisation
          where epci = $1
            and retire_le is null
            and genre = any ($2)
          order by action, genre, annee desc, partenaire, id`,
        [epci, GENRES_REALISATION],
      ),
    ...actionActes(sql),
  };
}

/** The follow-up of an organisation's own part does not change the state of the whole. */
const ACTIONS = `
  select a.id, a.numero, a.orientation, a.titre, a.resume, a.jalons, a.acteurs, a.pilote, a.indicateurs, s.etat,
        s.le::text as etat_le,
        (select min(le)::text
           from action_suivi
          where action = a.id
            and epci = a.epci
            and organisation is null
            and etat in ('engagee','en-cours','realisee')) as engagee_le, a.publie_le::text as publie_le, a.close_le::text as close_le
   from action_convention a
   left join lateral (
          select etat, le
            from action_suivi
           where action = a.id
             and epci = a.epci
             and organisation is null
           order by le desc, id desc
           limit 1) s on true
  where a.epci = $1
    and a.organisation is null
    and a.titre is not null
  order by a.numero`;

const JALON = `id, action, libelle, echeance::text as echeance, atteint_le::text as atteint_le, livrable, chemin, source`;
