import type { DecisionCal } from "#attributions/regles/cal/decision.ts";

/** One line of the trace, in the order in which it was written. */
export type LigneVote = {
  readonly membre: number;
  readonly candidature: number;
  readonly n: number;
  readonly sens: string;
};

/**
 * The serial model of a session, written apart from the product: votes are replayed one after the other, then counted by hand. Returns what each
 * candidate's votes say: a decision, « partage » or « aucun ».
 */
export function rejouer(
  lignes: readonly LigneVote[],
  candidatures: readonly number[],
  maire: number,
): ReadonlyMap<number, DecisionCal | "partage" | "aucun"> {
  const urne = new Map<number, Map<number, string>>(candidatures.map((candidature) => [candidature, new Map()]));
  for (const { membre, candidature, sens } of lignes) urne.get(candidature)?.set(membre, sens);
  return new Map(candidatures.map((candidature) => [candidature, issueOf(urne.get(candidature) ?? new Map(), maire)]));
}

function issueOf(bulletins: ReadonlyMap<number, string>, maire: number): DecisionCal | "partage" | "aucun" {
  if (bulletins.size === 0) return "aucun";
  const comptes: Record<string, number> = {};
  let exprimes = 0;
  for (const sens of bulletins.values()) {
    if (sens === "abstention") continue;
    exprimes += 1;
    comptes[sens] = (comptes[sens] ?? 0) + 1;
  }
  const tries = Object.entries(comptes).sort(([, a], [, b]) => b - a);
  const [premier, second] = tries;
  if (premier === undefined) return "partage";
  const [gagnant, voix] = premier;
  if (second === undefined || second[1] < voix) return voix * 2 > exprimes ? (gagnant as DecisionCal) : "partage";
  const duMaire = bulletins.get(maire);
  const tranche = tries.some(([sens, nombre]) => nombre === voix && sens === duMaire);
  return tranche ? (duMaire as DecisionCal) : "partage";
}
