import { insert, insertId, inserts, pick, touches, update } from "#socle/sql/ecrire.ts";
import { rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import { type DecisionInstanceQueries, decisionRow, nouvelleDecisionRow, suiviRow } from "../lectures/ports.ts";

type Suivi = Parameters<DecisionInstanceQueries["suivre"]>[1];

export function decisionInstanceQueries(sql: Sql): DecisionInstanceQueries {
  return {
    list: (epci) => rowsOf(sql, decisionRow, `${DECISION} where d.epci = $1 order by d.id desc`, [epci]),
    find: (epci, id) => rowOf(sql, decisionRow, `${DECISION} where d.epci = $1 and d.id = $2`, [epci, id]),
    add: (epci, decision) => insertId(sql, "decision_instance", { epci, ...pick(nouvelleDecisionRow, decision) }),
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
    publish: (epci, decision, { instanceNom, jour, numero, texte, publieLe }) => {
      const publiee = { epci, decision, instanceNom, jour, numero, texte, publieLe };
      return inserts(sql, "decision_publiee", publiee, "on conflict (epci, decision) do nothing");
    },
    withdraw: (epci, decision) =>
      touches(sql, "delete from decision_publiee where epci = $1 and decision = $2", [epci, decision]),
  };
}

const DECISION = `
  select d.id, d.epci, d.reunion, d.point, d.numero, d.texte, d.organisation, d.responsable, d.echeance::text as echeance,
         d.etat, d.mesure, d.version, d.cas, p.publie_le::text as publie_le
    from decision_instance d
    left join decision_publiee p on p.decision = d.id and p.epci = d.epci`;

/** The row policies decide whose decision the actor may follow: another's is not updated. */
async function suivre(
  sql: Sql,
  epci: string,
  { decision, organisation, le, etat, note, par }: Suivi,
): Promise<boolean> {
  const followed = await update(sql, "decision_instance", { etat }, "epci = $1 and id = $2", [epci, decision]);
  if (followed) await insert(sql, "decision_suivi", { epci, decision, organisation, le, etat, note, par });
  return followed;
}
