import { z } from "zod";
import { colonnesDe } from "#socle/sql/colonnes.ts";
import { oneOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import {
  type CalQueries,
  membreAAjouter,
  membreComposeRow,
  reglementAAdopter,
  reglementRow,
  siegePossibleRow,
} from "../../actes/cal/ports.ts";

const id = z.object({ id: z.number() });

const REGLEMENT = colonnesDe(reglementAAdopter);
const MEMBRE = colonnesDe(membreAAjouter);

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
        `select ${colonnesDe(reglementRow).noms()}
           from cal_reglement
          where epci = $1
            and organisation = $2
          order by depuis desc`,
        [epci, organisation],
      ),
    adopter: async (epci, organisation, reglement) => {
      const { rowCount } = await sql.query(
        `insert into cal_reglement (epci, organisation, numero, ${REGLEMENT.noms()})
         values ($1, $2, (select coalesce(max(numero), 0) + 1 from cal_reglement where epci = $1 and organisation = $2), ${REGLEMENT.places(3)})
         on conflict do nothing`,
        [epci, organisation, ...REGLEMENT.valeurs(reglement)],
      );
      return rowCount === 1;
    },
    composition: (epci, organisation) =>
      rowsOf(
        sql,
        membreComposeRow,
        `select ${colonnesDe(membreComposeRow).noms()}
           from cal_membre
          where epci = $1
            and organisation = $2
          order by jusqua nulls first, id`,
        [epci, organisation],
      ),
    ajouterMembre: async (epci, organisation, membre) =>
      (
        await oneOf(
          sql,
          id,
          `insert into cal_membre (epci, organisation, ${MEMBRE.noms()}) values ($1, $2, ${MEMBRE.places(3)}) returning id`,
          [epci, organisation, ...MEMBRE.valeurs(membre)],
        )
      ).id,
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
