import { z } from "zod";
import { insertNew } from "#socle/sql/ecrire.ts";
import { rowOf, type Sql } from "#socle/sql/sql.ts";
import type { AmorceQueries, JournalConnexion, NouvelleOrganisation } from "../../lectures/connexion/ports.ts";

const idRow = z.object({ id: z.number() });

/** Writes outside the login's tables: the first habilitations, and the journal. */
export function amorceQueries(sql: Sql): AmorceQueries & JournalConnexion {
  return {
    recordActe: async (acte, compte, aujourdhui, motif) => {
      await sql.query(
        `with t as (select distinct epci
                      from habilitation
                     where compte = $2
                       and revoquee_le is null
                       and $3::date between debut and fin)
         select journal.ecrire(t.epci, $1, 'habilitation', 'compte:' || $2::bigint, null, $4)
           from (select epci from t union all select null where not exists (select from t)) t`,
        [acte, compte, aujourdhui, motif ?? null],
      );
    },
    ensureOrganisation: (organisation) => ensureOrganisation(sql, organisation),
    grantFromMachine: async (h) => {
      const row = await rowOf(
        sql,
        idRow,
        `insert into habilitation (compte, organisation, role, epci, communes, sensible, debut, fin, motif)
         select $1, $2, $3, $4, $5, $6, $7, $8, $9
          where not exists (select from habilitation
                             where compte = $1
                               and role = $3
                               and epci is not distinct from $4
                               and revoquee_le is null
                               and $7::date between debut and fin)
         returning id`,
        [h.compte, h.organisation, h.role, h.epci, h.communes, h.sensible, h.debut, h.fin, h.motif],
      );
      return row?.id ?? null;
    },
  };
}

async function ensureOrganisation(sql: Sql, o: NouvelleOrganisation): Promise<number> {
  const known = () =>
    rowOf(sql, idRow, "select id from organisation where type = $1 and siren is not distinct from $2 and nom = $3", [
      o.type,
      o.siren,
      o.nom,
    ]);
  const found = await known();
  if (found) return found.id;
  const { type, nom, siren, demonstration } = o;
  const id = (await insertNew(sql, "organisation", { type, nom, siren, demonstration })) ?? (await known())?.id;
  if (id === undefined) throw new Error(`organisation ${nom}: neither added nor found`);
  return id;
}
