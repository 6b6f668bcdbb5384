import type { ComptePurge } from "#application/conservation/ports.ts";
import type { Sql } from "../sql.ts";
import { due, type Purge } from "./conservation-echeance.ts";

/** What a commission read of a household, and why it was taken back: the days, the states and the organisations stay. Returns the rows touched. */
export async function separateCandidatures(tx: Sql, condition: string, params: readonly unknown[]): Promise<number> {
  const { rowCount } = await tx.query(
    `update candidature
        set demandeur = null, guichet = null, examen = null, retrait_motif = null
      where (${condition}) and num_nonnulls(demandeur, retrait_motif, examen) > 0`,
    params,
  );
  return rowCount;
}

/**
 * Proposals for a batch: who the numbers were, then what is said of each number, since a dwelling and a quartile say who lives there. The counts stay.
 */
export async function separatePlans(
  tx: Sql,
  condition: string,
  params: readonly unknown[],
): Promise<Readonly<Record<string, number>>> {
  const { rowCount: menages } = await tx.query(
    `delete from plan_menage where plan in (select id from plan where ${condition})`,
    params,
  );
  const { rowCount: plans } = await tx.query(
    `update plan set contenu = null where (${condition}) and contenu is not null`,
    params,
  );
  return { plan: plans, plan_menage: menages };
}

/** What ties a signed lease to a person, a file or a dwelling. Returns the rows touched. */
export async function separateBauxSignes(tx: Sql, condition: string, params: readonly unknown[]): Promise<number> {
  // The lease that is followed says the dwelling, for as long as it is in force: nothing ties it to this one any more.
  await tx.query(`update bail_suivi set bail = null where bail in (select id from bail where ${condition})`, params);
  const { rowCount } = await tx.query(
    `update bail
        set cle = null, numero_rpls = null, liberation = null, candidature = null, anciennete_le = null, annule_motif = null
      where (${condition}) and num_nonnulls(cle, numero_rpls, liberation, candidature, anciennete_le, annule_motif) > 0`,
    params,
  );
  return rowCount;
}

/** What was said of two leases stays, and no longer says of which line: a file that comes back with it would be asked about again. */
export async function separatePaires(tx: Sql, condition: string, params: readonly unknown[]): Promise<number> {
  const { rowCount } = await tx.query(
    `update paire_decision set cle = 'p-' || id where (${condition}) and cle <> 'p-' || id`,
    params,
  );
  return rowCount;
}

/** The last day on which something was written of it. */
const DERNIER = "greatest(examine_le, avis_le, suite_le)";
const A_TRANSMETTRE = "transmis_le is null and (reservee or cardinality(situations) > 0)";

const VIDE_EXAMEN = `
  update examen_occupation
     set personnes = null, plafond = 'inconnu', situations = '{}', reservee = false, avis_texte = null
   where (personnes is not null or plafond <> 'inconnu' or cardinality(situations) > 0 or reservee or avis_texte is not null)`;

/** What was found of the household of these leases, its health first: days, opinion and what followed stay. Done before the leases are separated. */
export async function eraseExamens(tx: Sql, condition: string, params: readonly unknown[]): Promise<ComptePurge> {
  const siens = `select id from examen_occupation where bail_suivi in (
    select id from bail_suivi where bail in (select id from bail where ${condition}))`;
  const sante = await tx.query(`delete from sensible.examen_adaptation where examen in (${siens})`, params);
  const { rowCount } = await tx.query(`${VIDE_EXAMEN} and id in (${siens})`, params);
  return { "sensible.examen_adaptation": sante.rowCount, examen_occupation: rowCount };
}

/**
 * Leases that are over, with their examinations; of the others, what was found a year ago: days, opinion and what followed stay. A file that was
 * never sent goes whole, so that its lease is to be examined again.
 */
export async function emptyExamens({ tx, limite }: Purge): Promise<Record<string, number>> {
  const { rowCount: baux } = await tx.query(`delete from bail_suivi where ${due("clos_le")}`, limite);
  const { rowCount: jamais } = await tx.query(
    `delete from examen_occupation where ${due(DERNIER)} and ${A_TRANSMETTRE}`,
    limite,
  );
  const { rowCount: vides } = await tx.query(`${VIDE_EXAMEN} and ${due(DERNIER)}`, limite);
  return { bail_suivi: baux, examen_occupation: jamais + vides };
}

/** What tells of health serves the opinion of the commission; where it tells nothing, the examination itself. */
export async function deleteAdaptations({ tx, limite }: Purge): Promise<Record<string, number>> {
  const { rowCount } = await tx.query(
    `delete from sensible.examen_adaptation
      where examen in (select id from examen_occupation where ${due("case when reservee then avis_le else examine_le end")})`,
    limite,
  );
  return { "sensible.examen_adaptation": rowCount };
}
