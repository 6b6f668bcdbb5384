import { z } from "zod";
import { calcule, insertId } from "#socle/sql/ecrire.ts";
import { rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { MessageQueries } from "../../lectures/message/ports.ts";
import { luRow } from "../../lectures/message/ports.ts";

const correspondantRow = z.object({ organisation: z.number(), nom: z.string() });

export function messageQueries(sql: Sql): MessageQueries {
  return {
    ecrire: ({ demandeur, epci, auteur, organisation, compte, texte }) => {
      const ecritLe = calcule(() => "now()");
      return insertId(sql, "nominatif.message", { demandeur, epci, auteur, organisation, compte, texte, ecritLe });
    },
    ofDemandeur: (epci, demandeur) =>
      rowsOf(
        sql,
        luRow,
        `select m.id, m.auteur, m.organisation, o.nom as nom_organisation, m.texte,
                to_char(m.ecrit_le at time zone 'Europe/Paris', 'YYYY-MM-DD"T"HH24:MI:SS') as ecrit_le, m.lu_le
           from nominatif.message m
           left join organisation o on o.id = m.organisation
          where m.epci = $1 and m.demandeur = $2
          order by m.ecrit_le, m.id
          limit 500`,
        [epci, demandeur],
      ),
    marquerLus: async (epci, demandeur, par) => {
      await sql.query(
        `update nominatif.message set lu_le = now()
          where epci = $1 and demandeur = $2 and lu_le is null and (auteur = 'organisme') = $3`,
        [epci, demandeur, par === "menage"],
      );
    },
    correspondants: (epci, demandeur) =>
      rowsOf(
        sql,
        correspondantRow,
        `select organisation, nom from (
           select d.guichet as organisation, o.nom, 0 as rang
             from nominatif.demandeur d join organisation o on o.id = d.guichet
            where d.epci = $1 and d.id = $2
           union
           select e.organisation, o.nom, 1
             from nominatif.evenement e join organisation o on o.id = e.organisation
            where e.epci = $1 and e.demandeur = $2
              and e.code in ('message-ecrit','contact-pris','proposition-faite','visite-proposee','piece-demandee')
              and e.organisation is distinct from (select guichet from nominatif.demandeur where id = $2)
         ) c
         order by rang, nom`,
        [epci, demandeur],
      ),
  };
}
