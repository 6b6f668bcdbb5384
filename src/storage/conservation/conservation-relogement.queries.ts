import { z } from "zod";
import type { PersonneTrouvee } from "#application/conservation/ports.ts";
import { oneOf, type Sql } from "../sql.ts";
import { separateCas } from "./conservation-cas.queries.ts";

/** Files of one person: by the household of the register of demandes, and by the number that the officer typed. $1, $2, $3 in that order. */
const DE_PERSONNE = `
  select id from relogement where demandeur = $1::uuid
   union
  select relogement from nominatif.menage_reloge where epci = $2 and numero_hash = $3`;

export async function listReloges(
  sql: Sql,
  epci: string,
  { demandeur, numeroHash }: PersonneTrouvee,
): Promise<readonly number[]> {
  const { ids } = await oneOf(
    sql,
    z.object({ ids: z.array(z.coerce.number()) }),
    `select coalesce(array_agg(id::text), '{}') as ids from (${DE_PERSONNE}) as p (id)`,
    [demandeur, epci, numeroHash],
  );
  return ids;
}

/**
 * Takes again out of their files those who were erased on request and whom an older backup has brought back. To be called before their demandes
 * go: what ties them to the files goes with those.
 */
export async function separateRelogesEffaces(tx: Sql): Promise<void> {
  const { ids } = await oneOf(
    tx,
    z.object({ ids: z.array(z.coerce.number()) }),
    `select coalesce(array_agg(f.id::text), '{}') as ids
       from registre_effacement e
       left join nominatif.demandeur d on d.epci = e.epci and d.numero_hash = e.numero_hash
       join relogement f on f.epci = e.epci and f.saisi_le <= e.efface_le
        and (f.demandeur = d.id
             or f.id in (select m.relogement from nominatif.menage_reloge m where m.epci = e.epci and m.numero_hash = e.numero_hash))
      where e.motif = 'demande'`,
  );
  await separateBaux(tx, "relogement = any ($1)", [ids]);
  await separateReloges(tx, ids);
}

/** What holds nothing of a household any more is left alone: a second purge counts nothing. */
const VIDES: Readonly<Record<string, { readonly vide: string; readonly tant: string }>> = {
  relogement_entretien: { vide: "texte = null", tant: "texte is not null" },
  relogement_comite: { vide: "motif = ''", tant: "motif <> ''" },
  // The dwelling where the household went would say who it is: its commune, its kind and its cost stay.
  relogement_offre: {
    vide: "ident_rpls = null, adresse = '', precision = null, raison_rang = null",
    tant: "adresse <> '' or num_nonnulls(ident_rpls, precision, raison_rang) > 0",
  },
};

/**
 * Takes out of closed files what makes them a household's: names, prose, dwellings, the reference under which lists and workbooks knew them.
 * What remains is a fact without a name: states, dates, organisations, kinds and costs. Returns the rows touched.
 */
export async function separateReloges(tx: Sql, ids: readonly number[]): Promise<Record<string, number>> {
  const compte: Record<string, number> = {};
  compte["nominatif.menage_reloge"] = (
    await tx.query("delete from nominatif.menage_reloge where relogement = any ($1)", [ids])
  ).rowCount;
  // Their own rows are detached with them, by the trigger that hands down whose a file is.
  compte.relogement = (
    await tx.query(
      `update relogement
          set demandeur = null, origine_rpls = null, reference = 'clos-' || id
        where id = any ($1)
          and (demandeur is not null or origine_rpls is not null or reference <> 'clos-' || id)`,
      [ids],
    )
  ).rowCount;
  for (const [table, { vide, tant }] of Object.entries(VIDES)) {
    const { rowCount } = await tx.query(`update ${table} set ${vide} where relogement = any ($1) and (${tant})`, [ids]);
    compte[table] = rowCount;
  }
  compte.bail_relogement = (
    await tx.query(
      "update bail_relogement set demandeur = null where relogement = any ($1) and demandeur is not null",
      [ids],
    )
  ).rowCount;
  return { ...compte, ...(await separateCas(tx, "relogement = any ($1)", [ids])) };
}

/** What ties the fact of a lease to the person: the dwelling, the key of the number. */
export async function separateBaux(tx: Sql, condition: string, params: readonly unknown[]): Promise<number> {
  const { rowCount } = await tx.query(
    `update bail_relogement set cle = null, numero_rpls = null where (${condition}) and num_nonnulls(cle, numero_rpls) > 0`,
    params,
  );
  return rowCount;
}
