import { type EtatPresence, LIBELLE_ETAT_PRESENCE } from "#socle/regles/gouvernance/reunion.ts";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";

/** « Représenté par Hamaris », « non dite » for an invited member without an attendance. */
export function sayPresence({
  etat,
  mandataire,
}: {
  readonly etat: EtatPresence | null;
  readonly mandataire: string | null;
}): string {
  if (etat === null) return "non dite";
  return mandataire === null ? LIBELLE_ETAT_PRESENCE[etat] : `${LIBELLE_ETAT_PRESENCE[etat]} par ${mandataire}`;
}

/** « avant le 31 décembre 2018 », « sans échéance ». */
export function sayEcheance(echeance: string | null): string {
  return echeance === null ? "sans échéance" : `avant le ${formatJour(echeance)}`;
}

/** « 12 jours de retard »; null: it is not late. */
export function sayRetard(retard: number | null): string | null {
  return retard === null ? null : `${formatCompte(retard, "jour")} de retard`;
}

export function nameDecision(avis: boolean): string {
  return avis ? "Avis" : "Décision";
}

export const PHRASE_AVIS =
  "Le quorum n’est pas atteint, ou n’est pas connu : ce qui est écrit ici comme décidé est un avis.";
