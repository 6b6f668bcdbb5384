import { z } from "zod";
import { insertNew } from "#socle/sql/ecrire.ts";
import { rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { RattachementQueries } from "../../lectures/rattachement/ports.ts";
import { dehorsRow, rattachementRow } from "../../lectures/rattachement/ports.ts";

const codeRow = z.object({ commune: z.string() });
const anneeRow = z.object({ annee: z.number() });
const lotRow = z.object({ lot: z.number() });

/** Any territory's name for the commune: names are public. */
const NOM = "(select min(t.nom) from territoire_commune t where t.commune = x.commune)";

export function rattachementQueries(sql: Sql): RattachementQueries {
  return {
    dehors: (epci) =>
      rowsOf(
        sql,
        dehorsRow,
        `select x.commune, ${NOM} as nom, x.baux, x.annees
           from (select f.commune, count(*) as baux,
                        array_agg(distinct extract(year from f.bail_signe_le)::integer order by extract(year from f.bail_signe_le)::integer) as annees
                   from publication p
                   join fait_attribution f on f.epci = p.epci and f.lot = p.lot
                  where p.epci = $1 and p.source = 'sne-attributions' and f.hors_territoire
                  group by f.commune) x
          order by x.baux desc, x.commune`,
        [epci],
      ),
    actifs: async (epci) => {
      const rows = await rowsOf(
        sql,
        codeRow,
        "select commune from rattachement where epci = $1 and annule_le is null",
        [epci],
      );
      return rows.map(({ commune }) => commune);
    },
    list: (epci) =>
      rowsOf(
        sql,
        rattachementRow,
        `select x.id, x.commune, ${NOM} as nom, x.motif, x.decide_le, x.decide_par,
                x.annule_le, x.annule_par
           from rattachement x
          where x.epci = $1
          order by x.decide_le desc, x.id desc`,
        [epci],
      ),
    add: (epci, { commune, motif, par: decidePar }) => {
      const sauf = "on conflict (epci, commune) where annule_le is null do nothing";
      return insertNew(sql, "rattachement", { epci, commune, motif, decidePar }, sauf);
    },
    withdraw: async (epci, id, par) => {
      const row = await rowOf(
        sql,
        codeRow,
        `update rattachement
            set annule_le = now(), annule_par = $3
          where epci = $1 and id = $2 and annule_le is null
         returning commune`,
        [epci, id, par],
      );
      return row?.commune ?? null;
    },
    anneesOf: async (epci, communes) => {
      const rows = await rowsOf(
        sql,
        anneeRow,
        `select distinct extract(year from f.bail_signe_le)::integer as annee
           from publication p
           join fait_attribution f on f.epci = p.epci and f.lot = p.lot
          where p.epci = $1 and p.source = 'sne-attributions' and f.commune = any ($2::text[])
          order by annee`,
        [epci, [...communes]],
      );
      return rows.map(({ annee }) => annee);
    },
    lotsOf: async (epci, communes) => {
      const rows = await rowsOf(
        sql,
        lotRow,
        `select distinct p.lot
           from publication p
           join attribution a on a.epci = p.epci and a.lot = p.lot
          where p.epci = $1 and p.source = 'sne-attributions' and a.commune = any ($2::text[])
          order by p.lot`,
        [epci, [...communes]],
      );
      return rows.map(({ lot }) => lot);
    },
  };
}
