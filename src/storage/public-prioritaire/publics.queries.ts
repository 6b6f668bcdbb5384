import { z } from "zod";
import type { CubeFiltre } from "#application/bilan/ports.ts";
import type { PublicsQueries } from "#application/public-prioritaire/ports.ts";
import { contingent, reponse } from "../rows.ts";
import { rowsOf, type Sql } from "../sql.ts";

export function publicsQueries(sql: Sql): PublicsQueries {
  return {
    comptes: (filtre) => comptes(sql, filtre),
    comptesParMois: (filtre) => comptesParMois(sql, filtre),
  };
}

/** The cells of the published lots that the filter keeps. Parameters: see `paramsOf`. */
const CUBE_FILTRE = `
       from publication p
       join cube_attribution c on c.lot = p.lot
      where p.epci = $1
        and p.source = 'sne-attributions'
        and c.mois between make_date($2::integer, $3::integer, 1) and make_date($2::integer, $4::integer, 1)
        and ($5::text is null or c.bailleur = $5)`;

function paramsOf({ epci, annee, premierMois, dernierMois, bailleur }: CubeFiltre): unknown[] {
  return [epci, annee, premierMois, dernierMois, bailleur];
}

const compteRow = z.object({
  bailleur: z.string(),
  contingent,
  prioritaire: reponse,
  dalo: reponse,
  nombre: z.number(),
});

function comptes(sql: Sql, filtre: CubeFiltre): ReturnType<PublicsQueries["comptes"]> {
  return rowsOf(
    sql,
    compteRow,
    `select c.bailleur, c.contingent, c.prioritaire, c.dalo, sum(c.nombre) as nombre
       ${CUBE_FILTRE}
      group by c.bailleur, c.contingent, c.prioritaire, c.dalo
      order by c.bailleur, c.contingent, c.prioritaire, c.dalo`,
    paramsOf(filtre),
  );
}

const mensuelRow = compteRow.extend({ mois: z.number() });

function comptesParMois(sql: Sql, filtre: CubeFiltre): ReturnType<PublicsQueries["comptesParMois"]> {
  return rowsOf(
    sql,
    mensuelRow,
    `select extract(month from c.mois)::integer as mois,
            c.bailleur, c.contingent, c.prioritaire, c.dalo, sum(c.nombre) as nombre
       ${CUBE_FILTRE}
      group by c.mois, c.bailleur, c.contingent, c.prioritaire, c.dalo
      order by c.mois, c.bailleur, c.contingent, c.prioritaire, c.dalo`,
    paramsOf(filtre),
  );
}
