import { z } from "zod";
import type { ContactInstance, Instance, InstanceQueries, MembreInstance } from "#application/gouvernance/ports.ts";
import { COLLEGES, FONCTIONS_MEMBRE, GENRES_INSTANCE } from "#domain/gouvernance/instance.ts";
import { rowsOf, type Sql } from "../sql.ts";

export function instanceQueries(sql: Sql): InstanceQueries {
  return {
    list: (epci) => list(sql, epci),
    membres: (epci) => membres(sql, epci),
    contacts: (epci) => contacts(sql, epci),
  };
}

const instanceRow = z.object({
  id: z.number(),
  epci: z.string(),
  genre: z.enum(GENRES_INSTANCE),
  nom: z.string(),
  objet: z.string().nullable(),
  frequenceMois: z.number().nullable(),
  quorum: z.coerce.number().nullable(),
  source: z.string().nullable(),
  creeeLe: z.string().nullable(),
  closeLe: z.string().nullable(),
});

function list(sql: Sql, epci: string): Promise<Instance[]> {
  return rowsOf(
    sql,
    instanceRow,
    `select id, epci, genre, nom, objet, frequence_mois as "frequenceMois", quorum::float8 as quorum, source,
            creee_le::text as "creeeLe", close_le::text as "closeLe"
       from instance
      where epci = $1
      order by close_le is not null, array_position($2::text[], genre), id`,
    [epci, [...GENRES_INSTANCE]],
  );
}

const membreRow = z.object({
  id: z.number(),
  instance: z.number(),
  organisation: z.number().nullable(),
  nom: z.string(),
  college: z.enum(COLLEGES),
  fonction: z.enum(FONCTIONS_MEMBRE),
  voix: z.boolean(),
  depuis: z.string().nullable(),
  jusqua: z.string().nullable(),
});

function membres(sql: Sql, epci: string): Promise<MembreInstance[]> {
  return rowsOf(
    sql,
    membreRow,
    `select id, instance, organisation, nom, college, fonction, voix, depuis::text as depuis, jusqua::text as jusqua
       from instance_membre
      where epci = $1
      order by instance, array_position($2::text[], fonction), array_position($3::text[], college), nom`,
    [epci, [...FONCTIONS_MEMBRE], [...COLLEGES]],
  );
}

function contacts(sql: Sql, epci: string): Promise<ContactInstance[]> {
  return rowsOf(
    sql,
    z.object({ id: z.number(), membre: z.number(), nom: z.string(), courriel: z.string() }),
    `select id, membre, nom, courriel
       from instance_contact
      where epci = $1
      order by membre, nom`,
    [epci],
  );
}
