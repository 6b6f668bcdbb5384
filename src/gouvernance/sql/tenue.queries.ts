import { rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { NouveauPoint, PointReunion, PresenceReunion, TenueQueries } from "../lectures/ports.ts";
import { pointReunionRow, presenceReunionRow } from "../lectures/ports.ts";

export function tenueQueries(sql: Sql): TenueQueries {
  return {
    points: (epci, reunion) => points(sql, epci, reunion),
    presences: (epci, reunion) => presences(sql, epci, reunion),
    addPoints: (epci, reunion, rows) => addPoints(sql, epci, reunion, rows),
    order: (epci, reunion, ids) => order(sql, epci, reunion, ids),
    removePoint: async (epci, reunion, point) => {
      const { rowCount } = await sql.query("delete from reunion_point where epci = $1 and reunion = $2 and id = $3", [
        epci,
        reunion,
        point,
      ]);
      return rowCount === 1;
    },
    notePoint: async (epci, reunion, point, { notes, etat }) => {
      const { rowCount } = await sql.query(
        "update reunion_point set notes = $4, etat = $5 where epci = $1 and reunion = $2 and id = $3",
        [epci, reunion, point, notes, etat],
      );
      return rowCount === 1;
    },
    setPresences: (epci, reunion, rows) => setPresences(sql, epci, reunion, rows),
  };
}

function points(sql: Sql, epci: string, reunion: number): Promise<PointReunion[]> {
  return rowsOf(
    sql,
    pointReunionRow,
    `select id, reunion, rang, nature, reference, titre, constat, chemin, notes, etat
       from reunion_point
      where epci = $1
        and reunion = $2
      order by rang, id`,
    [epci, reunion],
  );
}

/** The caller holds the meeting: ranks follow one another. */
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

function presences(sql: Sql, epci: string, reunion: number): Promise<PresenceReunion[]> {
  return rowsOf(
    sql,
    presenceReunionRow,
    `select membre, etat, mandataire
       from reunion_presence
      where epci = $1
        and reunion = $2
      order by membre`,
    [epci, reunion],
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
