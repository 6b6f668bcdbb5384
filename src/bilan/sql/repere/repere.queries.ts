import { z } from "zod";
import { GENRES_LIEU } from "#donnees/regles/convention/lieu.ts";
import { insertNew } from "#socle/sql/ecrire.ts";
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

export function repereQueries(sql: Sql): RepereQueries {
  return {
    demarches: (epci) =>
      rowsOf(sql, demarcheRow, `select ${colonnesOf(demarcheRow)} from demarche where epci = $1 order by id`, [epci]),
    addDemarche: (epci, { titre, quand, document, source }) =>
      insertNew(sql, "demarche", { epci, titre, quand, document, source }),
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
    addPopulation: (epci, { lieu, habitants, millesime, source }) =>
      insertNew(sql, "population_lieu", {
        epci,
        lieuGenre: lieu?.genre,
        lieu: lieu?.code,
        habitants,
        millesime,
        source,
      }),
    removePopulation: (epci, id) => remove(sql, "population_lieu", epci, id),
  };
}

async function remove(sql: Sql, table: "demarche" | "population_lieu", epci: string, id: number): Promise<boolean> {
  const { rowCount } = await sql.query(`delete from ${table} where epci = $1 and id = $2`, [epci, id]);
  return rowCount === 1;
}
