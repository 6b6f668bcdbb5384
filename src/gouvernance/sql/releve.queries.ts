import { z } from "zod";
import { rowOf, type Sql } from "#socle/sql/sql.ts";
import type { ReleveQueries } from "../lectures/ports.ts";
import type { ContenuReleve } from "../lectures/releve.ts";

export function releveQueries(sql: Sql): ReleveQueries {
  return {
    find: (epci, reunion) =>
      rowOf(
        sql,
        releveRow,
        `select id, reunion, numero, contenu, empreinte, fige_le
           from releve
          where epci = $1
            and reunion = $2`,
        [epci, reunion],
      ),
    add: async (epci, { reunion, numero, contenu, empreinte, figePar }) => {
      await sql.query(
        "insert into releve (epci, reunion, numero, contenu, empreinte, fige_par) values ($1, $2, $3, $4, $5, $6)",
        [epci, reunion, numero, JSON.stringify(contenu), empreinte, figePar],
      );
    },
  };
}

/** The very object that was frozen; its `empreinte` is what proves it, not its shape, which later versions may extend. */
const releveRow = z.object({
  id: z.number(),
  reunion: z.number(),
  numero: z.string(),
  contenu: z.custom<ContenuReleve>((value) => typeof value === "object" && value !== null && "points" in value),
  empreinte: z.string(),
  figeLe: z.string(),
});
