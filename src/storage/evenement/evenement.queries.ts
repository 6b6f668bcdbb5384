import type { EvenementQueries } from "#application/evenement/ports.ts";
import type { Sql } from "../sql.ts";

export function evenementQueries(sql: Sql): EvenementQueries {
  return {
    ecrire: async ({ demandeur, epci, genre, code, auteur, organisation, compte, precisions, objet }) => {
      await sql.query(
        `insert into nominatif.evenement (demandeur, epci, le, genre, code, auteur, organisation, compte, precisions, objet)
         values ($1, $2, now(), $3, $4, $5, $6, $7, $8, $9)`,
        [demandeur, epci, genre, code, auteur, organisation, compte, JSON.stringify(precisions), objet],
      );
    },
  };
}
