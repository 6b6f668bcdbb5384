import { touches, update } from "#socle/sql/ecrire.ts";
import { rowsOf, type Sql } from "#socle/sql/sql.ts";
import {
  type NouveauPoint,
  type PresenceReunion,
  pointReunionRow,
  presenceReunionRow,
  type TenueQueries,
} from "../lectures/ports.ts";

export function tenueQueries(sql: Sql): TenueQueries {
  return {
    points: (epci, reunion) =>
      rowsOf(
        sql,
        pointReunionRow,
        // An agenda has more readers than a blocked case: who may not read the case (row rights of cas_bloque) has its title without a link.
        `select p.id, p.reunion, p.rang, p.nature, p.reference, p.titre, p.constat,
                case when p.nature <> 'cas-bloque' then p.chemin
                     when exists (select from cas_bloque c where c.epci = p.epci and c.id = p.reference::bigint) then p.chemin
                end as chemin,
                p.notes, p.etat
           from reunion_point p
          where p.epci = $1
            and p.reunion = $2
          order by p.rang, p.id`,
        [epci, reunion],
      ),
    presences: (epci, reunion) =>
      rowsOf(
        sql,
        presenceReunionRow,
        "select membre, etat, mandataire from reunion_presence where epci = $1 and reunion = $2 order by membre",
        [epci, reunion],
      ),
    addPoints: (epci, reunion, rows) => addPoints(sql, epci, reunion, rows),
    order: (epci, reunion, ids) => order(sql, epci, reunion, ids),
    removePoint: (epci, reunion, point) =>
      touches(sql, `delete from reunion_point where ${POINT}`, [epci, reunion, point]),
    notePoint: (epci, reunion, point, { notes, etat }) =>
      update(sql, "reunion_point", { notes, etat }, POINT, [epci, reunion, point]),
    setPresences: (epci, reunion, rows) => setPresences(sql, epci, reunion, rows),
  };
}

const POINT = "epci = $1 and reunion = $2 and id = $3";

/** The caller holds the lock of the meeting, so that ranks are consecutive. */
async function addPoints(sql: Sql, epci: string, reunion: number, rows: readonly NouveauPoint[]): Promise<number> {
  let written = 0;
  for (const { nature, reference, titre, constat, chemin } of rows) {
    const { rowCount } = await sql.query(
      `insert into reunion_point (epci, reunion, rang, nature, reference, titre, constat, chemin)
       select $1, $2, coalesce(max(rang), 0) + 1, $3, $4, $5, $6, $7
         from reunion_point
        where epci = $1
          and reunion = $2
           on conflict (epci, reunion, nature, reference) where reference is not null do nothing`,
      [epci, reunion, nature, reference, titre, constat, chemin],
    );
    written += rowCount;
  }
  return written;
}

async function order(sql: Sql, epci: string, reunion: number, ids: readonly number[]): Promise<void> {
  await sql.query(
    `update reunion_point p
        set rang = o.rang
       from unnest($3::bigint[]) with ordinality as o (id, rang)
      where p.epci = $1
        and p.reunion = $2
        and p.id = o.id`,
    [epci, reunion, [...ids]],
  );
}

async function setPresences(sql: Sql, epci: string, reunion: number, rows: readonly PresenceReunion[]): Promise<void> {
  await sql.query("delete from reunion_presence where epci = $1 and reunion = $2", [epci, reunion]);
  await sql.query(
    `insert into reunion_presence (epci, reunion, membre, etat, mandataire)
     select $1, $2, p.membre, p.etat, p.mandataire
       from unnest($3::bigint[], $4::text[], $5::bigint[]) as p (membre, etat, mandataire)`,
    [
      epci,
      reunion,
      rows.map(({ membre }) => membre),
      rows.map(({ etat }) => etat),
      rows.map(({ mandataire }) => mandataire),
    ],
  );
}
