import type { Sql } from "../sql.ts";

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
  const { rowCount } = await tx.query(
    `update bail
        set cle = null, numero_rpls = null, liberation = null, candidature = null, anciennete_le = null
      where (${condition}) and num_nonnulls(cle, numero_rpls, liberation, candidature, anciennete_le) > 0`,
    params,
  );
  return rowCount;
}
