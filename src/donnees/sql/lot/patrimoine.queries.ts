import { z } from "zod";
import { rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { LieuPatrimoine, PatrimoineBailleur, PatrimoineDeduction } from "../../lectures/lot/ports.ts";

const compteRow = { annee: z.number(), qpv: z.number(), horsQpv: z.number(), inconnus: z.number() };
const bailleurRow = z.object({ ...compteRow, bailleur: z.string(), commune: z.string().nullable() });
const communesRow = z.object({ generation: z.number(), communes: z.array(z.string()), entiere: z.boolean() });

/** Dwellings that have left the stock are not counted. A printed table counts only when it gives both sides. */
export async function patrimoineDeduction(sql: Sql, epci: string): Promise<PatrimoineDeduction> {
  const bailleurs: PatrimoineBailleur[] = await rowsOf(
    sql,
    bailleurRow,
    `select left(p.periode, 4)::integer                                                as annee,
            c.bailleur,
            c.commune,
            coalesce(sum(c.nombre) filter (where c.situation = 'qpv'), 0)              as qpv,
            coalesce(sum(c.nombre) filter (where c.situation = 'hors-qpv'), 0)         as hors_qpv,
            coalesce(sum(c.nombre) filter (where c.situation = 'inconnue'), 0)         as inconnus
       from publication p
       join cube_parc c on c.lot = p.lot
      where p.epci = $1
        and p.source = 'rpls'
        and c.bailleur is not null
      group by grouping sets ((1, c.bailleur, c.commune), (1, c.bailleur))
      union all
     select r.annee, r.bailleur, null,
            max(r.valeur) filter (where r.grandeur = 'logements-qpv'),
            max(r.valeur) filter (where r.grandeur = 'logements-hors-qpv'),
            0
       from publication p
       join resultat r on r.epci = p.epci and r.lot = p.lot
      where p.epci = $1
        and p.source = 'resultats'
        and r.bailleur is not null
        and r.grandeur in ('logements-qpv','logements-hors-qpv')
      group by r.annee, r.bailleur
     having count(distinct r.grandeur) filter (where r.valeur is not null) = 2
      order by 2, 3, 1`,
    [epci],
  );
  return { bailleurs, communesQpv: await communesQpv(sql, epci) };
}

/** A generation published here without any perimeter gives an empty list: there is no QPV. */
async function communesQpv(sql: Sql, epci: string): Promise<PatrimoineDeduction["communesQpv"]> {
  const rows = await rowsOf(
    sql,
    communesRow,
    `select left(p.periode, 4)::integer as generation,
            coalesce(array_agg(distinct c.commune) filter (where c.commune is not null), '{}') as communes,
            coalesce(bool_and(cardinality(q.communes) > 0) filter (where q.lot is not null), true) as entiere
       from publication p
       left join qpv q on q.epci = p.epci and q.lot = p.lot
       left join lateral unnest(q.communes) as c (commune) on true
      where p.epci = $1
        and p.source = 'qpv'
      group by 1`,
    [epci],
  );
  return new Map(
    rows.flatMap(({ generation, communes, entiere }) =>
      generation === 2015 || generation === 2024 ? [[generation, entiere ? new Set(communes) : null] as const] : [],
    ),
  );
}

const lieuRow = z.object({
  ...compteRow,
  bailleur: z.string(),
  commune: z.string(),
  adresse: z.string().nullable(),
  residence: z.string().nullable(),
});

/** Dwellings that left the stock included: an old lease may have been signed for one. */
export function lieuxPatrimoine(
  sql: Sql,
  epci: string,
  communes: readonly string[],
  bailleurs: readonly string[],
): Promise<LieuPatrimoine[]> {
  return rowsOf(
    sql,
    lieuRow,
    `select left(p.periode, 4)::integer as annee,
            g.bailleur, g.commune, g.adresse, g.residence,
            count(*) filter (where s.situation = 'qpv')      as qpv,
            count(*) filter (where s.situation = 'hors-qpv') as hors_qpv,
            count(*) filter (where s.situation = 'inconnue') as inconnus
       from publication p
       join logement g on g.epci = p.epci and g.lot = p.lot
      cross join lateral (
            select situation_retenue(g.situation_declaree, g.qpv_2015, g.qpv_2024, p.periode)
            ) as s (situation)
      where p.epci = $1
        and p.source = 'rpls'
        and g.bailleur is not null
        and (g.commune = any ($2::text[]) or g.bailleur = any ($3::text[]))
        and (g.adresse is not null or g.residence is not null)
      group by 1, 2, 3, 4, 5
      order by 1, 2, 3, 4, 5`,
    [epci, communes, bailleurs],
  );
}
