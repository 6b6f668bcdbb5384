import { resultatNationalRow } from "#donnees/formats/ports.ts";
import { colonnesOf } from "#socle/sql/ligne.ts";
import { rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { NationalQueries } from "../../lectures/comparaison-nationale/ports.ts";

export function nationalQueries(sql: Sql): NationalQueries {
  return {
    resultats: (epci) =>
      rowsOf(
        sql,
        resultatNationalRow,
        `select distinct on (r.annee) ${colonnesOf(resultatNationalRow, "r")}
           from publication p
           join resultat_national r on r.epci = p.epci and r.lot = p.lot
          where p.epci = $1
            and p.source = 'resultats-nationaux'
          order by r.annee, p.publie_le desc, r.ligne desc`,
        [epci],
      ),
  };
}
