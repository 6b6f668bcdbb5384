import { z } from "zod";
import { GENRES_LIEU } from "#donnees/regles/convention/lieu.ts";
import { colonnesOf } from "#socle/sql/ligne.ts";
import { rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { RepereQueries } from "../../lectures/repere/ports.ts";
import { DOCUMENTS_DEMARCHE } from "../../regles/repere/demarche.ts";

const demarcheRow = z.object({
  id: z.number(),
  titre: z.string(),
  quand: z.string().nullable(),
  document: z.enum(DOCUMENTS_DEMARCHE),
  source: z.string(),
});

const populationRow = z.object({
  id: z.number(),
  genre: z.enum(GENRES_LIEU).nullable(),
  code: z.string().nullable(),
  habitants: z.number(),
  millesime: z.number().nullable(),
  source: z.string(),
});

const idRow = z.object({ id: z.number() });

export function repereQueries(sql: Sql): RepereQueries {
  return {
    demarches: (epci) =>
      rowsOf(sql, demarcheRow, `select ${colonnesOf(demarcheRow)} from demarche where epci = $1 order by id`, [epci]),
    addDemarche: async (epci, { titre, quand, document, source }) =>
      added(
        await rowsOf(
          sql,
          idRow,
          `insert into demarche (epci, titre, quand, document, source)
           values ($1, $2, $3, $4, $5)
               on conflict do nothing
           returning id`,
          [epci, titre, quand, document, source],
        ),
      ),
    removeDemarche: (epci, id) => remove(sql, "demarche", epci, id),
    populations: async (epci) => {
      const rows = await rowsOf(
        sql,
        populationRow,
        `select id, lieu_genre as genre, lieu as code, habitants, millesime, source
           from population_lieu
          where epci = $1
          order by id`,
        [epci],
      );
      return rows.map(({ genre, code, ...row }) => ({
        ...row,
        lieu: genre === null || code === null ? null : { genre, code },
      }));
    },
    addPopulation: async (epci, { lieu, habitants, millesime, source }) =>
      added(
        await rowsOf(
          sql,
          idRow,
          `insert into population_lieu (epci, lieu_genre, lieu, habitants, millesime, source)
           values ($1, $2, $3, $4, $5, $6)
               on conflict do nothing
           returning id`,
          [epci, lieu?.genre ?? null, lieu?.code ?? null, habitants, millesime, source],
        ),
      ),
    removePopulation: (epci, id) => remove(sql, "population_lieu", epci, id),
  };
}

function added(rows: readonly { readonly id: number }[]): number | null {
  return rows[0]?.id ?? null;
}

async function remove(sql: Sql, table: "demarche" | "population_lieu", epci: string, id: number): Promise<boolean> {
  const { rowCount } = await sql.query(`delete from ${table} where epci = $1 and id = $2`, [epci, id]);
  return rowCount === 1;
}
