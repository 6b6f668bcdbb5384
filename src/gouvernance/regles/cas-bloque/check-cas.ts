import { formatJour } from "#socle/regles/shared/format.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { IssueCas } from "./cas-bloque.ts";
import type { SensDecisionCas } from "./suite-cas.ts";

/** An act on a case is after its opening, and today at the latest. Refuses `cas-date`. */
export function checkJourCas(quoi: string, le: string, ouvertLe: string, aujourdhui: string): void {
  if (le > aujourdhui) {
    throw new Refus("cas-date", `${quoi} : le ${formatJour(le)} n’est pas encore passé. Corrigez la date.`);
  }
  if (le < ouvertLe) {
    throw new Refus("cas-date", `${quoi} : le cas a été ouvert le ${formatJour(ouvertLe)}. Corrigez la date.`);
  }
}

/** Refuses `cas-echeance`. */
export function checkEcheanceCas(echeance: string, le: string): void {
  if (echeance >= le) return;
  throw new Refus(
    "cas-echeance",
    `L’échéance, le ${formatJour(echeance)}, précède le ${formatJour(le)}. Donnez un jour à venir.`,
  );
}

export type DecisionVerifiee = {
  readonly sens: SensDecisionCas;
  readonly proposition: number | null;
  readonly charge: number | null;
  readonly echeance: string | null;
  readonly le: string;
};

/**
 * A decision needs an organisation and a deadline, unless nothing is to be done. Refuses `cas-decision-proposition`, `cas-decision-charge`,
 * `cas-echeance`.
 */
export function checkDecisionCas(
  { sens, proposition, charge, echeance, le }: DecisionVerifiee,
  propositions: readonly number[],
): void {
  const known = proposition === null || propositions.includes(proposition);
  if (!known || (sens === "retenir-proposition" && proposition === null)) {
    throw new Refus("cas-decision-proposition", "Choisissez la proposition retenue parmi celles qui sont écrites.");
  }
  if (isCarriedOut(sens) && (charge === null || echeance === null)) {
    throw new Refus(
      "cas-decision-charge",
      "Dites quel organisme est chargé de cette décision, et pour quel jour : sans cela personne ne la suivra.",
    );
  }
  if (echeance !== null) checkEcheanceCas(echeance, le);
}

/** Does the decision need an organisation to carry it out? */
export function isCarriedOut(sens: SensDecisionCas): boolean {
  return sens !== "reexaminer" && sens !== "clore";
}

export type ClotureVerifiee = {
  readonly issue: IssueCas | null;
  readonly bailLe: string | null;
  readonly le: string;
};

/** A closing needs an issue; a lease has a day, or null when unknown. Refuses `cas-issue`, `cas-bail`, and the refusals of a day. */
export function checkClotureCas(
  { issue, bailLe, le }: ClotureVerifiee,
  ouvertLe: string,
  aujourdhui: string,
): IssueCas {
  checkJourCas("Clôture", le, ouvertLe, aujourdhui);
  if (issue === null) throw new Refus("cas-issue", "Dites comment le cas se termine : choisissez une issue.");
  if (bailLe === null) return issue;
  if (issue !== "bail") {
    throw new Refus(
      "cas-bail",
      "Un jour de bail ne va qu’avec l’issue « bail signé ». Retirez-le, ou changez l’issue.",
    );
  }
  checkJourCas("Bail", bailLe, ouvertLe, aujourdhui);
  if (bailLe > le) {
    throw new Refus(
      "cas-bail",
      "Le bail est signé après la clôture : donnez à la clôture le jour du bail, ou un jour suivant.",
    );
  }
  return issue;
}
