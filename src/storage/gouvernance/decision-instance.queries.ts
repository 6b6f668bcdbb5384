import { z } from "zod";
import type { DecisionInstance, DecisionInstanceQueries } from "#application/gouvernance/ports.ts";
import { ETATS_DECISION_INSTANCE } from "#domain/gouvernance/reunion.ts";
import { rowsOf, type Sql } from "../sql.ts";

export function decisionInstanceQueries(sql: Sql): DecisionInstanceQueries {
  return { list: (epci) => list(sql, epci) };
}

function list(sql: Sql, epci: string): Promise<DecisionInstance[]> {
  return rowsOf(
    sql,
    z.object({
      id: z.number(),
      epci: z.string(),
      reunion: z.number(),
      point: z.number().nullable(),
      numero: z.string(),
      texte: z.string(),
      organisation: z.number().nullable(),
      responsable: z.string(),
      echeance: z.string().nullable(),
      etat: z.enum(ETATS_DECISION_INSTANCE),
      mesure: z.number().nullable(),
      version: z.number().nullable(),
      cas: z.number().nullable(),
      publieLe: z.string().nullable(),
    }),
    `select d.id, d.epci, d.reunion, d.point, d.numero, d.texte, d.organisation, d.responsable, d.echeance::text as echeance,
            d.etat, d.mesure, d.version, d.cas, p.publie_le::text as "publieLe"
       from decision_instance d
       left join decision_publiee p on p.decision = d.id and p.epci = d.epci
      where d.epci = $1
      order by d.id desc`,
    [epci],
  );
}
