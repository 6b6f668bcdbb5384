import { z } from "zod";
import { rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import { demandeLogementRow, type VacantQueries, vacantRow } from "../../lectures/vacant/ports.ts";

const idRow = z.object({ id: z.number().nullable() });

export function vacantQueries(sql: Sql): VacantQueries {
  return {
    list: (epci, jour) => rowsOf(sql, vacantRow, "select * from logements_vacants($1, $2)", [epci, jour]),
    demandes: (epci) =>
      rowsOf(
        sql,
        demandeLogementRow,
        `select d.id, d.liberation, json_build_object('organisation', r.id, 'nom', r.nom) as reservataire, d.demandee_le, d.reponse,
                d.repondue_le, d.motif
           from demande_logement d
           join organisation r on r.id = d.reservataire
          where d.epci = $1
          order by d.id desc
          limit 200`,
        [epci],
      ),
    demander: async (epci, liberation, reservataire, le) =>
      (await rowOf(sql, idRow, "select demander_logement($1, $2, $3, $4) as id", [epci, liberation, reservataire, le]))
        ?.id ?? null,
    refuser: async (epci, id, { le, motif }) =>
      (await rowOf(
        sql,
        idRow,
        `update demande_logement set reponse = 'refusee', repondue_le = $3, motif = $4
          where epci = $1 and id = $2 and reponse is null returning id`,
        [epci, id, le, motif],
      )) !== null,
  };
}
