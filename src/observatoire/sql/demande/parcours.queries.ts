import { rowsOf, type Sql } from "#socle/sql/sql.ts";
import { type CompteParcours, parcoursRow } from "../../lectures/demande/ports.ts";

/** Sums through a function that reads files closed to most readers. */
export function parcours(sql: Sql, epci: string): Promise<CompteParcours[]> {
  return rowsOf(
    sql,
    parcoursRow,
    `select genre, cle, libelle, destination, nombre
       from contexte.parcours_demandes($1)
      order by genre, cle, destination`,
    [epci],
  );
}
