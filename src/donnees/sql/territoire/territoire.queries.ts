import { z } from "zod";
import type { TerritoireQueries } from "#socle/lectures/territoires.ts";
import { oneOf, rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import { communeRow } from "../../formats/ports.ts";
import type { CommuneTerritoire, TerritoireAOuvrir } from "../../lectures/territoire/ports.ts";
import { communeTerritoireRow } from "../../lectures/territoire/ports.ts";
import { NATURES_TITULAIRE } from "../../regles/territoire/obligation.ts";
import { SEJOURS, sejoursRow } from "./sejours.ts";

export function territoireQueries(sql: Sql): TerritoireQueries {
  return {
    list: () =>
      rowsOf(
        sql,
        territoireRow,
        `select epci, nom, demonstration
           from territoire
          order by nom, epci`,
      ),
    find: (epci) =>
      rowOf(
        sql,
        territoireRow,
        `select epci, nom, demonstration
           from territoire
          where epci = $1`,
        [epci],
      ),
    etat: (epci) => readEtat(sql, epci),
    etatBilan: (epci) => readEtatBilan(sql, epci),
    instantane: () => readInstantane(sql),
    faitsTitulaire: (epci) => oneOf(sql, titulaireRow, TITULAIRE, [epci]),
    add: (territoire, communes) => addTerritoire(sql, territoire, communes),
    communes: (epci) =>
      rowsOf(
        sql,
        communeTerritoireRow,
        `select commune, nom, population
           from territoire_commune
          where epci = $1
            and jours @> contexte.aujourdhui()
          order by nom, commune`,
        [epci],
      ),
    perimetre: (epci) =>
      rowsOf(
        sql,
        communeDateeRow,
        `select t.commune, t.nom, t.population, ${SEJOURS} as sejours, t.origine
           from territoire_commune t
          where t.epci = $1
          order by t.nom, t.commune`,
        [epci],
      ),
    lotsDuFond: (epci) => readLotsDuFond(sql, epci),
    contours: (epci) =>
      rowsOf(
        sql,
        communeRow,
        `select c.code, c.nom, c.population, c.secteur, c.contour,
                coalesce(c.source, 'fichier publié par le territoire') as source
           from publication p
           join commune c on c.epci = p.epci and c.lot = p.lot
          where p.epci = $1
            and p.source = 'communes'
          order by c.code, c.ligne`,
        [epci],
      ),
  };
}

async function readLotsDuFond(sql: Sql, epci: string): Promise<string> {
  const { lots } = await oneOf(
    sql,
    z.object({ lots: z.string() }),
    `select coalesce(string_agg(source || ' ' || lot, ', ' order by source, lot), '') as lots
       from publication
      where epci = $1
        and source in ('communes','qpv')`,
    [epci],
  );
  return lots;
}

/** Answers also depend on the law. */
const DROIT = "select version from droit_etat";

async function readEtat(sql: Sql, epci: string): Promise<string> {
  const row = z.object({ etat: z.string() });
  return (await oneOf(sql, row, `select concat_ws('/', contexte.etat_territoire($1), (${DROIT})) as etat`, [epci]))
    .etat;
}

/** Only counts the offers that the person may read: the cached answer is shared by equal rights. */
async function readEtatBilan(sql: Sql, epci: string): Promise<string> {
  const row = z.object({ etat: z.string() });
  const { etat } = await oneOf(
    sql,
    row,
    `select concat_ws('/', contexte.etat_territoire($1), (${DROIT}),
              (select md5(string_agg(concat_ws(' ', p.bailleur, p.mois, p.situation, p.quartile, p.nombre), ','
                                     order by p.mois, p.bailleur, p.situation, p.quartile))
                 from cube_proposition p where p.epci = $1)) as etat`,
    [epci],
  );
  return etat;
}

/** Two equal snapshots see the same rows: any commit has taken a number that the next snapshot holds as past (PostgreSQL, § 9.27.8). */
async function readInstantane(sql: Sql): Promise<string> {
  const row = z.object({ instantane: z.string() });
  return (await oneOf(sql, row, "select pg_current_snapshot()::text as instantane")).instantane;
}

const titulaireRow = z.object({
  nature: z.enum(NATURES_TITULAIRE).nullable(),
  population: z.number().nullable(),
  communePlusPeuplee: z.number().nullable(),
  quartiers: z.number().nullable(),
});

/** One commune of unknown population makes the whole unknown. */
const TITULAIRE = `
  with communes as (
    select c.population from territoire_commune c where c.epci = $1 and c.jours @> contexte.aujourdhui()
  ), listes as (
    select p.lot from publication p where p.epci = $1 and p.source = 'qpv' order by p.periode desc limit 1
  )
  select (select t.nature from territoire t where t.epci = $1) as nature,
         (select case when count(*) = count(c.population) then sum(c.population)::integer end from communes c) as population,
         (select case when count(*) = count(c.population) then max(c.population) end from communes c) as commune_plus_peuplee,
         (select count(distinct q.code)::integer from listes l left join qpv q on q.epci = $1 and q.lot = l.lot
          having count(l.lot) > 0) as quartiers`;

const territoireRow = z.object({ epci: z.string(), nom: z.string(), demonstration: z.boolean() });

const communeDateeRow = communeTerritoireRow.extend({ sejours: sejoursRow, origine: z.boolean() });
const nouveauRow = z.object({ nouveau: z.boolean() });

/** Opening a territory again updates names and populations. The list has no days: it cannot tell when a commune joined or left. */
async function addTerritoire(
  sql: Sql,
  { epci, nom, demonstration, nature = null }: TerritoireAOuvrir,
  communes: readonly CommuneTerritoire[],
): Promise<boolean> {
  return sql.transaction(async (tx) => {
    const { nouveau } = await oneOf(
      tx,
      nouveauRow,
      `insert into territoire (epci, nom, demonstration, nature)
       values ($1, $2, $3, $4)
       on conflict (epci) do update
          set nom = excluded.nom, demonstration = excluded.demonstration, nature = excluded.nature
       returning xmax = 0 as nouveau`,
      [epci, nom, demonstration, nature],
    );
    const params = [
      epci,
      communes.map((row) => row.commune),
      communes.map((row) => row.nom),
      communes.map((row) => row.population),
    ];
    await tx.query(nouveau ? OUVRIR : RENOMMER, params);
    return nouveau;
  });
}

const LISTE = "unnest($2::text[], $3::text[], $4::integer[]) as c (commune, nom, population)";
const OUVRIR = `
  insert into territoire_commune (epci, commune, nom, population)
  select $1, c.commune, c.nom, c.population from ${LISTE}`;
const RENOMMER = `
  update territoire_commune t
     set nom = c.nom, population = c.population
    from ${LISTE}
   where t.epci = $1 and t.commune = c.commune`;
