import { findValeur, parametre } from "../droit/parametre.ts";
import { echeance } from "./duree.ts";

/** What is still going on for a household: the facts that may stand against an erasure. */
export type ProceduresOuvertes = {
  readonly propositions: number;
  readonly relogements: number;
  readonly casBloques: number;
  /** Decisions being prepared: no date yet. */
  readonly decisionsSansDate: number;
  /** Latest day of a decision; null when there is none. */
  readonly derniereDecision: string | null;
};

/** Why an erasure is refused, as it is written to the person (GDPR art. 12(4): the reasons are told). */
export type Retenue = { readonly code: string; readonly motif: string };

/** Code de justice administrative, art. R. 421-1: two months to contest a decision from its notification. In months. */
const DELAI_RECOURS = parametre.nombre("delai-recours");

/**
 * RGPD, art. 17(3)(b) and (e): an erasure is refused while a procedure needs the data, or while a decision can be contested. An active
 * demande holds nothing by itself: asking to be erased is asking for its radiation (CCH, art. R. 441-2-8).
 * Throws a `Refus` "parametre-absent" before the first known value of the delay.
 */
export function retenuesOf(ouvertes: ProceduresOuvertes, jour: string): readonly Retenue[] {
  const delai = findValeur(DELAI_RECOURS, jour).valeur;
  const recours = ouvertes.derniereDecision ? echeance({ mois: delai, jours: 0 }, ouvertes.derniereDecision) : null;
  const candidates: readonly (Retenue | null)[] = [
    ouvertes.propositions > 0
      ? { code: "proposition-ouverte", motif: "une proposition de logement est en cours" }
      : null,
    ouvertes.decisionsSansDate > 0
      ? { code: "decision-en-cours", motif: "une décision de la commission est en préparation" }
      : null,
    recours !== null && recours > jour
      ? { code: "recours-possible", motif: `une décision peut encore être contestée, jusqu’au ${recours}` }
      : null,
    ouvertes.relogements > 0 ? { code: "relogement-ouvert", motif: "un relogement est en cours" } : null,
    ouvertes.casBloques > 0 ? { code: "cas-bloque-ouvert", motif: "un cas bloqué est en cours d’examen" } : null,
  ];
  return candidates.filter((retenue) => retenue !== null);
}
