import { z } from "zod";
import type { EnteteEvaluation, EvaluationQueries } from "#application/evaluation/ports.ts";
import { rowsOf, type Sql } from "../sql.ts";

export function evaluationQueries(sql: Sql): EvaluationQueries {
  return { list: (epci) => list(sql, epci) };
}

function list(sql: Sql, epci: string): Promise<EnteteEvaluation[]> {
  return rowsOf(
    sql,
    z.object({
      id: z.number(),
      epci: z.string(),
      numero: z.string(),
      genre: z.enum(["annuelle", "triennale"]),
      anneeDebut: z.number(),
      anneeFin: z.number(),
      empreinte: z.string(),
      figeLe: z.string(),
      figePar: z.string(),
      publieLe: z.string().nullable(),
    }),
    `select e.id, e.epci, e.numero, e.genre, e.annee_debut as "anneeDebut", e.annee_fin as "anneeFin", e.empreinte,
            e.fige_le::text as "figeLe", e.fige_par as "figePar", p.publie_le::text as "publieLe"
       from evaluation e
       left join evaluation_publiee p on p.epci = e.epci and p.numero = e.numero
      where e.epci = $1
      order by e.id desc`,
    [epci],
  );
}
