import { z } from "zod";
import { inserts } from "#socle/sql/ecrire.ts";
import { colonnesOf } from "#socle/sql/ligne.ts";
import { rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { PublicsQueries } from "../../lectures/public-prioritaire/ports.ts";

type CategorieQueries = Pick<PublicsQueries, "categories" | "addCategorie" | "closeCategorie">;

/** Local categories are opened and closed, never rewritten. */
export function categorieQueries(sql: Sql): CategorieQueries {
  return {
    categories: (epci) =>
      rowsOf(
        sql,
        categorieRow,
        `select ${colonnesOf(categorieRow)}
           from categorie_locale
          where epci = $1
          order by code, depuis`,
        [epci],
      ),
    addCategorie: (epci, { code, libelle, depuis, jusque, acte }) => {
      const sauf = "on conflict (epci, code) where jusque is null do nothing";
      return inserts(sql, "categorie_locale", { epci, code, libelle, depuis, jusque, acte }, sauf);
    },
    closeCategorie: async (epci, id, jusque) => {
      const { rowCount } = await sql.query(
        "update categorie_locale set jusque = $3 where epci = $1 and id = $2 and jusque is null and depuis <= $3",
        [epci, id, jusque],
      );
      return rowCount === 1;
    },
  };
}

const categorieRow = z.object({
  id: z.number(),
  code: z.string(),
  libelle: z.string(),
  depuis: z.string(),
  jusque: z.string().nullable(),
  acte: z.string(),
});
