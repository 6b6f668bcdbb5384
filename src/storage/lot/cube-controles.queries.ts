import { z } from "zod";
import type { CubeFiltre, CubeQueries } from "#application/bilan/ports.ts";
import { quartile, situation } from "../rows.ts";
import { oneOf, rowsOf, type Sql } from "../sql.ts";
import { CUBE_FILTRE, paramsOf } from "./cube-filtre.ts";

const desaccordsRow = z.object({ situation: z.number(), quartile: z.number(), deduction: z.number() });

export function desaccords(sql: Sql, filtre: CubeFiltre): ReturnType<CubeQueries["desaccords"]> {
  return oneOf(
    sql,
    desaccordsRow,
    `select coalesce(sum(c.nombre) filter (where c.desaccord_situation), 0) as situation,
            coalesce(sum(c.nombre) filter (where c.desaccord_quartile), 0)  as quartile,
            coalesce(sum(c.nombre) filter (where c.desaccord_deduction), 0) as deduction
       ${CUBE_FILTRE}`,
    paramsOf(filtre),
  );
}

const dehorsRow = z.object({ commune: z.string(), baux: z.number() });

export function horsTerritoire(sql: Sql, filtre: CubeFiltre): ReturnType<CubeQueries["horsTerritoire"]> {
  return rowsOf(
    sql,
    dehorsRow,
    `select f.commune, count(*) as baux
       from publication p
       join fait_attribution f on f.lot = p.lot
      where p.epci = $1
        and p.source = 'sne-attributions'
        and f.hors_territoire
        and f.bail_signe_le >= make_date($2::integer, $3::integer, 1)
        and f.bail_signe_le < make_date($2::integer, $4::integer, 1) + interval '1 month'
        and ($5::text is null or f.bailleur = $5)
      group by f.commune
      order by 2 desc, 1`,
    paramsOf(filtre),
  );
}

const propositionRow = z.object({ bailleur: z.string().nullable(), situation, quartile, nombre: z.number() });

/** Offers of the whole territory, or of one bailleur; those that do not say whose dwelling they offer are of nobody. */
export function propositions(sql: Sql, filtre: CubeFiltre): ReturnType<CubeQueries["propositions"]> {
  return rowsOf(
    sql,
    propositionRow,
    `select bailleur, situation, quartile, sum(nombre)::integer as nombre
       from cube_proposition
      where epci = $1
        and mois between make_date($2::integer, $3::integer, 1) and make_date($2::integer, $4::integer, 1)
        and ($5::text is null or bailleur = $5)
      group by bailleur, situation, quartile
      order by bailleur, situation, quartile`,
    paramsOf(filtre),
  );
}

const trimestre = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
const tardifsRow = z.object({ trimestre, baux: z.number() });

/** Of the quarters that begin in the period. */
export function tardifs(sql: Sql, filtre: CubeFiltre): ReturnType<CubeQueries["tardifs"]> {
  return rowsOf(
    sql,
    tardifsRow,
    `select r.trimestre, sum(r.baux)::integer as baux
       from publication p
       join baux_tardifs r on r.lot = p.lot
      where p.epci = $1
        and p.source = 'sne-attributions'
        and left(p.periode, 4) = $2::text
        and r.trimestre * 3 - 2 between $3::integer and $4::integer
        and ($5::text is null or r.bailleur = $5)
      group by r.trimestre
      order by r.trimestre`,
    paramsOf(filtre),
  );
}

const trimestreRow = z.object({
  trimestre,
  present: z.boolean(),
  fichier: z.string().nullable(),
  deposeLe: z.string().nullable(),
});

export function trimestres(sql: Sql, epci: string, annee: number): ReturnType<CubeQueries["trimestres"]> {
  return rowsOf(
    sql,
    trimestreRow,
    `select trimestre, present, fichier, depose_le as "deposeLe"
       from contexte.trimestres_publies($1, $2)
      order by trimestre`,
    [epci, annee],
  );
}
