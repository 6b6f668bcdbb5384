import type { VueBailleurs } from "#donnees/regles/bailleur/succession.ts";
import { oneOf, type Sql } from "#socle/sql/sql.ts";
import type { CubeFiltre, CubeQueries } from "../../lectures/ports.ts";
import { comptesRow } from "../../lectures/ports.ts";
import { paramsOf, signedBy } from "../lot/cube-filtre.ts";

const ou = (vue: VueBailleurs) => `b.epci = $1
        and b.signe_le >= make_date($2::integer, $3::integer, 1)
        and b.signe_le < make_date($2::integer, $4::integer, 1) + interval '1 month'
        and ${signedBy(vue, "b.bailleur")}`;

/** A lease that a published file has, or may have, is not beside it. */
export function relogements(sql: Sql, vue: VueBailleurs, filtre: CubeFiltre): ReturnType<CubeQueries["relogements"]> {
  return oneOf(
    sql,
    comptesRow,
    `with commission as (
       select q.bail, bool_or(q.registre is not null) as registre
         from paire_bail q
         join publication p on p.lot = q.lot and p.epci = q.epci
         join bail b on b.id = q.bail
        where ${ou(vue)}
        group by q.bail
     )
     select count(*) as signes,
            count(*) filter (where not e.trouve and e.possible is null) as hors_fichier,
            count(e.possible)                                           as possibles,
            count(*) filter (where e.possible)                          as possibles_dits,
            (select count(*) from commission where not registre)        as possibles_commission,
            (select count(*) from commission where registre)            as possibles_registre
       from bail_relogement b
      cross join lateral (
            select exists (select from rapprochement_relogement r
                             join publication p on p.lot = r.lot and p.epci = r.epci
                            where r.bail = b.id) as trouve,
                   (select bool_or(q.fichier ->> 'relogement' is not distinct from 'oui')
                      from paire_bail q
                      join publication p on p.lot = q.lot and p.epci = q.epci
                     where q.reloge = b.id) as possible
            ) e
      where ${ou(vue)}`,
    paramsOf(filtre),
  );
}
