import type { Sql } from "../sql.ts";
import { day, due, type Purge } from "./conservation-echeance.ts";

/**
 * What a commission wrote of a household besides its decision: the candidature it was of, its prose. States, ranks, days and counts of votes
 * remain. `condition`: SQL on decision. Returns the rows touched.
 */
export async function separateDecisions(tx: Sql, condition: string, params: readonly unknown[]): Promise<number> {
  const { rowCount } = await tx.query(
    `update decision
        set candidature = null, precision = null, designation = null, motif = null, piece = null, vote = null
      where (${condition})
        and num_nonnulls(candidature, precision, designation, motif, piece, vote) > 0`,
    params,
  );
  return rowCount;
}

/** Votes and words of the members, what a commune said, and the minutes: their number, their day and their hash remain. */
export async function emptySeances({ tx, limite }: Purge): Promise<Record<string, number>> {
  const emptied = async (text: string) => (await tx.query(text, limite)).rowCount;
  return {
    seance_vote: await emptied(`delete from seance_vote where ${due(day("le"))}`),
    seance_message: await emptied(`delete from seance_message where ${due(day("le"))}`),
    seance_avis: await emptied(`update seance_avis set motif = null where ${due(day("le"))} and motif is not null`),
    // A hash of so few answers would say them.
    seance_jeton: await emptied(
      `update seance_jeton set empreinte = null where ${due(day("le"))} and empreinte is not null`,
    ),
    seance_pv: await emptied(`update seance_pv set contenu = '{}' where ${due(day("fige_le"))} and contenu <> '{}'`),
  };
}

/** Who sat in a session that is over, seats and capacities apart, and that they were written to. */
export async function leaveSeances({ tx, limite }: Purge): Promise<Record<string, number>> {
  const envois = await tx.query(
    `delete from seance_envoi where seance in (select id from seance where ${due("tenue_le")})`,
    limite,
  );
  const { rowCount } = await tx.query(
    `update seance_membre
        set compte = null, designation = null
      where seance in (select id from seance where ${due("tenue_le")})
        and num_nonnulls(compte, designation) > 0`,
    limite,
  );
  return { seance_membre: rowCount, seance_envoi: envois.rowCount };
}

/** Who sat in a commission and no longer does. */
export async function leaveCommission({ tx, limite }: Purge): Promise<Record<string, number>> {
  const { rowCount } = await tx.query(
    `update cal_membre set compte = null, designation = null where ${due("jusqua")} and num_nonnulls(compte, designation) > 0`,
    limite,
  );
  return { cal_membre: rowCount };
}
