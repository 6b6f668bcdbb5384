import { z } from "zod";
import { insert, insertId, upsert } from "#socle/sql/ecrire.ts";
import { oneOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import { VERROU } from "#socle/sql/verrous.ts";
import type { PpgdidQueries } from "../../lectures/ppgdid/ports.ts";
import { NATURES_ACTE_PPGDID } from "../../regles/ppgdid/acte.ts";
import type { RubriqueEcrite } from "../../regles/ppgdid/contenu.ts";
import { NATURES_CONVENTION_PPGDID, type PlanPpgdid } from "../../regles/ppgdid/plan.ts";

export function ppgdidQueries(sql: Sql): PpgdidQueries {
  return {
    lock: (epci) => lock(sql, epci),
    plans: (epci) => plans(sql, epci),
    add: (epci, titre, depuis) => add(sql, epci, titre, depuis),
    remove: async (epci, plan) => {
      await sql.query("delete from ppgdid where epci = $1 and id = $2 and adopte_le is null", [epci, plan]);
    },
    setAccueil: async (epci, plan, { jours, organisme }) => {
      await sql.query(
        "update ppgdid set accueil_jours = $3, accueil_organisme = $4 where epci = $1 and id = $2 and adopte_le is null",
        [epci, plan, jours, organisme],
      );
    },
    writeRubrique: (epci, plan, rubrique) => writeRubrique(sql, epci, plan, rubrique),
    addActe: async (epci, plan, { nature, date, annee, acte }) => {
      await insert(sql, "ppgdid_acte", { epci, ppgdid: plan, nature, dateActe: date, annee, acte });
    },
    adopt: async (epci, plan, { adopteLe, publieLe }) => {
      await sql.query("update ppgdid set adopte_le = $3, publie_le = $4 where epci = $1 and id = $2", [
        epci,
        plan,
        adopteLe,
        publieLe,
      ]);
    },
    addConvention: (epci, plan, convention) => addConvention(sql, epci, plan, convention),
    sign: async (epci, signataire, le) => {
      const { rowCount } = await sql.query(
        "update ppgdid_signataire set signe_le = $3 where epci = $1 and id = $2 and signe_le is null",
        [epci, signataire, le],
      );
      return rowCount === 1;
    },
  };
}

async function lock(sql: Sql, epci: string): Promise<void> {
  await sql.query("select pg_advisory_xact_lock($1, hashtext($2))", [VERROU.ppgdid, epci]);
}

const planRow = z.object({
  id: z.number(),
  numero: z.number(),
  titre: z.string(),
  accueilJours: z.number().nullable(),
  accueilOrganisme: z.string().nullable(),
});
const rubriqueRow = z.object({ plan: z.number(), numero: z.number(), texte: z.string(), nonDecidee: z.boolean() });
const acteRow = z.object({
  plan: z.number(),
  nature: z.enum(NATURES_ACTE_PPGDID),
  date: z.string(),
  annee: z.number().nullable(),
  acte: z.string(),
});
const conventionRow = z.object({
  plan: z.number(),
  id: z.number(),
  nature: z.enum(NATURES_CONVENTION_PPGDID),
  titre: z.string(),
  arrete: z.string().nullable(),
});
const signataireRow = z.object({
  convention: z.number(),
  id: z.number(),
  nom: z.string(),
  signeLe: z.string().nullable(),
});

/** Always five queries, whatever the number of plans. */
async function plans(sql: Sql, epci: string): Promise<PlanPpgdid[]> {
  const [rows, rubriques, actes, conventions, signataires] = await Promise.all([
    rowsOf(
      sql,
      planRow,
      `select id, numero, titre, accueil_jours, accueil_organisme
         from ppgdid
        where epci = $1
        order by numero`,
      [epci],
    ),
    rowsOf(
      sql,
      rubriqueRow,
      `select ppgdid as plan, numero, texte, non_decidee from ppgdid_rubrique where epci = $1 order by numero`,
      [epci],
    ),
    rowsOf(
      sql,
      acteRow,
      "select ppgdid as plan, nature, date_acte as date, annee, acte from ppgdid_acte where epci = $1 order by date_acte, id",
      [epci],
    ),
    rowsOf(
      sql,
      conventionRow,
      "select ppgdid as plan, id, nature, titre, arrete from ppgdid_convention where epci = $1 order by id",
      [epci],
    ),
    rowsOf(
      sql,
      signataireRow,
      `select ppgdid_convention as convention, id, nom, signe_le from ppgdid_signataire where epci = $1 order by id`,
      [epci],
    ),
  ]);
  return rows.map((row) => ({
    ...row,
    rubriques: own(rubriques, row.id),
    actes: own(actes, row.id),
    conventions: own(conventions, row.id).map((convention) => ({
      ...convention,
      signataires: signataires.flatMap(({ convention: of, ...signataire }) =>
        of === convention.id ? [signataire] : [],
      ),
    })),
  }));
}

function own<R extends { readonly plan: number }>(rows: readonly R[], id: number): Omit<R, "plan">[] {
  return rows.flatMap(({ plan, ...row }) => (plan === id ? [row] : []));
}

const addedRow = z.object({ id: z.number(), numero: z.number() });

function add(sql: Sql, epci: string, titre: string, depuis: readonly RubriqueEcrite[]): Promise<number> {
  return sql.transaction(async (tx) => {
    await lock(tx, epci);
    const { id, numero } = await oneOf(
      tx,
      addedRow,
      `insert into ppgdid (epci, numero, titre)
       select $1, coalesce(max(numero), 0) + 1, $2 from ppgdid where epci = $1
       returning id, numero`,
      [epci, titre],
    );
    for (const rubrique of depuis) await writeRubrique(tx, epci, id, rubrique);
    return numero;
  });
}

async function writeRubrique(sql: Sql, epci: string, plan: number, rubrique: RubriqueEcrite): Promise<void> {
  const { numero, texte, nonDecidee } = rubrique;
  const ecrite = { epci, ppgdid: plan, numero, texte, nonDecidee };
  await upsert(sql, "ppgdid_rubrique", ecrite, ["epci", "ppgdid", "numero"]);
}

function addConvention(
  sql: Sql,
  epci: string,
  plan: number,
  { nature, titre, arrete, signataires }: Parameters<PpgdidQueries["addConvention"]>[2],
): Promise<void> {
  return sql.transaction(async (tx) => {
    const id = await insertId(tx, "ppgdid_convention", { epci, ppgdid: plan, nature, titre, arrete });
    for (const nom of signataires) await insert(tx, "ppgdid_signataire", { epci, ppgdidConvention: id, nom });
  });
}
