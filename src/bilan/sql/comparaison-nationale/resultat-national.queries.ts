import { z } from "zod";
import { rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { NationalQueries } from "../../lectures/comparaison-nationale/ports.ts";

export function nationalQueries(sql: Sql): NationalQueries {
  return { resultats: (epci) => resultats(sql, epci) };
}

const resultatRow = z.object({
  epci: z.string(),
  nom: z.string().nullable(),
  annee: z.number(),
  attributionsHorsQpv: z.number().nullable(),
  premierQuartileHorsQpv: z.number().nullable(),
  tauxHorsQpv: z.number().nullable(),
  attributionsQpv: z.number().nullable(),
  autresQuartilesQpv: z.number().nullable(),
  tauxQpv: z.number().nullable(),
  source: z.string(),
  publieLe: z.string().nullable(),
});

function resultats(sql: Sql, epci: string): ReturnType<NationalQueries["resultats"]> {
  return rowsOf(
    sql,
    resultatRow,
    `select distinct on (r.annee)
            r.epci, r.nom, r.annee, r.attributions_hors_qpv,
            r.premier_quartile_hors_qpv, r.taux_hors_qpv,
            r.attributions_qpv, r.autres_quartiles_qpv,
            r.taux_qpv, r.source, r.publie_le
       from publication p
       join resultat_national r on r.epci = p.epci and r.lot = p.lot
      where p.epci = $1
        and p.source = 'resultats-nationaux'
      order by r.annee, p.publie_le desc, r.ligne desc`,
    [epci],
  );
}
