import { insertId } from "#socle/sql/ecrire.ts";
import { rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import { type EntretienQueries, entretienRow } from "../../lectures/entretien/ports.ts";

const SELECT = `
  select e.id, e.epci, e.organisation, o.nom as nom_organisation, e.le::text as le, e.etat, e.nom, e.prenom,
         e.naissance::text as naissance, e.telephone, e.courriel, e.reponses, e.demandeur::text as demandeur
    from nominatif.entretien e
    join organisation o on o.id = e.organisation
   where e.epci = $1`;

export function entretienQueries(sql: Sql): EntretienQueries {
  return {
    list: (epci, limite) =>
      rowsOf(sql, entretienRow, `${SELECT} order by e.le desc, e.id desc limit $2`, [epci, limite]),
    find: (epci, id) => rowOf(sql, entretienRow, `${SELECT} and e.id = $2`, [epci, id]),
    open: (epci, { organisation, compte, le }) =>
      insertId(sql, "nominatif.entretien", { epci, organisation, compte, le }),
    lock: async (epci, id) => {
      const { rowCount } = await sql.query(
        "select id from nominatif.entretien where epci = $1 and id = $2 for update",
        [epci, id],
      );
      return rowCount === 1;
    },
    writePersonne: async (id, { nom, prenom, naissance, telephone, courriel }) => {
      await sql.query(
        `update nominatif.entretien
            set nom = $2, prenom = $3, naissance = $4, telephone = $5, courriel = $6, modifie_le = now()
          where id = $1`,
        [id, nom, prenom, naissance, telephone, courriel],
      );
    },
    writeReponses: async (id, own) => {
      await sql.query("update nominatif.entretien set reponses = $2, modifie_le = now() where id = $1", [
        id,
        JSON.stringify(own),
      ]);
    },
    writeEtat: async (id, etat, demandeur) => {
      await sql.query(
        "update nominatif.entretien set etat = $2, demandeur = coalesce($3, demandeur), modifie_le = now() where id = $1",
        [id, etat, demandeur],
      );
    },
  };
}
