import { z } from "zod";
import { contingent } from "#donnees/formats/ports.ts";
import { rowsOf, type Sql } from "#socle/sql/sql.ts";
import {
  bilanRow,
  type ContingentQueries,
  reserveRow,
  territoireDepartementRow,
} from "../../lectures/contingent/ports.ts";
import { CODES_CONTRESLOG } from "../../regles/contingent/logement-reserve.ts";

const celluleRow = z.object({
  epci: z.string(),
  bailleur: z.string(),
  contingent,
  reservataire: z.number().nullable(),
  commune: z.string().nullable(),
  mois: z.number(),
  nombre: z.number(),
});

export function cellules(sql: Sql, epci: string, annee: number): ReturnType<ContingentQueries["cellules"]> {
  return rowsOf(sql, celluleRow, cellulesWhere("p.epci = $1"), [epci, annee]);
}

/** The other territories of the département, in the order of `cellules`. */
export function cellulesAilleurs(
  sql: Sql,
  ...[epci, departement, annee]: Parameters<ContingentQueries["cellulesAilleurs"]>
): ReturnType<ContingentQueries["cellulesAilleurs"]> {
  return rowsOf(sql, celluleRow, cellulesWhere(AILLEURS), [epci, annee, departement]);
}

const AILLEURS = "p.epci <> $1 and p.epci in (select epci from territoire_commune where starts_with(commune, $3))";

function cellulesWhere(where: string): string {
  return `select p.epci, c.bailleur, c.contingent, c.reservataire, c.commune, extract(month from c.mois)::integer as mois,
            sum(c.nombre)::integer as nombre
       from publication p
       join cube_attribution c on c.epci = p.epci and c.lot = p.lot
      where ${where}
        and p.source = 'sne-attributions'
        and c.mois between make_date($2, 1, 1) and make_date($2, 12, 1)
        -- A sum without bounds: a lease that the file may have already is not added to it.
        and not c.double_possible
      group by p.epci, c.bailleur, c.contingent, c.reservataire, c.commune, c.mois
      order by p.epci, c.bailleur, c.contingent, c.reservataire nulls first, c.commune, c.mois`;
}

export function territoiresDepartement(
  sql: Sql,
  epci: string,
  departement: string,
): ReturnType<ContingentQueries["territoiresDepartement"]> {
  return rowsOf(
    sql,
    territoireDepartementRow,
    `select t.epci, t.nom
       from territoire t
       join territoire here on here.epci = $1 and here.demonstration = t.demonstration
      where exists (select from territoire_commune m where m.epci = t.epci and starts_with(m.commune, $2))
      order by t.nom, t.epci`,
    [epci, departement],
  );
}

/** Dwellings that left the stock (SORTIEPATRIM 1 to 5) are not counted. */
export async function logementsReserves(
  sql: Sql,
  epci: string,
  annee: number,
): ReturnType<ContingentQueries["logementsReserves"]> {
  const rows = await rowsOf(
    sql,
    reserveRow,
    `with millesime as (
       select p.lot, p.periode
         from publication p
        where p.epci = $1
          and p.source = 'rpls'
        order by p.periode > $2::text, case when p.periode <= $2::text then p.periode end desc, p.periode
        limit 1
     )
     select m.periode as millesime, l.bailleur,
            case when l.contingent = any ($3::text[]) then l.contingent else 'inconnu' end as contreslog,
            count(*)::integer as nombre
       from millesime m
       join logement l on l.epci = $1 and l.lot = m.lot
      where l.sortie is null or l.sortie not in ('1','2','3','4','5')
      group by 1, 2, 3
      order by 2, 3`,
    [epci, String(annee), CODES_CONTRESLOG],
  );
  const [first] = rows;
  return first ? { millesime: first.millesime, lignes: rows } : null;
}

/**
 * The dwelling as RPLS describes it: the vintage of the year or the last before, else the first after (the rule of derive-faits). A dwelling that the
 * person may not read (sold since to another bailleur) counts as not found.
 */
export function bilanCells(
  sql: Sql,
  epci: string,
  annee: number,
  siren: string | null,
): ReturnType<ContingentQueries["bilan"]> {
  return rowsOf(
    sql,
    bilanRow,
    `with millesimes as (
       select lot, periode from publication where epci = $1 and source = 'rpls'
     ),
     baux as (
       select f.contingent, f.situation, f.commune, a.typologie, a.numero_rpls, false as provisoire
         from publication p
         join fait_attribution f on f.epci = p.epci and f.lot = p.lot
         join attribution a on a.epci = f.epci and a.lot = f.lot and a.ligne = f.ligne
        where p.epci = $1
          and p.source = 'sne-attributions'
          and not f.hors_territoire
          and f.bail_signe_le between make_date($2, 1, 1) and make_date($2, 12, 31)
          and ($3::text is null or f.bailleur = $3)
        union all
       select b.contingent, b.situation, b.commune, b.typologie, b.numero_rpls, true
         from baux_de_blaise($1, daterange(make_date($2, 1, 1), make_date($2 + 1, 1, 1))) b
        where b.ligne is null
          and not b.double_possible
          and ($3::text is null or b.bailleur = $3)
     )
     select b.contingent, b.typologie, g.financement, b.situation, b.commune, g.construction,
            g.trouve is not null as rapproche, b.provisoire, count(*)::integer as nombre
       from baux b
       left join lateral (
            select l.financement, l.construction, true as trouve
              from millesimes m
              join logement l on l.epci = $1 and l.lot = m.lot and l.ident_rep = b.numero_rpls
             order by m.periode > $2::text,
                      case when m.periode <= $2::text then m.periode end desc,
                      m.periode,
                      case when m.periode <= $2::text then -l.ligne else l.ligne end
             limit 1
            ) g on true
      group by 1, 2, 3, 4, 5, 6, 7, 8
      order by 1, 2, 3, 4, 5, 6, 7, 8`,
    [epci, annee, siren],
  );
}
