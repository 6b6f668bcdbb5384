import { z } from "zod";
import { rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { CilQueries } from "../../lectures/cil/ports.ts";
import { decisionPublieeRow, evaluationOuverteRow } from "../../lectures/cil/ports.ts";

export function cilQueries(sql: Sql): CilQueries {
  return {
    territoires: () =>
      rowsOf(
        sql,
        z.object({ epci: z.string(), nom: z.string() }),
        `select t.epci, t.nom
           from territoire t
          where t.epci = any (array(select i.epci from instance i where i.genre = 'cil' and i.close_le is null))
          order by t.nom, t.epci`,
      ),
    decisions: (epci) =>
      rowsOf(
        sql,
        decisionPublieeRow,
        `select numero, instance_nom, jour::text as jour, texte
           from decision_publiee
          where epci = $1
          order by jour desc, instance_nom, id`,
        [epci],
      ),
    evaluations: (epci) =>
      rowsOf(
        sql,
        evaluationOuverteRow,
        `select numero, genre, annee_debut, annee_fin, publie_le::text as publie_le
           from evaluation_publiee
          where epci = $1
          order by annee_fin desc, annee_debut desc, id desc`,
        [epci],
      ),
  };
}
