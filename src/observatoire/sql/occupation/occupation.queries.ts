import { z } from "zod";
import { FAMILLES_OCCUPATION, INDICATEURS_OCCUPATION } from "#donnees/regles/occupation/indicateur.ts";
import { DERNIER_PARC } from "#donnees/sql/parc/dernier-parc.ts";
import { RESIDENCES } from "#donnees/sql/parc/residences.ts";
import { rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import {
  ecartRow,
  type OccupationQueries,
  type OccupationResidence,
  zoneRow,
} from "../../lectures/occupation/ports.ts";

export function occupationQueries(sql: Sql): OccupationQueries {
  return {
    enquetes: async (epci) => {
      const rows = await rowsOf(
        sql,
        z.object({ enquete: z.string() }),
        `select distinct left(periode, 4) as enquete
           from publication
          where epci = $1
            and source = 'ops'
          order by enquete`,
        [epci],
      );
      return rows.map(({ enquete }) => enquete);
    },
    lignes: (epci, enquete) => lignes(sql, epci, enquete),
    /** One row per résidence and population, with its situation: the few hundred rows join well even before a new lot has statistics. */
    zones: (epci, enquete, millesime) =>
      rowsOf(
        sql,
        zoneRow,
        `with ${RETENU},
         cote as materialized (
           select cle,
                  case when count(*) = 1 then min(situation) else 'inconnue' end as situation,
                  case when count(*) = 1 then min(qpv) end as qpv
             from ${RESIDENCES} r
            where lot = (select lot from publication where epci = $1 and source = 'rpls' and periode = $3)
            group by cle
         ),
         compte as materialized (
           select o.cle as ecriture, i.courante as cle, o.bailleur, o.commune, o.population,
                  json_object_agg(o.indicateur, json_build_array(o.effectif, o.repondants)) as comptes
             from retenu r
             join occupation o on o.epci = $1 and o.lot = r.lot and o.bailleur = r.bailleur
             join residence i on i.epci = $1 and i.ecriture = o.cle
            group by o.cle, i.courante, o.bailleur, o.commune, o.population
         )
         select o.bailleur, o.commune, coalesce(c.situation, 'inconnue') as situation, c.qpv, o.population, o.comptes
           from compte o
           left join cote c on c.cle = o.cle
          order by o.ecriture, o.population desc`,
        [epci, enquete, millesime],
      ),
    ecarts: async (lot, epci) => {
      const parc = await rowOf(sql, z.object({ lot: z.number(), periode: z.string() }), DERNIER_PARC, [epci]);
      const found = await rowsOf(sql, ecartRow, ECARTS, [
        lot,
        parc?.lot ?? null,
        EXEMPLES,
        CLASSES.map(({ famille }) => famille),
        CLASSES.map(({ membre }) => membre),
        CLASSES.map(({ taille }) => taille),
        SOUS_PLAI,
        epci,
      ]);
      return { millesime: parc?.periode ?? null, ecarts: found };
    },
  };
}

/** Grouped by résidence and population: faster to transfer than one row per count. */
const groupeRow = zoneRow.omit({ situation: true, qpv: true }).extend({ cle: z.string() });

/** For each bailleur of the survey $2 in the territory $1, the last published lot that covers it. */
const RETENU = `
     publie as materialized (
       select lot, publie_le
         from publication
        where epci = $1
          and source = 'ops'
          and left(periode, 4) = $2
     ),
     parle as (
       select p.lot, o.bailleur, p.publie_le
         from publie p
         join occupation o on o.epci = $1 and o.lot = p.lot
        group by p.lot, o.bailleur, p.publie_le
     ),
     retenu as materialized (
       select distinct on (bailleur) bailleur, lot
         from parle
        order by bailleur, publie_le desc, lot desc
     )`;

/** By key, occupants before recent entrants, indicators in order. */
async function lignes(sql: Sql, epci: string, enquete: string): Promise<OccupationResidence[]> {
  const groupes = await rowsOf(
    sql,
    groupeRow,
    `with ${RETENU}
     select i.courante as cle, o.bailleur, o.commune, o.population,
            json_object_agg(o.indicateur, json_build_array(o.effectif, o.repondants)) as comptes
       from retenu r
       join occupation o on o.epci = $1 and o.lot = r.lot and o.bailleur = r.bailleur
       join residence i on i.epci = $1 and i.ecriture = o.cle
      group by o.cle, i.courante, o.bailleur, o.commune, o.population
      order by o.cle, o.population desc`,
    [epci, enquete],
  );
  return groupes.flatMap(({ comptes, ...groupe }) =>
    INDICATEURS_OCCUPATION.flatMap((indicateur): OccupationResidence[] => {
      const compte = comptes[indicateur];
      return compte ? [{ ...groupe, indicateur, effectif: compte[0], repondants: compte[1] }] : [];
    }),
  );
}

/** Résidences named beside a count of lines. */
const EXEMPLES = 5;

/** Classes of one family: each household is in one. */
const CLASSES = Object.entries(FAMILLES_OCCUPATION).flatMap(([famille, membres]) =>
  membres.map((membre) => ({ famille, membre, taille: membres.length })),
);

/** The three lowest classes of resources sum to « sous-plai ». */
const SOUS_PLAI: readonly string[] = FAMILLES_OCCUPATION.ressources.slice(0, 3);

/**
 * Résidences are those of `residence_parc`, both sides summed. A family with a missing class can only be wrong when the present ones already exceed
 * the total. Groups instead of joins: a newly staged lot has no statistics, and a self-join would be planned as a loop.
 */
const ECARTS = `
  with ligne as materialized (
    select o.ligne, e.courante as cle, o.bailleur, o.enquete, o.population, o.indicateur, o.effectif, o.repondants, o.residence || ' (' || o.commune || ')' as nom
      from occupation o
      join residence e on e.epci = $8 and e.ecriture = o.cle
     where o.epci = $8 and o.lot = $1
  ),
  residence as (
    select cle, bailleur, min(ligne) as premiere, min(nom) as nom, count(*) as lignes, max(repondants) as repondants
      from ligne
     group by cle, bailleur
  ),
  parc as (
    select residence_ecrite($8, ecriture) as cle, sum(logements) as logements
      from residence_parc
     where epci = $8 and lot = $2
     group by 1
  ),
  compare as (
    select r.*, p.logements, r.bailleur = any (array(select bailleur from residence_parc where epci = $8 and lot = $2)) as connu
      from residence r
      full join parc p on p.cle = r.cle
     where r.cle is not null
  ),
  classe as (
    select * from unnest($4::text[], $5::text[], $6::integer[]) as c (famille, indicateur, taille)
  ),
  somme as (
    select l.cle, l.population, min(l.ligne) as premiere, min(l.nom) as nom, count(*) as lignes,
           sum(l.effectif) as effectif, max(l.repondants) as repondants, count(*) = max(c.taille) as complete
      from ligne l
      join classe c on c.indicateur = l.indicateur
     group by l.cle, l.enquete, l.population, c.famille
  ),
  plai as (
    select cle, population, min(ligne) as premiere, min(nom) as nom, count(*) as lignes,
           sum(effectif) filter (where indicateur = any ($7)) as parts,
           max(effectif) filter (where indicateur = 'ressources-sous-plai') as effectif,
           count(*) = 1 + cardinality($7::text[]) as complete
      from ligne
     where indicateur = 'ressources-sous-plai' or indicateur = any ($7)
     group by cle, enquete, population
  ),
  paire as (
    select min(nom) as nom, min(ligne) filter (where population = 'emmenages-recents') as premiere,
           max(effectif) filter (where population = 'emmenages-recents') as recents,
           max(repondants) filter (where population = 'emmenages-recents') as recents_repondants,
           max(effectif) filter (where population = 'occupants') as occupants,
           max(repondants) filter (where population = 'occupants') as occupants_repondants
      from ligne
     group by cle, enquete, indicateur
  ),
  ecart as (
    select 'bailleur-absent-du-parc' as code, lignes, premiere, bailleur as nom
      from compare
     where $2::bigint is not null and not connu
    union all
    select 'residence-absente-du-parc', lignes, premiere, nom
      from compare
     where connu and logements is null
    union all
    select 'repondants-superieurs-au-parc', lignes, premiere, nom
      from compare
     where repondants > logements
    union all
    select 'classes-incoherentes', lignes, premiere, nom
      from somme
     where effectif > repondants or (complete and effectif <> repondants)
    union all
    select 'classes-incoherentes', lignes, premiere, nom
      from plai
     where complete and parts <> effectif
    union all
    select 'recents-superieurs-aux-occupants', 1, premiere, nom
      from paire
     where recents > occupants or recents_repondants > occupants_repondants
  )
  select code, sum(lignes) as lignes, min(premiere) as premiere,
         (array_agg(distinct nom))[1:$3::integer] as exemples
    from ecart
   group by code
   order by code`;
