import { z } from "zod";
import { TYPOLOGIES } from "#droit/regles/typologie.ts";
import { oneOf, rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { CasBloque, CasBloqueQueries, ModificationCas, NouveauCas } from "../../lectures/cas-bloque/ports.ts";
import { organisationCasRow } from "../../lectures/cas-bloque/ports.ts";
import {
  BESOINS_CAS,
  ETATS_CAS,
  ISSUES_CAS,
  MOTIFS_CAS,
  NATURES_CAS,
  QUARTILES_CAS,
  VOIES_CAS,
} from "../../regles/cas-bloque/cas-bloque.ts";
import { addDecision, addProposition, decisions, propositions } from "./cas-suite.queries.ts";

export function casBloqueQueries(sql: Sql): CasBloqueQueries {
  return {
    list: (epci) => list(sql, epci),
    find: (epci, id) => find(sql, epci, id),
    findReference: (epci, reference) => findReference(sql, epci, reference),
    dernierNumero: (epci, annee) => dernierNumero(sql, epci, annee),
    add: (epci, cas) => sql.transaction((tx) => add(tx, epci, cas)),
    lock: (epci, id) => lock(sql, epci, id),
    update: (epci, id, modification) => update(sql, epci, id, modification),
    propositions: (epci, cas) => propositions(sql, epci, cas),
    decisions: (epci, cas) => decisions(sql, epci, cas),
    addProposition: (epci, cas, proposition) => addProposition(sql, epci, cas, proposition),
    addDecision: (epci, cas, decision) => addDecision(sql, epci, cas, decision),
    organisations: () => organisations(sql),
  };
}

const nombre = z.number().nullable();
const texte = z.string().nullable();

const casRow = z
  .object({
    id: z.number(),
    epci: z.string(),
    reference: texte,
    nature: z.enum(NATURES_CAS).nullable(),
    voie: z.enum(VOIES_CAS).nullable(),
    motif: z.enum(MOTIFS_CAS).nullable(),
    etat: z.enum(ETATS_CAS),
    ouvertLe: z.string(),
    closLe: texte,
    issue: z.enum(ISSUES_CAS).nullable(),
    bailLe: texte,
    reunion: nombre,
    assigne: nombre,
    echeance: texte,
    relogement: nombre,
    operation: nombre,
    organisation: nombre,
    reservataire: nombre,
    guichet: nombre,
    auteur: nombre,
    personnes: nombre,
    typologie: z.enum(TYPOLOGIES).nullable(),
    commune: texte,
    demandeMois: nombre,
    quartile: z.enum(QUARTILES_CAS).nullable(),
    besoin: z.enum(BESOINS_CAS).nullable(),
    complement: texte,
    synthetique: z.boolean(),
  })
  .transform(
    ({ personnes, typologie, commune, demandeMois, quartile, besoin, ...cas }): CasBloque => ({
      ...cas,
      faits: { personnes, typologie, commune, demandeMois, quartile, besoin },
    }),
  );

/** A case that has a day of closing is closed, whoever wrote it. */
const SELECT = `
  select id, epci, reference, nature, voie, motif, case when clos_le is null then etat else 'clos' end as etat,
         ouvert_le::text as ouvert_le, clos_le::text as clos_le, issue, bail_le::text as bail_le, reunion, assigne,
         echeance::text as echeance, relogement, operation, organisation, reservataire, guichet, auteur, personnes, typologie,
         commune, demande_mois, quartile, besoin, complement, synthetique
    from cas_bloque
   where epci = $1`;

function list(sql: Sql, epci: string): Promise<CasBloque[]> {
  return rowsOf(sql, casRow, `${SELECT} order by clos_le is not null, ouvert_le, id`, [epci]);
}

function find(sql: Sql, epci: string, id: number): Promise<CasBloque | null> {
  return rowOf(sql, casRow, `${SELECT} and id = $2`, [epci, id]);
}

async function findReference(sql: Sql, epci: string, reference: string): Promise<number | null> {
  const row = await rowOf(
    sql,
    z.object({ id: z.number() }),
    "select id from cas_bloque where epci = $1 and reference = $2",
    [epci, reference],
  );
  return row?.id ?? null;
}

async function dernierNumero(sql: Sql, epci: string, annee: number): Promise<number> {
  const row = await rowOf(
    sql,
    z.object({ dernier: z.number() }),
    "select dernier from cas_numero where epci = $1 and annee = $2",
    [epci, annee],
  );
  return row?.dernier ?? 0;
}

/** Whoever opens a case may not read it: nothing is asked back of the insertion, whose trigger holds the number of the year until the end. */
async function add(tx: Sql, epci: string, cas: NouveauCas): Promise<string> {
  const values: readonly (readonly [string, unknown])[] = [
    ...Object.entries({ nature: cas.nature, voie: cas.voie, motif: cas.motif, ouvert_le: cas.ouvertLe }),
    ...Object.entries({ personnes: cas.personnes, typologie: cas.typologie, commune: cas.commune }),
    ...Object.entries({ demande_mois: cas.demandeMois, quartile: cas.quartile, besoin: cas.besoin }),
    ...Object.entries({ organisation: cas.organisation, reservataire: cas.reservataire, guichet: cas.guichet }),
    ...Object.entries({ operation: cas.operation, auteur: cas.auteur, complement: cas.complement }),
    ["synthetique", cas.synthetique],
  ];
  await tx.query(
    `insert into cas_bloque (epci, ${values.map(([column]) => column).join(", ")})
     values ($1, ${values.map((_, rang) => `$${rang + 2}`).join(", ")})`,
    [epci, ...values.map(([, value]) => value)],
  );
  const annee = Number(cas.ouvertLe.slice(0, 4));
  const { reference } = await oneOf(
    tx,
    z.object({ reference: z.string() }),
    "select cas_reference(annee, dernier) as reference from cas_numero where epci = $1 and annee = $2",
    [epci, annee],
  );
  return reference;
}

async function lock(sql: Sql, epci: string, id: number): Promise<boolean> {
  const { rowCount } = await sql.query("select id from cas_bloque where epci = $1 and id = $2 for update", [epci, id]);
  return rowCount === 1;
}

const COLONNES: Readonly<Record<keyof ModificationCas, string>> = {
  etat: "etat",
  reunion: "reunion",
  assigne: "assigne",
  echeance: "echeance",
  issue: "issue",
  bailLe: "bail_le",
  closLe: "clos_le",
};

async function update(sql: Sql, epci: string, id: number, modification: ModificationCas): Promise<boolean> {
  const values = (Object.keys(COLONNES) as (keyof ModificationCas)[]) // keys of a Record whose type lists them all
    .filter((champ) => modification[champ] !== undefined)
    .map((champ) => [COLONNES[champ], modification[champ]] as const);
  const { rowCount } = await sql.query(
    `update cas_bloque set ${values.map(([column], rang) => `${column} = $${rang + 3}`).join(", ")} where epci = $1 and id = $2`,
    [epci, id, ...values.map(([, value]) => value)],
  );
  return rowCount === 1;
}

function organisations(sql: Sql): ReturnType<CasBloqueQueries["organisations"]> {
  return rowsOf(
    sql,
    organisationCasRow,
    "select id, nom, type from organisation where type <> 'plateforme' order by nom, id",
  );
}
