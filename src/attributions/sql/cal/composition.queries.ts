import { z } from "zod";
import { oneOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { CalQueries } from "../../actes/cal/ports.ts";
import { QUALITES_CAL } from "../../regles/cal/composition.ts";

const id = z.object({ id: z.number() });

const reglementRow = z.object({
  id: z.number(),
  numero: z.number(),
  depuis: z.string(),
  quorum: z.number(),
  distance: z.boolean(),
  asynchrone: z.boolean(),
  fenetreHeures: z.number(),
  nomsSecretaire: z.boolean(),
  source: z.string(),
  aConfirmer: z.boolean(),
});

export const siegeShape = {
  id: z.number(),
  qualite: z.enum(QUALITES_CAL),
  designation: z.string().nullable(),
  compte: z.number().nullable(),
  commune: z.string().nullable(),
  reservataire: z.number().nullable(),
  president: z.boolean(),
};

const membreRow = z.object({ ...siegeShape, depuis: z.string(), jusqua: z.string().nullable() });
const siegeRow = z.object({ compte: z.number(), nom: z.string(), organisation: z.string(), role: z.string() });

type Parties = Pick<
  CalQueries,
  "reglements" | "adopter" | "composition" | "ajouterMembre" | "retirerMembre" | "sieges"
>;

export function compositionQueries(sql: Sql): Parties {
  return {
    reglements: (epci, organisation) =>
      rowsOf(
        sql,
        reglementRow,
        `select id, numero, depuis, quorum, distance, asynchrone, fenetre_heures, noms_secretaire, source,
                a_confirmer
           from cal_reglement
          where epci = $1
            and organisation = $2
          order by depuis desc`,
        [epci, organisation],
      ),
    adopter: async (epci, organisation, r) => {
      const { rowCount } = await sql.query(
        `insert into cal_reglement (epci, organisation, numero, depuis, quorum, distance, asynchrone, fenetre_heures, noms_secretaire, source, a_confirmer)
         values ($1, $2, (select coalesce(max(numero), 0) + 1 from cal_reglement where epci = $1 and organisation = $2), $3, $4, $5, $6, $7, $8, $9, $10)
         on conflict do nothing`,
        [
          epci,
          organisation,
          r.depuis,
          r.quorum,
          r.distance,
          r.asynchrone,
          r.fenetreHeures,
          r.nomsSecretaire,
          r.source,
          r.aConfirmer,
        ],
      );
      return rowCount === 1;
    },
    composition: (epci, organisation) =>
      rowsOf(
        sql,
        membreRow,
        `select id, qualite, designation, compte, commune, reservataire, president, depuis, jusqua
           from cal_membre
          where epci = $1
            and organisation = $2
          order by jusqua nulls first, id`,
        [epci, organisation],
      ),
    ajouterMembre: async (epci, organisation, m) =>
      (
        await oneOf(
          sql,
          id,
          `insert into cal_membre (epci, organisation, qualite, designation, compte, commune, reservataire, president, depuis, synthetique)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
           returning id`,
          [
            epci,
            organisation,
            m.qualite,
            m.designation,
            m.compte,
            m.commune,
            m.reservataire,
            m.president,
            m.depuis,
            m.synthetique,
          ],
        )
      ).id,
    retirerMembre: async (epci, membre, jusqua) => {
      const { rowCount } = await sql.query(
        "update cal_membre set jusqua = $3 where epci = $1 and id = $2 and jusqua is null and depuis <= $3",
        [epci, membre, jusqua],
      );
      return rowCount === 1;
    },
    sieges: (epci) =>
      rowsOf(
        sql,
        siegeRow,
        "select compte, nom, organisation, role from contexte.sieges_cal($1) order by organisation, nom, role",
        [epci],
      ),
  };
}
