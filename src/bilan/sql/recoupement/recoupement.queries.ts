import { FICHIER } from "#donnees/sql/lot/lot-row.ts";
import { rowsOf, type Sql } from "#socle/sql/sql.ts";
import {
  absentsRow,
  bailRecoupeRow,
  compteRecoupementRow,
  type RecoupementQueries,
} from "../../lectures/recoupement/ports.ts";

export function recoupementQueries(sql: Sql): RecoupementQueries {
  return {
    absents: (epci, depuis) => rowsOf(sql, absentsRow, ABSENTS, [epci, depuis]),
    comptes: (epci, annee) =>
      rowsOf(
        sql,
        compteRecoupementRow,
        `${RECOUPES} select etat, count(*)::integer as baux from recoupe group by etat`,
        [epci, annee],
      ),
    list: (epci, annee, { etats, limite }) =>
      rowsOf(
        sql,
        bailRecoupeRow,
        `${RECOUPES} select etat, bailleur, commune, signe_blaise, signe_fichier, lot, ligne, ecarts
           from recoupe
          where etat = any ($3)
          order by coalesce(signe_blaise, signe_fichier) desc, bailleur, lot, ligne
          limit $4`,
        [epci, annee, etats, limite],
      ),
  };
}

/** Of a lease `b`: the file of its day is published, and no line of a file is its own. Told to whoever must look, and shown by the table. */
const ABSENT = `
  not b.double_possible
  and not exists (select from fait_attribution f
                   where f.epci = $1 and f.lot = b.lot and f.ligne = b.ligne and not f.hors_territoire)
  and exists (select from publication p
                join lot l on l.epci = p.epci and l.id = p.lot and ${FICHIER}
               where p.epci = $1 and p.source = 'sne-attributions' and jours_periode(p.periode) @> b.signe_le)`;

const ABSENTS = `
  select extract(year from b.signe_le)::integer as annee, count(*)::integer as baux
    from baux_de_blaise($1, daterange(make_date($2::integer, 1, 1), null)) b
   where ${ABSENT}
   group by 1
   order by 1 desc`;

/**
 * $2: a year. The leases signed here, each with its line in a published file, and the lines that no lease has. A line of the first days of a year may
 * be of a lease of the year before.
 */
const RECOUPES = `
  with jours as (
    select daterange(make_date($2::integer, 1, 1), make_date($2::integer + 1, 1, 1)) as annee
  ),
  fichiers as (
    select p.lot
      from publication p
      join lot l on l.epci = p.epci and l.id = p.lot and ${FICHIER}
     where p.epci = $1 and p.source = 'sne-attributions'
       -- A lease and its line are two months apart at most.
       and jours_periode(p.periode) && (select daterange(lower(annee) - 62, upper(annee) + 62) from jours)
  ),
  lignes as (
    select f.lot, f.ligne, f.bailleur, f.commune, f.bail_signe_le, faits_connus(jsonb_build_object(
             'commune', f.commune, 'secteur', f.secteur, 'situation', f.situation, 'quartile', f.quartile, 'menage', f.menage, 'age', f.age,
             'contingent', f.contingent, 'relogement', f.relogement, 'typologie', a.typologie)) as faits
      from fichiers x
      join fait_attribution f on f.epci = $1 and f.lot = x.lot
      join attribution a on a.epci = f.epci and a.lot = f.lot and a.ligne = f.ligne
     where not f.hors_territoire
  ),
  recoupe as (
    select case when b.bailleur is null then 'fichier'
                when n.ligne is not null then case when c.ecarts = '{}' then 'concordant' else 'ecart' end
                when b.double_possible then 'a-departager'
                when ${ABSENT} then 'absent'
                else 'attendu' end as etat,
           coalesce(b.bailleur, n.bailleur) as bailleur, coalesce(b.commune, n.commune) as commune,
           b.signe_le as signe_blaise, n.bail_signe_le as signe_fichier, n.lot, n.ligne, coalesce(c.ecarts, '{}') as ecarts
      from baux_de_blaise($1, (select annee from jours)) b
      full join lignes n on n.lot = b.lot and n.ligne = b.ligne
     cross join lateral (
           select case when n.ligne is not null and b.bailleur is not null
                       then array_remove(array[case when n.bail_signe_le <> b.signe_le then 'date' end]
                                         || array_remove(v.desaccords, 'date'), null) end as ecarts
             from comparer_baux(n.faits, b.faits, 0) v
           ) c
     where b.bailleur is not null or n.bail_signe_le <@ (select annee from jours)
  )`;
