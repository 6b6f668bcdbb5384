/** Decisions of CCH, art. R. 441-3 (an attribution has a rank, alone or not), and the report, which is none. */
export const DECISIONS_CAL = ["attribution", "sous-condition", "non-attribution", "irrecevabilite", "report"] as const;
export type DecisionCal = (typeof DECISIONS_CAL)[number];

export const LIBELLE_DECISION_CAL: Readonly<Record<DecisionCal, string>> = {
  attribution: "Attribution",
  "sous-condition": "Attribution sous condition suspensive",
  "non-attribution": "Non-attribution",
  irrecevabilite: "Irrecevabilité",
  report: "Report",
};

/** Of a household erased since: that it was decided is known, what was decided is not. */
export const DECISION_EFFACEE = "Décision effacée avec la demande";

/** Both are served in the order of their ranks: under condition, once the paper is given in time (CCH, art. R. 441-3, c). */
export function aRang(decision: DecisionCal): boolean {
  return decision === "attribution" || decision === "sous-condition";
}
