import { z } from "zod";
import { INDICATEURS_OCCUPATION } from "#donnees/regles/occupation/indicateur.ts";
import { insertNew, inserts } from "#socle/sql/ecrire.ts";
import { rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { DesequilibreQueries } from "../../lectures/desequilibre/ports.ts";
import { MOTIFS_EXCLUSION } from "../../regles/desequilibre/exclusion.ts";
import { listeQueries } from "./liste-mixite.queries.ts";

export function desequilibreQueries(sql: Sql): DesequilibreQueries {
  return {
    methodes: async (epci) => {
      const rows = await rowsOf(
        sql,
        methodeRow,
        `select numero as version, depuis, indicateurs, seuils, acte
           from methode_desequilibre
          where epci = $1
          order by numero`,
        [epci],
      );
      // Decided by the territory, and published by an act.
      return rows.map((row) => ({ ...row, confiance: "S" }));
    },
    addMethode: async (epci, methode) => {
      const { version: numero, depuis, acte } = methode;
      const indicateurs = JSON.stringify(methode.indicateurs);
      const seuils = JSON.stringify(methode.seuils);
      return inserts(sql, "methode_desequilibre", { epci, numero, depuis, indicateurs, seuils, acte });
    },
    exclusions: (epci) =>
      rowsOf(
        sql,
        exclusionRow,
        `select id, residence_courante(epci, cle) as cle, motif, depuis, jusqu_a, acte
           from residence_exclue
          where epci = $1
          order by cle, depuis`,
        [epci],
      ),
    addExclusion: (epci, { cle, motif, depuis, acte }) =>
      insertNew(
        sql,
        "residence_exclue",
        { epci, cle, motif, depuis, acte },
        "on conflict (epci, cle, depuis) do nothing",
      ),
    closeExclusion: async (epci, id, jusquA) => {
      const { rowCount } = await sql.query(
        `update residence_exclue
            set jusqu_a = $3
          where epci = $1
            and id = $2
            and jusqu_a is null
            and depuis <= $3`,
        [epci, id, jusquA],
      );
      return rowCount === 1;
    },
    ...listeQueries(sql),
  };
}

const methodeRow = z.object({
  version: z.number(),
  depuis: z.string(),
  indicateurs: z.array(z.object({ indicateur: z.enum(INDICATEURS_OCCUPATION), poids: z.number() })),
  seuils: z.object({
    etabli: z.number(),
    surveiller: z.number(),
    q: z.number(),
    effectifMinimal: z.number(),
    ratio: z.number(),
    enjeuMixite: z.number(),
  }),
  acte: z.string(),
});

const exclusionRow = z.object({
  id: z.number(),
  cle: z.string(),
  motif: z.enum(MOTIFS_EXCLUSION),
  depuis: z.string(),
  jusquA: z.string().nullable(),
  acte: z.string(),
});
