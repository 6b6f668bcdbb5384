import { COLLEGES, FONCTIONS_MEMBRE, GENRES_INSTANCE } from "#socle/regles/gouvernance/instance.ts";
import { insertId, pick, touches, update } from "#socle/sql/ecrire.ts";
import { rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import {
  contactInstanceRow,
  ficheInstanceRow,
  ficheMembreRow,
  type InstanceQueries,
  instanceRow,
  membreRow,
} from "../lectures/ports.ts";

export function instanceQueries(sql: Sql): InstanceQueries {
  return {
    list: (epci) =>
      rowsOf(
        sql,
        instanceRow,
        `${INSTANCE} where epci = $1 order by close_le is not null, array_position($2::text[], genre), id`,
        [epci, [...GENRES_INSTANCE]],
      ),
    find: (epci, id) => rowOf(sql, instanceRow, `${INSTANCE} where epci = $1 and id = $2`, [epci, id]),
    membres: (epci) =>
      rowsOf(
        sql,
        membreRow,
        `select id, instance, organisation, nom, college, fonction, voix, depuis::text as depuis, jusqua::text as jusqua
           from instance_membre
          where epci = $1
          order by instance, array_position($2::text[], fonction), array_position($3::text[], college), nom`,
        [epci, [...FONCTIONS_MEMBRE], [...COLLEGES]],
      ),
    contacts: (epci) =>
      rowsOf(
        sql,
        contactInstanceRow,
        "select id, membre, nom, courriel from instance_contact where epci = $1 order by membre, nom",
        [epci],
      ),
    add: (epci, fiche) => insertId(sql, "instance", { epci, ...pick(ficheInstanceRow, fiche) }),
    modify: (epci, id, fiche) => update(sql, "instance", pick(ficheInstanceRow, fiche), OUVERTE, [epci, id]),
    close: (epci, id, closeLe) => update(sql, "instance", { closeLe }, OUVERTE, [epci, id]),
    addMembre: (epci, instance, fiche) =>
      insertId(sql, "instance_membre", { epci, instance, ...pick(ficheMembreRow, fiche) }),
    modifyMembre: (epci, membre, fiche) =>
      update(sql, "instance_membre", pick(ficheMembreRow, fiche), "epci = $1 and id = $2", [epci, membre]),
    addContact: (epci, membre, { nom, courriel }) => insertId(sql, "instance_contact", { epci, membre, nom, courriel }),
    removeContact: (epci, membre, contact) =>
      touches(sql, "delete from instance_contact where epci = $1 and membre = $2 and id = $3", [epci, membre, contact]),
  };
}

const INSTANCE = `
  select id, epci, genre, nom, objet, frequence_mois, quorum::float8 as quorum, source,
         creee_le::text as creee_le, close_le::text as close_le
    from instance`;

const OUVERTE = "epci = $1 and id = $2 and close_le is null";
