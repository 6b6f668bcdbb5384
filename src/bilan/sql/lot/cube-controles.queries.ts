import { z } from "zod";
import { quartile, situation } from "#donnees/formats/ports.ts";
import type { VueBailleurs } from "#donnees/regles/bailleur/succession.ts";
import { JOURS_PAR_MOIS } from "#socle/regles/shared/calendrier.ts";
import { type Lecteur, oneOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { ACote, CubeFiltre, CubeQueries } from "../../lectures/ports.ts";
import { BAILLEUR, cubeFiltre, paramsOf, signedBy } from "./cube-filtre.ts";

const trimestre = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);

const aCoteRow: Lecteur<ACote> = z.object({
  desaccords: z.object({ situation: z.number(), quartile: z.number(), deduction: z.number() }),
  horsTerritoire: z.array(z.object({ commune: z.string(), baux: z.number() })),
  tardifs: z.array(z.object({ trimestre, baux: z.number() })),
  provisoires: z.array(z.object({ bailleur: z.string(), trimestre, baux: z.number() })),
  attentes: z.array(z.object({ mois: z.number().nullable(), nombre: z.number() })),
  propositions: z.array(z.object({ bailleur: z.string().nullable(), situation, quartile, nombre: z.number() })),
});

const desaccords = (vue: VueBailleurs) => `
  select coalesce(sum(c.nombre) filter (where c.desaccord_situation), 0) as situation,
         coalesce(sum(c.nombre) filter (where c.desaccord_quartile), 0)  as quartile,
         coalesce(sum(c.nombre) filter (where c.desaccord_deduction), 0) as deduction
    ${cubeFiltre(vue)}`;

const horsTerritoire = (vue: VueBailleurs) => `
  select f.commune, count(*) as baux
    from publication p
    join fait_attribution f on f.epci = p.epci and f.lot = p.lot
   where p.epci = $1
     and p.source = 'sne-attributions'
     and f.hors_territoire
     and f.bail_signe_le >= make_date($2::integer, $3::integer, 1)
     and f.bail_signe_le < make_date($2::integer, $4::integer, 1) + interval '1 month'
     and ${signedBy(vue, "f.bailleur")}
   group by f.commune
   order by 2 desc, 1`;

/** For the quarters that begin in the period. */
const tardifs = (vue: VueBailleurs) => `
  select r.trimestre, sum(r.baux)::integer as baux
    from publication p
    join baux_tardifs r on r.epci = p.epci and r.lot = p.lot
   where p.epci = $1
     and p.source = 'sne-attributions'
     and left(p.periode, 4) = $2::text
     and r.trimestre * 3 - 2 between $3::integer and $4::integer
     and ${signedBy(vue, "r.bailleur")}
   group by r.trimestre
   order by r.trimestre`;

const provisoires = (vue: VueBailleurs) => `
  select ${BAILLEUR[vue]} as bailleur, extract(quarter from c.mois)::integer as trimestre, sum(c.nombre)::integer as baux
    ${cubeFiltre(vue)}
     and c.provisoire
     and not c.double_possible
   group by 1, 2
   order by 1, 2`;

/** As the observatory counts them. */
const attentes = (vue: VueBailleurs) => `
  select case when a.delai_jours >= 0 then floor(a.delai_jours / ${JOURS_PAR_MOIS})::integer end as mois, count(*)::integer as nombre
    from publication p
    join fait_attribution f on f.epci = p.epci and f.lot = p.lot
    join attribution a on a.epci = f.epci and a.lot = f.lot and a.ligne = f.ligne
   where p.epci = $1
     and p.source = 'sne-attributions'
     and not f.hors_territoire
     and f.bail_signe_le >= make_date($2::integer, $3::integer, 1)
     and f.bail_signe_le < make_date($2::integer, $4::integer, 1) + interval '1 month'
     and ${signedBy(vue, "f.bailleur")}
   group by 1
   order by 1`;

/** Offers of the whole territory, or of one bailleur; an offer without a bailleur belongs to none. */
const PROPOSITIONS = `
  select bailleur, situation, quartile, sum(nombre)::integer as nombre
    from cube_proposition
   where epci = $1
     and mois between make_date($2::integer, $3::integer, 1) and make_date($2::integer, $4::integer, 1)
     and ($5::text is null or bailleur = $5)
   group by bailleur, situation, quartile
   order by bailleur, situation, quartile`;

/** The rows of a query as one JSON value, for another query. */
export const listOf = (text: string) => `(select coalesce(json_agg(t), '[]') from (${text}) t)`;

export function aCote(sql: Sql, vue: VueBailleurs, filtre: CubeFiltre): Promise<ACote> {
  return oneOf(
    sql,
    aCoteRow,
    `select (select to_json(t) from (${desaccords(vue)}) t) as desaccords,
            ${listOf(horsTerritoire(vue))} as hors_territoire,
            ${listOf(tardifs(vue))} as tardifs,
            ${listOf(provisoires(vue))} as provisoires,
            ${listOf(attentes(vue))} as attentes,
            ${listOf(PROPOSITIONS)} as propositions`,
    paramsOf(filtre),
  );
}

export const trimestreRow = z.object({
  trimestre,
  present: z.boolean(),
  fichier: z.string().nullable(),
  deposeLe: z.string().nullable(),
  rejetees: z.number(),
  rejeteesAnnee: z.number(),
});

export const TRIMESTRES = `
  select trimestre, present, fichier, depose_le, rejetees, rejetees_annee
    from contexte.trimestres_publies($1, $2::integer)
   order by trimestre`;

export function trimestres(sql: Sql, epci: string, annee: number): ReturnType<CubeQueries["trimestres"]> {
  return rowsOf(sql, trimestreRow, TRIMESTRES, [epci, annee]);
}
