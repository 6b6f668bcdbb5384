import { z } from "zod";
import { COLLEGES, FONCTIONS_MEMBRE, GENRES_INSTANCE } from "#socle/regles/gouvernance/instance.ts";
import { oneOf, rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import type {
  ContactInstance,
  FicheInstance,
  FicheMembre,
  Instance,
  InstanceQueries,
  MembreInstance,
} from "../lectures/ports.ts";
import { contactInstanceRow, instanceRow, membreRow } from "../lectures/ports.ts";

export function instanceQueries(sql: Sql): InstanceQueries {
  return {
    list: (epci) => list(sql, epci),
    find: (epci, id) => rowOf(sql, instanceRow, `${INSTANCE} where epci = $1 and id = $2`, [epci, id]),
    membres: (epci) => membres(sql, epci),
    contacts: (epci) => contacts(sql, epci),
    add: (epci, fiche) => add(sql, epci, fiche),
    modify: (epci, id, fiche) => modify(sql, epci, id, fiche),
    close: (epci, id, le) =>
      changed(sql, "update instance set close_le = $3 where epci = $1 and id = $2 and close_le is null", [
        epci,
        id,
        le,
      ]),
    addMembre: (epci, instance, fiche) => addMembre(sql, epci, instance, fiche),
    modifyMembre: (epci, membre, fiche) => modifyMembre(sql, epci, membre, fiche),
    addContact: async (epci, membre, { nom, courriel }) => {
      await sql.query("insert into instance_contact (epci, membre, nom, courriel) values ($1, $2, $3, $4)", [
        epci,
        membre,
        nom,
        courriel,
      ]);
    },
    removeContact: (epci, membre, contact) =>
      changed(sql, "delete from instance_contact where epci = $1 and membre = $2 and id = $3", [epci, membre, contact]),
  };
}

const INSTANCE = `
  select id, epci, genre, nom, objet, frequence_mois, quorum::float8 as quorum, source,
         creee_le::text as creee_le, close_le::text as close_le
    from instance`;

function list(sql: Sql, epci: string): Promise<Instance[]> {
  return rowsOf(
    sql,
    instanceRow,
    `${INSTANCE}
      where epci = $1
      order by close_le is not null, array_position($2::text[], genre), id`,
    [epci, [...GENRES_INSTANCE]],
  );
}

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
    contactInstanceRow,
    `select id, membre, nom, courriel
       from instance_contact
      where epci = $1
      order by membre, nom`,
    [epci],
  );
}

const idRow = z.object({ id: z.number() });

async function add(sql: Sql, epci: string, fiche: FicheInstance): Promise<number> {
  const { id } = await oneOf(
    sql,
    idRow,
    `insert into instance (epci, genre, nom, objet, frequence_mois, quorum, source, creee_le)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     returning id`,
    [epci, ...valuesOf(fiche)],
  );
  return id;
}

function modify(sql: Sql, epci: string, id: number, fiche: FicheInstance): Promise<boolean> {
  return changed(
    sql,
    `update instance
        set genre = $3, nom = $4, objet = $5, frequence_mois = $6, quorum = $7, source = $8, creee_le = $9
      where epci = $1
        and id = $2
        and close_le is null`,
    [epci, id, ...valuesOf(fiche)],
  );
}

function valuesOf({ genre, nom, objet, frequenceMois, quorum, source, creeeLe }: FicheInstance) {
  return [genre, nom, objet, frequenceMois, quorum, source, creeeLe];
}

async function addMembre(sql: Sql, epci: string, instance: number, fiche: FicheMembre): Promise<number> {
  const { id } = await oneOf(
    sql,
    idRow,
    `insert into instance_membre (epci, instance, organisation, nom, college, fonction, voix, depuis, jusqua)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     returning id`,
    [epci, instance, ...valuesOfMembre(fiche)],
  );
  return id;
}

function modifyMembre(sql: Sql, epci: string, membre: number, fiche: FicheMembre): Promise<boolean> {
  return changed(
    sql,
    `update instance_membre
        set organisation = $3, nom = $4, college = $5, fonction = $6, voix = $7, depuis = $8, jusqua = $9
      where epci = $1
        and id = $2`,
    [epci, membre, ...valuesOfMembre(fiche)],
  );
}

function valuesOfMembre({ organisation, nom, college, fonction, voix, depuis, jusqua }: FicheMembre) {
  return [organisation, nom, college, fonction, voix, depuis, jusqua];
}

async function changed(sql: Sql, text: string, params: readonly unknown[]): Promise<boolean> {
  const { rowCount } = await sql.query(text, params);
  return rowCount === 1;
}
