import { insert } from "#socle/sql/ecrire.ts";
import { rowOf, type Sql } from "#socle/sql/sql.ts";
import { type ReleveQueries, releveRow } from "../lectures/ports.ts";

export function releveQueries(sql: Sql): ReleveQueries {
  return {
    find: (epci, reunion) =>
      rowOf(
        sql,
        releveRow,
        "select id, reunion, numero, contenu, empreinte, fige_le from releve where epci = $1 and reunion = $2",
        [epci, reunion],
      ),
    add: async (epci, { reunion, numero, contenu, empreinte, figePar }) => {
      await insert(sql, "releve", { epci, reunion, numero, contenu, empreinte, figePar });
    },
  };
}
