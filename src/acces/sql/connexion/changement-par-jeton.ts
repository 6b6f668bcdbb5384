import { rowOf, type Sql } from "#socle/sql/sql.ts";
import { type ChangementParJeton, changementParJetonRow } from "../../lectures/connexion/ports.ts";

/** Finds it by the token's hash, for the service that acts before the actor is known. */
export function findChangementContact(sql: Sql, empreinte: string): Promise<ChangementParJeton | null> {
  return rowOf(
    sql,
    changementParJetonRow,
    `select id, demandeur, epci, case when nouveau_hash = decode($1, 'hex') then 'nouveau' else 'ancien' end as cote
       from nominatif.changement_contact
      where (ancien_hash = decode($1, 'hex') and ancien_le is null
             or nouveau_hash = decode($1, 'hex') and nouveau_le is null)
        and applique_le is null`,
    [empreinte],
  );
}
