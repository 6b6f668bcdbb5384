import { z } from "zod";
import type { ActionProgramme, ActionQueries, JalonAction } from "#application/action/ports.ts";
import { ETATS_ACTION } from "#domain/action/etat-action.ts";
import { rowsOf, type Sql } from "../sql.ts";

export function actionQueries(sql: Sql): ActionQueries {
  return { list: (epci) => list(sql, epci), jalons: (epci) => jalons(sql, epci) };
}

function list(sql: Sql, epci: string): Promise<ActionProgramme[]> {
  return rowsOf(
    sql,
    z.object({
      id: z.number(),
      numero: z.number(),
      orientation: z.string(),
      titre: z.string(),
      resume: z.string().nullable(),
      jalons: z.string().nullable(),
      acteurs: z.string().nullable(),
      pilote: z.string().nullable(),
      indicateurs: z.array(z.string()),
      etat: z.enum(ETATS_ACTION).nullable(),
      publieLe: z.string().nullable(),
    }),
    `select a.id, a.numero, a.orientation, a.titre, a.resume, a.jalons, a.acteurs, a.pilote, a.indicateurs, s.etat,
            a.publie_le::text as "publieLe"
       from action_convention a
       left join lateral (
              select etat from action_suivi where action = a.id and epci = a.epci order by le desc, id desc limit 1) s on true
      where a.epci = $1
        and a.organisation is null
        and a.titre is not null
      order by a.numero`,
    [epci],
  );
}

function jalons(sql: Sql, epci: string): Promise<JalonAction[]> {
  return rowsOf(
    sql,
    z.object({
      id: z.number(),
      action: z.number(),
      libelle: z.string(),
      echeance: z.string().nullable(),
      atteintLe: z.string().nullable(),
      livrable: z.string().nullable(),
      chemin: z.string().nullable(),
      source: z.string().nullable(),
    }),
    `select id, action, libelle, echeance::text as echeance, atteint_le::text as "atteintLe", livrable, chemin, source
       from action_jalon
      where epci = $1
        and retire_le is null
      order by action, echeance nulls last, id`,
    [epci],
  );
}
