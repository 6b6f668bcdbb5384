import { calcule, insert } from "#socle/sql/ecrire.ts";
import { rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { EvenementQueries } from "../../lectures/evenement/ports.ts";
import { compteRow, luRow } from "../../lectures/evenement/ports.ts";

export function evenementQueries(sql: Sql): EvenementQueries {
  return {
    ecrire: async ({ demandeur, epci, genre, code, auteur, organisation, compte, precisions: dites, objet }) => {
      const [le, precisions] = [calcule(() => "now()"), JSON.stringify(dites)];
      const evenement = { demandeur, epci, le, genre, code, auteur, organisation, compte, precisions, objet };
      await insert(sql, "nominatif.evenement", evenement);
    },
    compter: (epci, du, au) =>
      rowsOf(
        sql,
        compteRow,
        `select mois, auteur, organisation, genre, nombre
           from nominatif.compter_evenements($1, $2, $3)
          order by mois desc, auteur, organisation, genre`,
        [epci, du, au],
      ),
    ofDemandeur: (epci, demandeur, limite) =>
      rowsOf(
        sql,
        luRow,
        `select e.id, to_char(e.le at time zone 'Europe/Paris', 'YYYY-MM-DD"T"HH24:MI:SS') as le, e.genre, e.code, e.auteur, o.nom as nom_organisation, e.precisions, e.objet
           from nominatif.evenement e
           left join organisation o on o.id = e.organisation
          where e.epci = $1 and e.demandeur = $2
          order by e.le desc, e.id desc
          limit $3`,
        [epci, demandeur, limite],
      ),
  };
}
