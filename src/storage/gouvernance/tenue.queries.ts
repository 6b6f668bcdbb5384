import { z } from "zod";
import type { PointReunion, PresenceReunion, TenueQueries } from "#application/gouvernance/ports.ts";
import { ETATS_POINT, ETATS_PRESENCE, NATURES_POINT } from "#domain/gouvernance/reunion.ts";
import { rowsOf, type Sql } from "../sql.ts";

export function tenueQueries(sql: Sql): TenueQueries {
  return {
    points: (epci, reunion) => points(sql, epci, reunion),
    presences: (epci, reunion) => presences(sql, epci, reunion),
  };
}

function points(sql: Sql, epci: string, reunion: number): Promise<PointReunion[]> {
  return rowsOf(
    sql,
    z.object({
      id: z.number(),
      reunion: z.number(),
      rang: z.number(),
      nature: z.enum(NATURES_POINT),
      reference: z.string().nullable(),
      titre: z.string(),
      constat: z.string().nullable(),
      chemin: z.string().nullable(),
      notes: z.string().nullable(),
      etat: z.enum(ETATS_POINT),
    }),
    `select id, reunion, rang, nature, reference, titre, constat, chemin, notes, etat
       from reunion_point
      where epci = $1
        and reunion = $2
      order by rang, id`,
    [epci, reunion],
  );
}

function presences(sql: Sql, epci: string, reunion: number): Promise<PresenceReunion[]> {
  return rowsOf(
    sql,
    z.object({ membre: z.number(), etat: z.enum(ETATS_PRESENCE), mandataire: z.number().nullable() }),
    `select membre, etat, mandataire
       from reunion_presence
      where epci = $1
        and reunion = $2
      order by membre`,
    [epci, reunion],
  );
}
