import { z } from "zod";
import type { CelluleLoyer, GroupeLoyer, LoyerQueries } from "#application/loyer/ports.ts";
import { PERIODES_CONSTRUCTION } from "#domain/patrimoine/construction.ts";
import { situation } from "../rows.ts";
import { oneOf, rowsOf, type Sql } from "../sql.ts";

export function loyerQueries(sql: Sql): LoyerQueries {
  return {
    millesimes: (epci) => millesimes(sql, epci),
    groupes: (epci, millesime) => groupes(sql, epci, millesime),
    communesQpv: (epci, generation) => communesQpv(sql, epci, generation),
    mobilite: (epci, millesime) => mobilite(sql, epci, millesime),
  };
}

const millesimeRow = z.object({ millesime: z.string(), lot: z.number() });

function millesimes(sql: Sql, epci: string): ReturnType<LoyerQueries["millesimes"]> {
  return rowsOf(
    sql,
    millesimeRow,
    `select periode as millesime, lot
       from publication
      where epci = $1
        and source = 'rpls'
      order by periode`,
    [epci],
  );
}

const groupeRow = z.object({
  bailleur: z.string().nullable(),
  commune: z.string(),
  situation,
  financement: z.string().nullable(),
  periode: z.enum([...PERIODES_CONSTRUCTION, "inconnue"]),
  pieces: z.number().nullable(),
  cellules: z.string(),
});

/**
 * One row a group, its cells in one text « surface loyer nombre vacants modes;… »: sixty thousand dwellings make as many cells, and a row for
 * each would cost more than all the rest of the page.
 */
async function groupes(sql: Sql, epci: string, millesime: string): Promise<GroupeLoyer[]> {
  const rows = await rowsOf(
    sql,
    groupeRow,
    `select c.bailleur, c.commune, c.situation, c.financement, c.periode, c.pieces,
            string_agg(coalesce(c.surface::text, '') || ' ' || coalesce(c.loyer::text, '') || ' '
                       || c.nombre || ' ' || c.vacants || ' ' || c.modes, ';') as cellules
       from publication p
       join cube_loyer c on c.lot = p.lot
      where p.epci = $1
        and p.source = 'rpls'
        and p.periode = $2
      group by c.bailleur, c.commune, c.situation, c.financement, c.periode, c.pieces`,
    [epci, millesime],
  );
  return rows.map((row) => ({ ...row, cellules: parseCellules(row.cellules) }));
}

/** Whole numbers that we wrote; an empty word is null. Throws on anything else: the column drifted from the code. */
function parseCellules(texte: string): CelluleLoyer[] {
  return texte.split(";").map((cellule) => {
    const [surface = "", loyer = "", ...comptes] = cellule.split(" ");
    const [nombre, vacants, modes] = comptes.map(Number);
    if (nombre === undefined || vacants === undefined || modes === undefined) {
      throw new Error(`cell of rents expected, got ${cellule}`);
    }
    return { surface: parseEntier(surface), loyer: parseEntier(loyer), nombre, vacants, modes };
  });
}

function parseEntier(texte: string): number | null {
  return texte === "" ? null : Number(texte);
}

async function communesQpv(sql: Sql, epci: string, generation: 2015 | 2024): Promise<string[]> {
  const rows = await rowsOf(
    sql,
    z.object({ commune: z.string() }),
    `select distinct unnest(q.communes) as commune
       from publication p
       join qpv q on q.lot = p.lot
      where p.epci = $1
        and p.source = 'qpv'
        and q.generation = $2
      order by 1`,
    [epci, generation],
  );
  return rows.map(({ commune }) => commune);
}

const mobiliteRow = z.object({ mobiles: z.number(), possibles: z.number() });

function mobilite(sql: Sql, epci: string, millesime: string): ReturnType<LoyerQueries["mobilite"]> {
  return oneOf(
    sql,
    mobiliteRow,
    `select coalesce(sum(r.mobiles), 0) as mobiles, coalesce(sum(r.mobilites_possibles), 0) as possibles
       from publication p
       join residence_parc r on r.lot = p.lot
      where p.epci = $1
        and p.source = 'rpls'
        and p.periode = $2`,
    [epci, millesime],
  );
}
