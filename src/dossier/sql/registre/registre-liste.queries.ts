import { z } from "zod";
import { ONGLETS, type Onglet } from "#observatoire/regles/registre/registre.ts";
import { colonnesOf } from "#socle/sql/ligne.ts";
import { rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { LigneRegistre, NomDemandeur, QuestionRegistre } from "../../lectures/registre/ports.ts";
import { ligneRow } from "../../lectures/registre/ports.ts";
import { normaliserNom } from "../../regles/registre/nom-cherche.ts";

const texte = z.string().nullable();

const SELECT = `select ${colonnesOf(ligneRow)} from nominatif.registre`;

/**
 * Only the asked conditions are written, so that the plan fits the question. Each is a leakproof comparison, which PostgreSQL may run
 * before the row policy, and by its index.
 */
export function list(sql: Sql, question: QuestionRegistre): Promise<LigneRegistre[]> {
  const params: unknown[] = [];
  const hold = (value: unknown) => `$${params.push(value)}`;
  const { apres, guichets } = question;
  // Last struck off first; on the other tabs, the longest wait first.
  const [sens, compare] = question.onglet === "radiee" ? ["desc", "<"] : ["asc", ">"];
  const conditions = [
    `epci = ${hold(question.epci)}`,
    `onglet = ${hold(question.onglet)}`,
    ...(guichets === null
      ? []
      : [guichets.length === 1 ? `guichet = ${hold(guichets[0])}` : `guichet = any (${hold(guichets)}::bigint[])`]),
    ...(question.commune === null ? [] : [`${hold(question.commune)} = any (communes)`]),
    ...(question.typologie === null ? [] : [`typologie = ${hold(question.typologie)}`]),
    ...(question.nature === null ? [] : [`nature = ${hold(question.nature)}`]),
    ...(question.avant === null ? [] : [`anciennete_le <= ${hold(question.avant)}::date`]),
    ...(apres === null
      ? []
      : [`(ordre, demandeur) ${compare} (${hold(apres.ordre)}::date, ${hold(apres.demandeur)}::uuid)`]),
  ];
  return rowsOf(
    sql,
    ligneRow,
    `${SELECT} where ${conditions.join(" and ")} order by ordre ${sens}, demandeur ${sens} limit ${hold(question.limite)}`,
    params,
  );
}

const compteRow = z.object({ onglet: z.enum(ONGLETS), nombre: z.number() });

export async function comptes(sql: Sql, epci: string): Promise<ReadonlyMap<Onglet, number>> {
  const rows = await rowsOf(
    sql,
    compteRow,
    "select onglet, count(*)::integer as nombre from nominatif.registre where epci = $1 and onglet = any ($2::text[]) group by onglet",
    [epci, ONGLETS],
  );
  return new Map(rows.map(({ onglet, nombre }) => [onglet, nombre]));
}

export function lignes(sql: Sql, epci: string, demandeurs: readonly string[]): Promise<LigneRegistre[]> {
  return rowsOf(sql, ligneRow, `${SELECT} where epci = $1 and demandeur = any ($2::uuid[])`, [epci, demandeurs]);
}

const cleRow = z.object({ demandeur: z.string() });

export async function findBy(
  sql: Sql,
  colonne: "reference" | "numero_hash",
  epci: string,
  valeur: string,
): Promise<string | null> {
  const rows = await rowsOf(
    sql,
    cleRow,
    `select demandeur::text as demandeur from nominatif.registre where epci = $1 and ${colonne} = $2`,
    [epci, valeur],
  );
  return rows[0]?.demandeur ?? null;
}

const nomRow = z.object({
  demandeur: z.string(),
  nom: texte,
  nomUsage: texte,
  prenom: texte,
  naissance: texte,
});

/** Upper bound of a prefix search, in the order of bytes. */
const FIN = "\u{10FFFF}";
/** Maximum homonyms read when a first name narrows them. */
const HOMONYMES_MAX = 2_000;

export async function searchNom(
  sql: Sql,
  epci: string,
  guichets: readonly number[],
  cherche: string,
  coupes: readonly { readonly nom: string; readonly prenom: string }[],
  limite: number,
): Promise<readonly string[]> {
  const begins = await rowsOf(
    sql,
    cleRow,
    `(select id::text as demandeur, nom_cherche as rang from nominatif.demandeur
       where epci = $1 and guichet = any ($2::bigint[]) and nom_cherche >= $3 and nom_cherche < $4 order by nom_cherche limit $5)
     union
     (select id::text, usage_cherche from nominatif.demandeur
       where epci = $1 and guichet = any ($2::bigint[]) and usage_cherche >= $3 and usage_cherche < $4 order by usage_cherche limit $5)
     order by rang, demandeur limit $5`,
    [epci, guichets, cherche, `${cherche}${FIN}`, limite],
  );
  if (coupes.length === 0) return unique(begins);
  const homonymes = await rowsOf(
    sql,
    cleRow.extend({ nom: texte, usage: texte, prenom: texte }),
    `select id::text as demandeur, nom_cherche as nom, usage_cherche as usage, prenom from nominatif.demandeur
      where epci = $1 and guichet = any ($2::bigint[]) and nom_cherche = any ($3)
      order by nom_cherche, id limit $4`,
    [epci, guichets, coupes.map(({ nom }) => nom), HOMONYMES_MAX],
  );
  const whole = homonymes.filter(({ nom, prenom }) =>
    coupes.some((coupe) => coupe.nom === nom && normaliserNom(prenom ?? "").startsWith(coupe.prenom)),
  );
  return unique([...whole, ...begins]).slice(0, limite);
}

function unique(rows: readonly { readonly demandeur: string }[]): readonly string[] {
  return [...new Set(rows.map(({ demandeur }) => demandeur))];
}

export async function noms(
  sql: Sql,
  epci: string,
  demandeurs: readonly string[],
): Promise<ReadonlyMap<string, NomDemandeur>> {
  const rows = await rowsOf(
    sql,
    nomRow,
    `select id::text as demandeur, nom, nom_usage, prenom, naissance::text as naissance
       from nominatif.demandeur where epci = $1 and id = any ($2::uuid[])`,
    [epci, demandeurs],
  );
  return new Map(rows.map(({ demandeur, ...nom }) => [demandeur, nom]));
}
