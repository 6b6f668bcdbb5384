import { z } from "zod";
import { DERNIER_PARC } from "#donnees/sql/parc/dernier-parc.ts";
import { RESIDENCES } from "#donnees/sql/parc/residences.ts";
import { insertId } from "#socle/sql/ecrire.ts";
import { rowsOf, type Sql } from "#socle/sql/sql.ts";
import { VERROU } from "#socle/sql/verrous.ts";
import { type LieuZone, residenceRow, type ZoneLocaleQueries, zoneRow } from "../../lectures/zone-locale/ports.ts";
import { rebuildCubeLoyer } from "../loyer/cube-loyer.queries.ts";

const communeRow = z.object({ commune: z.string(), zone: z.number() });

export function zoneLocaleQueries(sql: Sql): ZoneLocaleQueries {
  return {
    zones: (epci) =>
      rowsOf(
        sql,
        zoneRow,
        `select z.id, z.nom,
                count(l.code) filter (where l.genre = 'commune')   as communes,
                count(l.code) filter (where l.genre = 'residence') as residences
           from zone_locale z
           left join zone_locale_lieu l on l.zone = z.id
          where z.epci = $1
          group by z.id, z.nom
          order by z.nom`,
        [epci],
      ),
    communes: async (epci) => {
      const rows = await rowsOf(
        sql,
        communeRow,
        "select code as commune, zone from zone_locale_lieu where epci = $1 and genre = 'commune' order by code",
        [epci],
      );
      return new Map(rows.map(({ commune, zone }) => [commune, zone]));
    },
    /** Sums both sides of a QPV border. */
    residences: (epci, commune) =>
      rowsOf(
        sql,
        residenceRow,
        `select r.cle, min(r.nom) as nom, min(r.adresse) as adresse, sum(r.logements)::integer as logements, min(l.zone) as zone
           from ${DERNIER_PARC} p
           join ${RESIDENCES} r on r.epci = p.epci and r.lot = p.lot
           left join zone_locale_lieu l
             on l.epci = r.epci and l.genre = 'residence' and residence_courante(l.epci, l.code) = r.cle
          where r.commune = $2
          group by r.cle
          order by nom, r.cle`,
        [epci, commune],
      ),
    lock: async (epci) => {
      await sql.query("select pg_advisory_xact_lock($1, hashtext($2))", [VERROU.zoneLocale, epci]);
    },
    add: (epci, nom) => insertId(sql, "zone_locale", { epci, nom }),
    remove: async (epci, id) => {
      const { rowCount } = await sql.query("delete from zone_locale where epci = $1 and id = $2", [epci, id]);
      return rowCount === 1;
    },
    save: (epci, lieux) => save(sql, epci, lieux),
    recount: async (epci) => {
      const lots = await rowsOf(
        sql,
        z.object({ lot: z.number() }),
        "select lot from publication where epci = $1 and source = 'rpls' order by lot",
        [epci],
      );
      for (const { lot } of lots) await rebuildCubeLoyer(sql, { epci, id: lot });
    },
  };
}

async function save(sql: Sql, epci: string, lieux: readonly LieuZone[]): Promise<void> {
  for (const genre of ["commune", "residence"] as const) {
    const own = lieux.filter((lieu) => lieu.genre === genre);
    const codes = own.map(({ code }) => code);
    await sql.query("delete from zone_locale_lieu where epci = $1 and genre = $2 and code = any ($3::text[])", [
      epci,
      genre,
      codes,
    ]);
    const kept = own.filter(({ zone }) => zone !== null);
    await sql.query(
      `insert into zone_locale_lieu (epci, genre, code, zone)
       select $1, $2, l.code, l.zone from unnest($3::text[], $4::bigint[]) as l (code, zone)`,
      [epci, genre, kept.map(({ code }) => code), kept.map(({ zone }) => zone)],
    );
  }
}
