import { z } from "zod";
import { conflit } from "#socle/regles/shared/refus.ts";
import { insert, upsert } from "#socle/sql/ecrire.ts";
import { isClePrise, oneOf, rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { Enregistrement, Ouverture, RegistreQueries } from "../../lectures/registre/ports.ts";

/** The unique key detects another file with this number, even one of another desk, invisible here. */
export async function ecrireNumero(
  sql: Sql,
  epci: string,
  demandeur: string,
  { numeroHash, numeroChiffre }: Enregistrement,
): Promise<void> {
  try {
    await sql.transaction((tx) =>
      tx.query(
        "update nominatif.demandeur set numero_hash = $3, numero_chiffre = $4, numero_declare = null, modifie_le = now() where epci = $1 and id = $2",
        [epci, demandeur, numeroHash, Buffer.from(numeroChiffre)],
      ),
    );
  } catch (error) {
    if (!isClePrise(error)) throw error;
    throw conflit(
      "numero-connu",
      "Ce numéro unique est déjà celui d’un autre dossier du territoire. Relisez-le sur l’attestation, ou cherchez le dossier par son numéro.",
    );
  }
}

export async function ouverture(sql: Sql, demandeur: string, maintenant: string): Promise<Ouverture | null> {
  return rowOf(
    sql,
    z.object({ motif: z.string(), expireLe: z.string() }),
    `select motif, to_char(expire_le at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as expire_le
       from nominatif.ouverture where compte = contexte.compte() and demandeur = $1 and expire_le > $2`,
    [demandeur, maintenant],
  );
}

export async function ouvrir(
  sql: Sql,
  compte: number,
  epci: string,
  demandeur: string,
  { motif, ouverteLe, expireLe }: Ouverture & { readonly ouverteLe: string },
): Promise<void> {
  await sql.query("delete from nominatif.ouverture where compte = $1 and expire_le <= $2", [compte, ouverteLe]);
  const ouverture = { compte, demandeur, epci, motif, ouverteLe, expireLe };
  await upsert(sql, "nominatif.ouverture", ouverture, ["epci", "compte", "demandeur"]);
}

export async function recuser(sql: Sql, compte: number, epci: string, demandeur: string): Promise<void> {
  await insert(sql, "nominatif.recusation", { compte, epci, demandeur }, "on conflict do nothing");
}

export async function situations(sql: Sql, epci: string, demandeur: string): Promise<readonly Uint8Array[]> {
  const rows = await rowsOf(
    sql,
    z.object({ contenu: z.instanceof(Uint8Array) }),
    `select contenu_chiffre as contenu from sensible.situation
      where epci = $1 and demandeur = $2 and contenu_chiffre is not null order by id`,
    [epci, demandeur],
  );
  return rows.map(({ contenu }) => contenu);
}

export async function acteCommission(sql: Sql, demandeur: string, acte: string, le: string): Promise<boolean> {
  const row = await oneOf(
    sql,
    z.object({ fait: z.boolean() }),
    "select nominatif.acte_commission($1, $2, $3) as fait",
    [demandeur, acte, le],
  );
  return row.fait;
}

export async function radierBail(sql: Sql, demandeur: string, bail: number, sortie: string): Promise<string | null> {
  const row = await oneOf(
    sql,
    z.object({ le: z.string().nullable() }),
    "select nominatif.radier_bail($1, $2, $3)::text as le",
    [demandeur, bail, sortie],
  );
  return row.le;
}

export async function rendreBail(sql: Sql, demandeur: string, bail: number): Promise<string | null> {
  const row = await oneOf(
    sql,
    z.object({ etat: z.string().nullable() }),
    "select nominatif.rendre_bail($1, $2) as etat",
    [demandeur, bail],
  );
  return row.etat;
}

const comptageRow = z.object({
  guichet: z.number().nullable(),
  jours: z.number().nullable(),
  horsDelai: z.boolean(),
  enregistree: z.boolean(),
  nombre: z.number(),
});

/** Demandes registered in the period, and those that wait on its last day. */
export function delais(
  sql: Sql,
  epci: string,
  guichets: readonly number[] | null,
  du: string,
  au: string,
): ReturnType<RegistreQueries["delais"]> {
  return rowsOf(
    sql,
    comptageRow,
    `select d.guichet, coalesce(d.enregistree_le, $3::date) - depot.le as jours,
            coalesce(coalesce(d.enregistree_le, $3::date) > (depot.le + interval '1 month')::date, false) as hors_delai,
            d.enregistree_le is not null as enregistree, count(*)::integer as nombre
       from nominatif.demandeur d, lateral (select (d.deposee_le at time zone 'Europe/Paris')::date as le) depot
      where d.epci = $1
        ${guichets === null ? "" : "and d.guichet = any ($4::bigint[])"}
        and (d.enregistree_le between $2 and $3 or d.etat in ('a-enregistrer','a-completer') and depot.le <= $3::date)
      group by 1, 2, 3, 4`,
    [epci, du, au, ...(guichets === null ? [] : [guichets])],
  );
}

const aFaireRow = z.object({
  attendent: z.number(),
  tard: z.number(),
  premier: z.string().nullable(),
  echeances: z.number(),
  fin: z.string().nullable(),
});

export function aFaire(
  sql: Sql,
  epci: string,
  guichets: readonly number[],
  { depot, echeance }: { readonly depot: string; readonly echeance: string },
): ReturnType<RegistreQueries["aFaire"]> {
  return oneOf(
    sql,
    aFaireRow,
    `select count(*) filter (where onglet = 'a-enregistrer')::integer as attendent,
            count(*) filter (where onglet = 'a-enregistrer' and deposee_le < $3)::integer as tard,
            (min(deposee_le) filter (where onglet = 'a-enregistrer'))::text as premier,
            count(*) filter (where onglet = 'a-renouveler' and echeance_le < $4)::integer as echeances,
            (min(echeance_le) filter (where onglet = 'a-renouveler' and echeance_le < $4))::text as fin
       from nominatif.registre
      where epci = $1 and guichet = any ($2::bigint[]) and onglet in ('a-enregistrer','a-renouveler')`,
    [epci, guichets, depot, echeance],
  );
}

export async function guichets(sql: Sql): Promise<ReadonlyMap<number, string>> {
  const rows = await rowsOf(
    sql,
    z.object({ id: z.number(), nom: z.string() }),
    "select id, nom from organisation where type <> 'plateforme'",
  );
  return new Map(rows.map(({ id, nom }) => [id, nom]));
}
