import { z } from "zod";
import { oneOf, rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import type {
  ClotureFiche,
  FicheContact,
  FicheContactQueries,
  NouvelleFiche,
  SuiteFiche,
} from "../../lectures/fiche-contact/ports.ts";
import { destinataireRow, ficheContactRow, suiteFicheRow } from "../../lectures/fiche-contact/ports.ts";

export function ficheContactQueries(sql: Sql): FicheContactQueries {
  return {
    destinataires: (epci) => destinataires(sql, epci),
    list: (epci, limite) => list(sql, epci, limite),
    find: (epci, id) => find(sql, epci, id),
    suites: (epci) => suitesOf(sql, epci, null),
    add: (epci, fiche) => sql.transaction((tx) => add(tx, epci, fiche)),
    acknowledge: (epci, fiche, organisation, par) => acknowledge(sql, [epci, fiche, organisation, par.le, par.compte]),
    close: (epci, fiche, organisation, cloture) => close(sql, [epci, fiche, organisation], cloture),
    findDossier: (epci, reference) => findDossier(sql, epci, reference),
  };
}

function destinataires(sql: Sql, epci: string): ReturnType<FicheContactQueries["destinataires"]> {
  return rowsOf(sql, destinataireRow, "select id, nom, habilites from bailleurs_joignables($1)", [epci]);
}

const JOUR = (colonne: string) => `(${colonne} at time zone 'Europe/Paris')::date::text`;

const FICHES = `
  select f.id, f.epci, f.reference, f.organisation, o.nom as nom_organisation, f.nom, f.prenom, f.telephone, f.courriel,
         f.consentement_le::text as consentement_le, f.besoin, f.precisions, ${JOUR("f.emise_le")} as emise_le
    from nominatif.fiche_contact f
    join organisation o on o.id = f.organisation
   where f.epci = $1`;

async function list(sql: Sql, epci: string, limite: number): Promise<FicheContact[]> {
  const fiches = await rowsOf(sql, ficheContactRow, `${FICHES} order by f.emise_le desc, f.id desc limit $2`, [
    epci,
    limite,
  ]);
  if (fiches.length === 0) return [];
  const suites = await suitesOf(
    sql,
    epci,
    fiches.map(({ id }) => id),
  );
  const parFiche = new Map<number, SuiteFiche[]>();
  for (const suite of suites) parFiche.set(suite.fiche, [...(parFiche.get(suite.fiche) ?? []), suite]);
  return fiches.map((fiche) => ({ ...fiche, suites: parFiche.get(fiche.id) ?? [] }));
}

async function find(sql: Sql, epci: string, id: number): Promise<FicheContact | null> {
  const fiche = await rowOf(sql, ficheContactRow, `${FICHES} and f.id = $2`, [epci, id]);
  return fiche && { ...fiche, suites: await suitesOf(sql, epci, [id]) };
}

/** `fiches` null: all those of the territory. */
function suitesOf(sql: Sql, epci: string, fiches: readonly number[] | null): Promise<SuiteFiche[]> {
  return rowsOf(
    sql,
    suiteFicheRow,
    `select s.fiche, s.organisation, o.nom, s.emettrice, e.nom as nom_emettrice, ${JOUR("s.emise_le")} as emise_le,
            s.accuser_avant::text as accuser_avant, ${JOUR("s.accusee_le")} as accusee_le, s.issue,
            ${JOUR("s.close_le")} as close_le, d.reference as dossier
       from nominatif.fiche_suite s
       join organisation o on o.id = s.organisation
       join organisation e on e.id = s.emettrice
       left join nominatif.demandeur d on d.id = s.demandeur
      where s.epci = $1
        and ($2::bigint[] is null or s.fiche = any ($2))
      order by s.fiche, o.nom, s.organisation`,
    [epci, fiches],
  );
}

async function add(tx: Sql, epci: string, fiche: NouvelleFiche): ReturnType<FicheContactQueries["add"]> {
  const { organisation, emiseLe } = fiche;
  const added = await oneOf(
    tx,
    z.object({ id: z.number(), reference: z.string() }),
    `with tirage as (select upper(left(replace(gen_random_uuid()::text, '-', ''), 8)) as code)
     insert into nominatif.fiche_contact
            (epci, organisation, compte, reference, nom, prenom, telephone, courriel, consentement_le, besoin, precisions, emise_le)
     select $1, $2, $3, 'FC-' || left(code, 4) || '-' || right(code, 4), $4, $5, $6, $7, $8, $9, $10, $11 from tirage
     returning id, reference`,
    [
      epci,
      organisation,
      fiche.compte,
      fiche.nom,
      fiche.prenom,
      fiche.telephone,
      fiche.courriel,
      fiche.consentementLe,
      JSON.stringify(fiche.besoin),
      fiche.precisions,
      emiseLe,
    ],
  );
  await tx.query(
    `insert into nominatif.fiche_suite (fiche, epci, organisation, emettrice, emise_le, accuser_avant)
     select $1, $2, destinataire, $3, $4, $5 from unnest($6::bigint[]) as d (destinataire)`,
    [added.id, epci, organisation, emiseLe, fiche.accuserAvant, fiche.destinataires],
  );
  return added;
}

async function acknowledge(sql: Sql, params: readonly unknown[]): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update nominatif.fiche_suite set accusee_le = $4, accusee_par = $5
      where epci = $1 and fiche = $2 and organisation = $3 and accusee_le is null`,
    params,
  );
  return rowCount === 1;
}

async function close(sql: Sql, qui: readonly unknown[], { issue, demandeur, le }: ClotureFiche): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update nominatif.fiche_suite set issue = $4, close_le = $5, demandeur = $6
      where epci = $1 and fiche = $2 and organisation = $3 and issue is null`,
    [...qui, issue, le, demandeur],
  );
  return rowCount === 1;
}

async function findDossier(sql: Sql, epci: string, reference: string): Promise<string | null> {
  const row = await rowOf(
    sql,
    z.object({ id: z.string() }),
    "select id::text as id from nominatif.demandeur where epci = $1 and reference = $2",
    [epci, reference],
  );
  return row?.id ?? null;
}
