import { z } from "zod";
import { oneOf, rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { DecisionInstanceQueries, NouvelleDecision } from "../lectures/ports.ts";
import { decisionRow, suiviRow } from "../lectures/ports.ts";

type Suivi = Parameters<DecisionInstanceQueries["suivre"]>[1];

export function decisionInstanceQueries(sql: Sql): DecisionInstanceQueries {
  return {
    list: (epci) => rowsOf(sql, decisionRow, `${DECISION} where d.epci = $1 order by d.id desc`, [epci]),
    find: (epci, id) => rowOf(sql, decisionRow, `${DECISION} where d.epci = $1 and d.id = $2`, [epci, id]),
    add: (epci, decision) => add(sql, epci, decision),
    suivis: (epci, decision) =>
      rowsOf(
        sql,
        suiviRow,
        `select id, decision, le::text as le, etat, note, par
           from decision_suivi
          where epci = $1
            and decision = $2
          order by le desc, id desc`,
        [epci, decision],
      ),
    suivre: (epci, suivi) => suivre(sql, epci, suivi),
    publish: async (epci, decision, { instanceNom, jour, numero, texte, publieLe }) => {
      const { rowCount } = await sql.query(
        `insert into decision_publiee (epci, decision, instance_nom, jour, numero, texte, publie_le)
         values ($1, $2, $3, $4, $5, $6, $7)
             on conflict (epci, decision) do nothing`,
        [epci, decision, instanceNom, jour, numero, texte, publieLe],
      );
      return rowCount === 1;
    },
    withdraw: async (epci, decision) => {
      const { rowCount } = await sql.query("delete from decision_publiee where epci = $1 and decision = $2", [
        epci,
        decision,
      ]);
      return rowCount > 0;
    },
  };
}

const DECISION = `
  select d.id, d.epci, d.reunion, d.point, d.numero, d.texte, d.organisation, d.responsable, d.echeance::text as echeance,
         d.etat, d.mesure, d.version, d.cas, p.publie_le::text as publie_le
    from decision_instance d
    left join decision_publiee p on p.decision = d.id and p.epci = d.epci`;

async function add(sql: Sql, epci: string, decision: NouvelleDecision): Promise<number> {
  const { reunion, point, numero, texte, organisation, responsable, echeance, mesure, version, cas } = decision;
  const { id } = await oneOf(
    sql,
    z.object({ id: z.number() }),
    `insert into decision_instance
            (epci, reunion, point, numero, texte, organisation, responsable, echeance, mesure, version, cas)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     returning id`,
    [epci, reunion, point, numero, texte, organisation, responsable, echeance, mesure, version, cas],
  );
  return id;
}

/** The row policies say whose decision one may follow: nothing is updated of another's. */
async function suivre(
  sql: Sql,
  epci: string,
  { decision, organisation, le, etat, note, par }: Suivi,
): Promise<boolean> {
  const { rowCount } = await sql.query("update decision_instance set etat = $3 where epci = $1 and id = $2", [
    epci,
    decision,
    etat,
  ]);
  if (rowCount !== 1) return false;
  await sql.query(
    `insert into decision_suivi (epci, decision, organisation, le, etat, note, par)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [epci, decision, organisation, le, etat, note, par],
  );
  return true;
}
