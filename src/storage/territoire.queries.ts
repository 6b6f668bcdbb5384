import { z } from "zod";
import type { CommuneTerritoire, Territoire, TerritoireQueries } from "#application/territoire/ports.ts";
import { communeRow } from "./rows.ts";
import { oneOf, rowOf, rowsOf, type Sql } from "./sql.ts";

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
    add: (territoire, communes) => addTerritoire(sql, territoire, communes),
    communes: (epci) =>
      rowsOf(
        sql,
        communeTerritoireRow,
        `select commune, nom, population
           from territoire_commune
          where epci = $1
          order by nom, commune`,
        [epci],
      ),
    contours: (epci) =>
      rowsOf(
        sql,
        communeRow,
        `select c.code, c.nom, c.population, c.secteur, c.contour, c.schematique
           from publication p
           join commune c on c.lot = p.lot
          where p.epci = $1
            and p.source = 'communes'
          order by c.code, c.ligne`,
        [epci],
      ),
  };
}

async function readEtat(sql: Sql, epci: string): Promise<string> {
  const row = z.object({ etat: z.string() });
  return (await oneOf(sql, row, "select contexte.etat_territoire($1) as etat", [epci])).etat;
}

/** Of the offers, those that the person reads: an answer is kept for those who have the same rights. */
async function readEtatBilan(sql: Sql, epci: string): Promise<string> {
  const row = z.object({ etat: z.string() });
  const { etat } = await oneOf(
    sql,
    row,
    `select concat_ws('/', contexte.etat_territoire($1),
              (select md5(string_agg(concat_ws(' ', p.bailleur, p.mois, p.situation, p.quartile, p.nombre), ','
                                     order by p.mois, p.bailleur, p.situation, p.quartile))
                 from cube_proposition p where p.epci = $1)) as etat`,
    [epci],
  );
  return etat;
}

const territoireRow = z.object({ epci: z.string(), nom: z.string(), demonstration: z.boolean() });

const communeTerritoireRow = z.object({ commune: z.string(), nom: z.string(), population: z.number().nullable() });

/** A commune that is no longer listed leaves the territory: mergers and changes of EPCI happen every 1 January. */
async function addTerritoire(
  sql: Sql,
  { epci, nom, demonstration }: Territoire,
  communes: readonly CommuneTerritoire[],
): Promise<void> {
  await sql.transaction(async (tx) => {
    await tx.query(
      `insert into territoire (epci, nom, demonstration)
       values ($1, $2, $3)
       on conflict (epci) do update set nom = excluded.nom, demonstration = excluded.demonstration`,
      [epci, nom, demonstration],
    );
    await tx.query(
      `delete from territoire_commune
        where epci = $1
          and commune <> all ($2::text[])`,
      [epci, communes.map((row) => row.commune)],
    );
    await tx.query(
      `insert into territoire_commune (epci, commune, nom, population)
       select $1, c.commune, c.nom, c.population
         from unnest($2::text[], $3::text[], $4::integer[]) as c (commune, nom, population)
       on conflict (epci, commune) do update set nom = excluded.nom, population = excluded.population`,
      [epci, communes.map((row) => row.commune), communes.map((row) => row.nom), communes.map((row) => row.population)],
    );
  });
}
