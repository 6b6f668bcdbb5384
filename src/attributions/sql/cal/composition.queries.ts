import { calcule, insertId, inserts, pick } from "#socle/sql/ecrire.ts";
import { colonnesOf } from "#socle/sql/ligne.ts";
import { rowsOf, type Sql } from "#socle/sql/sql.ts";
import {
  type CalQueries,
  membreAAjouter,
  membreComposeRow,
  reglementAAdopter,
  reglementRow,
  siegePossibleRow,
} from "../../actes/cal/ports.ts";

type Parties = Pick<
  CalQueries,
  "reglements" | "adopter" | "composition" | "ajouterMembre" | "retirerMembre" | "sieges"
>;

export function compositionQueries(sql: Sql): Parties {
  return {
    reglements: (epci, organisation) =>
      rowsOf(
        sql,
        reglementRow,
        `select ${colonnesOf(reglementRow)}
           from cal_reglement
          where epci = $1
            and organisation = $2
          order by depuis desc`,
        [epci, organisation],
      ),
    adopter: (epci, organisation, reglement) => {
      const numero = calcule(
        (p) =>
          `(select coalesce(max(numero), 0) + 1 from cal_reglement where epci = ${p(epci)} and organisation = ${p(organisation)})`,
      );
      return inserts(sql, "cal_reglement", { epci, organisation, numero, ...pick(reglementAAdopter, reglement) });
    },
    composition: (epci, organisation) =>
      rowsOf(
        sql,
        membreComposeRow,
        `select ${colonnesOf(membreComposeRow)}
           from cal_membre
          where epci = $1
            and organisation = $2
          order by jusqua nulls first, id`,
        [epci, organisation],
      ),
    ajouterMembre: (epci, organisation, membre) =>
      insertId(sql, "cal_membre", { epci, organisation, ...pick(membreAAjouter, membre) }),
    retirerMembre: async (epci, membre, jusqua) => {
      const { rowCount } = await sql.query(
        "update cal_membre set jusqua = $3 where epci = $1 and id = $2 and jusqua is null and depuis <= $3",
        [epci, membre, jusqua],
      );
      return rowCount === 1;
    },
    sieges: (epci) =>
      rowsOf(
        sql,
        siegePossibleRow,
        "select compte, nom, organisation, role from contexte.sieges_cal($1) order by organisation, nom, role",
        [epci],
      ),
  };
}
