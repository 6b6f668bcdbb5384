import { z } from "zod";
import type { OccupationQueries, OccupationResidence } from "#application/occupation/ports.ts";
import { FAMILLES_OCCUPATION, INDICATEURS_OCCUPATION, POPULATIONS_OCCUPATION } from "#domain/occupation/indicateur.ts";
import { rowOf, rowsOf, type Sql } from "../sql.ts";

export function occupationQueries(sql: Sql): OccupationQueries {
  return {
    enquetes: (epci) => enquetes(sql, epci),
    lignes: (epci, enquete) => lignes(sql, epci, enquete),
    ecarts: (lot, epci) => ecarts(sql, lot, epci),
  };
}

async function enquetes(sql: Sql, epci: string): Promise<string[]> {
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
}

const ligneRow: z.ZodType<OccupationResidence> = z.object({
  cle: z.string(),
  bailleur: z.string(),
  commune: z.string(),
  population: z.enum(POPULATIONS_OCCUPATION),
  indicateur: z.enum(INDICATEURS_OCCUPATION),
  effectif: z.number(),
  repondants: z.number(),
});

/** In the order of the keys, then of the file. */
function lignes(sql: Sql, epci: string, enquete: string): Promise<OccupationResidence[]> {
  return rowsOf(
    sql,
    ligneRow,
    `with publie as materialized (
       select lot, publie_le
         from publication
        where epci = $1
          and source = 'ops'
          and left(periode, 4) = $2
     ),
     parle as (
       select p.lot, o.bailleur, p.publie_le
         from publie p
         join occupation o on o.lot = p.lot
        group by p.lot, o.bailleur, p.publie_le
     ),
     retenu as materialized (
       select distinct on (bailleur) bailleur, lot
         from parle
        order by bailleur, publie_le desc, lot desc
     )
     select o.cle, o.bailleur, o.commune, o.population, o.indicateur, o.effectif, o.repondants
       from retenu r
       join occupation o on o.lot = r.lot and o.bailleur = r.bailleur
      order by o.cle, o.ligne`,
    [epci, enquete],
  );
}

const ecartRow = z.object({
  code: z.enum([
    "bailleur-absent-du-parc",
    "residence-absente-du-parc",
    "repondants-superieurs-au-parc",
    "classes-incoherentes",
    "recents-superieurs-aux-occupants",
  ]),
  lignes: z.number(),
  premiere: z.number(),
  exemples: z.array(z.string()),
});

/** Résidences named beside the count of lines; the others are found with the first of them. */
const EXEMPLES = 5;

/** What is counted under several names adds up: the three lowest classes are what « sous-plai » counts in one. */
const PARTS: readonly (readonly [famille: string, indicateur: string, attendu: string | null])[] = [
  ...Object.entries(FAMILLES_OCCUPATION).flatMap(([famille, membres]) =>
    membres.map((membre) => [famille, membre, null] as const),
  ),
  ...FAMILLES_OCCUPATION.ressources.slice(0, 3).map((membre) => ["plai", membre, "ressources-sous-plai"] as const),
];

async function ecarts(sql: Sql, lot: number, epci: string): ReturnType<OccupationQueries["ecarts"]> {
  const parc = await rowOf(
    sql,
    z.object({ lot: z.number(), periode: z.string() }),
    `select lot, periode
       from publication
      where epci = $1
        and source = 'rpls'
      order by periode desc
      limit 1`,
    [epci],
  );
  const found = await rowsOf(sql, ecartRow, ECARTS, [
    lot,
    parc?.lot ?? null,
    EXEMPLES,
    PARTS.map(([famille]) => famille),
    PARTS.map(([, indicateur]) => indicateur),
    PARTS.map(([, , attendu]) => attendu),
  ]);
  return { millesime: parc?.periode ?? null, ecarts: found };
}

/**
 * Résidences are those of `residence_parc`, both sides of a neighbourhood together. A family of which a class is missing can only be told
 * wrong when what is there is already too much.
 */
const ECARTS = `
  with ligne as (
    select o.*, o.residence || ' (' || o.commune || ')' as nom
      from occupation o
     where o.lot = $1
  ),
  parc as (
    select cle, bailleur, sum(logements) as logements
      from residence_parc
     where lot = $2
     group by cle, bailleur
  ),
  part as (
    select p.famille, p.indicateur, p.attendu, count(*) over (partition by p.famille) as taille
      from unnest($4::text[], $5::text[], $6::text[]) as p (famille, indicateur, attendu)
  ),
  somme as (
    select l.cle, l.enquete, l.population, p.famille, p.attendu, max(p.taille) as taille,
           count(*) as classes, sum(l.effectif) as effectif, max(l.repondants) as repondants,
           min(l.ligne) as premiere, min(l.nom) as nom
      from ligne l
      join part p on p.indicateur = l.indicateur
     group by l.cle, l.enquete, l.population, p.famille, p.attendu
  ),
  ecart as (
    select 'bailleur-absent-du-parc' as code, 1 as lignes, l.ligne as premiere, l.bailleur as nom
      from ligne l
     where $2::bigint is not null
       and not exists (select from parc where parc.bailleur = l.bailleur)
    union all
    select 'residence-absente-du-parc', 1, l.ligne, l.nom
      from ligne l
     where exists (select from parc where parc.bailleur = l.bailleur)
       and not exists (select from parc where parc.cle = l.cle)
    union all
    select 'repondants-superieurs-au-parc', 1, l.ligne, l.nom
      from ligne l
      join parc on parc.cle = l.cle
     where l.repondants > parc.logements
    union all
    select 'classes-incoherentes', s.classes, s.premiere, s.nom
      from somme s
      left join ligne l on l.cle = s.cle and l.enquete = s.enquete and l.population = s.population and l.indicateur = s.attendu
     where case when s.attendu is null
                then s.effectif > s.repondants or (s.classes = s.taille and s.effectif <> s.repondants)
                else s.classes = s.taille and s.effectif <> l.effectif end
    union all
    select 'recents-superieurs-aux-occupants', 1, r.ligne, r.nom
      from ligne r
      join ligne o on o.cle = r.cle and o.enquete = r.enquete and o.indicateur = r.indicateur and o.population = 'occupants'
     where r.population = 'emmenages-recents'
       and (r.effectif > o.effectif or r.repondants > o.repondants)
  )
  select code, sum(lignes) as lignes, min(premiere) as premiere,
         (array_agg(distinct nom))[1:$3::integer] as exemples
    from ecart
   group by code
   order by code`;
