import { z } from "zod";
import { insertNew } from "#socle/sql/ecrire.ts";
import { colonnesOf } from "#socle/sql/ligne.ts";
import { rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { DecisionPrise, MesureQueries, NouvelleMesure } from "../../lectures/mesure-corrective/ports.ts";
import { MESURES } from "../../regles/mesure-corrective/echelle.ts";

export function mesureQueries(sql: Sql): MesureQueries {
  return {
    list: (epci) => list(sql, epci),
    propose: (epci, mesure) => propose(sql, epci, mesure),
    decide: (epci, id, decision) => decide(sql, epci, id, decision),
  };
}

const mesureRow = z.object({
  id: z.number(),
  annee: z.number(),
  code: z.enum(MESURES),
  proposeeLe: z.string(),
  motif: z.string(),
  decision: z.enum(["retenue", "ecartee"]).nullable(),
  decideeLe: z.string().nullable(),
  decisionMotif: z.string().nullable(),
});

function list(sql: Sql, epci: string): ReturnType<MesureQueries["list"]> {
  return rowsOf(
    sql,
    mesureRow,
    `select ${colonnesOf(mesureRow)}
       from mesure_corrective
      where epci = $1
      order by annee, proposee_le, id`,
    [epci],
  );
}

function propose(sql: Sql, epci: string, { annee, code, proposeeLe, motif }: NouvelleMesure) {
  const mesure = { epci, annee, code, proposeeLe, motif };
  return insertNew(sql, "mesure_corrective", mesure, "on conflict (epci, annee, code) do nothing");
}

async function decide(sql: Sql, epci: string, id: number, prise: DecisionPrise): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update mesure_corrective
        set decision = $3, decidee_le = $4, decision_motif = $5
      where epci = $1
        and id = $2
        and decision is null`,
    [epci, id, prise.decision, prise.decideeLe, prise.decisionMotif],
  );
  return rowCount === 1;
}
