import { z } from "zod";
import { oneOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import {
  type GroupeLoyer,
  groupeRow,
  type LoyerQueries,
  millesimeRow,
  mobiliteRow,
} from "../../lectures/loyer/ports.ts";

export function loyerQueries(sql: Sql): LoyerQueries {
  return {
    millesimes: (epci) =>
      rowsOf(
        sql,
        millesimeRow,
        `select periode as millesime, lot
           from publication
          where epci = $1
            and source = 'rpls'
          order by periode`,
        [epci],
      ),
    groupes: (epci, millesime) => groupes(sql, epci, millesime),
    mobilite: (epci, millesime) =>
      oneOf(
        sql,
        mobiliteRow,
        `select coalesce(sum(r.mobiles), 0) as mobiles, coalesce(sum(r.mobilites_possibles), 0) as possibles
           from publication p
           join residence_parc r on r.epci = p.epci and r.lot = p.lot
          where p.epci = $1
            and p.source = 'rpls'
            and p.periode = $2`,
        [epci, millesime],
      ),
  };
}

/** « 62 65 - 71 »: our whole numbers, « - » for null. One text per list: the driver would parse an array character by character. */
const entiers = z.string().transform((texte) => readEntiers(texte).map(Number));
const entiersOuNuls = z.string().transform(readEntiers);

const [ESPACE, TIRET, ZERO] = [" ", "-", "0"].map((signe) => signe.charCodeAt(0));

/** Parsed by hand: splitting the text costs five times as much for two hundred thousand numbers. */
function readEntiers(texte: string): (number | null)[] {
  const lus: (number | null)[] = [];
  let lu: number | null = 0;
  for (let i = 0; i < texte.length; i += 1) {
    const signe = texte.charCodeAt(i);
    if (signe === ESPACE) {
      lus.push(lu);
      lu = 0;
    } else lu = signe === TIRET ? null : Number(lu) * 10 + signe - Number(ZERO);
  }
  lus.push(lu);
  return lus;
}

const celluleesRow = groupeRow.extend({
  surfaces: entiersOuNuls,
  loyers: entiersOuNuls,
  nombres: entiers,
  vacants: entiers,
});

async function groupes(sql: Sql, epci: string, millesime: string): Promise<GroupeLoyer[]> {
  const rows = await rowsOf(
    sql,
    celluleesRow,
    `select c.bailleur, c.commune, c.situation, c.financement, c.periode, c.pieces, c.zone,
            array_to_string(c.surfaces, ' ', '-') as surfaces,
            array_to_string(c.loyers, ' ', '-')   as loyers,
            array_to_string(c.nombres, ' ')       as nombres,
            array_to_string(c.vacants, ' ')       as vacants,
            c.modes
       from publication p
       join cube_loyer c on c.epci = p.epci and c.lot = p.lot
      where p.epci = $1
        and p.source = 'rpls'
        and p.periode = $2`,
    [epci, millesime],
  );
  return rows.map(({ surfaces, loyers, nombres, vacants, ...cles }) => ({
    ...cles,
    cellules: { surfaces, loyers, nombres, vacants },
  }));
}
