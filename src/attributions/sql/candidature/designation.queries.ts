import { z } from "zod";
import { insertNew } from "#socle/sql/ecrire.ts";
import { rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import { type Designation, type DesignationQueries, designationRow } from "../../lectures/candidature/ports.ts";

const idRow = z.object({ id: z.number() });

const DESIGNATION = `
  select d.id, d.liberation, json_build_object('organisation', r.id, 'nom', r.nom) as reservataire, d.demandee_le, d.avant,
         d.reponse, d.repondue_le, d.motif
    from designation d
    join organisation r on r.id = d.reservataire
   where d.epci = $1`;

export function designationQueries(sql: Sql): DesignationQueries {
  const done = async (text: string, params: readonly unknown[]): Promise<boolean> =>
    (await rowOf(sql, idRow, `${text} returning id`, params)) !== null;
  return {
    ofLiberation: (epci, liberation): Promise<Designation[]> =>
      rowsOf(sql, designationRow, `${DESIGNATION} and d.liberation = $2 order by d.demandee_le desc, d.id desc`, [
        epci,
        liberation,
      ]),
    ouvertes: (epci): Promise<Designation[]> =>
      rowsOf(sql, designationRow, `${DESIGNATION} and d.reponse is null order by d.avant, d.id limit 200`, [epci]),
    solliciter: (demande) => solliciter(sql, demande),
    repondre: async (id, { reponse, motif, le }) =>
      (
        await rowOf(sql, z.object({ fait: z.boolean() }), "select repondre_designation($1, $2, $3, $4) as fait", [
          id,
          reponse,
          motif,
          le,
        ])
      )?.fait === true,
    clore: (epci, id, reponse, le) =>
      done("update designation set reponse = $3, repondue_le = $4 where epci = $1 and id = $2 and reponse is null", [
        epci,
        id,
        reponse,
        le,
      ]),
  };
}

function solliciter(
  sql: Sql,
  { epci, liberation, organisation, reservataire, demandeeLe, avant }: Parameters<DesignationQueries["solliciter"]>[0],
): Promise<number | null> {
  const valeurs = { epci, liberation, organisation, reservataire, demandeeLe, avant };
  return insertNew(sql, "designation", valeurs, "on conflict (epci, liberation) where reponse is null do nothing");
}
