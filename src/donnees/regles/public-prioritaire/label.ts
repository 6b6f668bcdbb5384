import type { Reponse } from "#droit/regles/attribution/attribution.ts";

export const STATUTS_LABEL = ["actif", "reloge", "sorti", "inconnu"] as const;

/** Where a household stands on a list: waiting, rehoused, gone from it for another reason, or the file does not say. */
export type StatutLabel = (typeof STATUTS_LABEL)[number];

/** One line of a list: since when a household is known as priority, until when, and why it left. */
export type Label = {
  readonly labelliseLe: string | null;
  readonly sortiLe: string | null;
  readonly statut: StatutLabel;
};

/**
 * Was the household of a priority public, says this line, on the day of its lease? A label of the days after proves nothing of that day; a date that
 * nobody wrote leaves the question open. Leaving a list because one is rehoused *is* the lease, even written some days before its signature.
 */
export function isLabelledOn({ labelliseLe, sortiLe, statut }: Label, jour: string): Reponse {
  if (labelliseLe !== null && labelliseLe > jour) return "non";
  if (statut === "sorti") return sortiLe === null ? "inconnu" : leftAfter(sortiLe, jour, labelliseLe);
  if (labelliseLe === null) return "inconnu";
  if (sortiLe !== null && sortiLe < jour && statut !== "reloge") return "inconnu";
  return "oui";
}

function leftAfter(sortiLe: string, jour: string, labelliseLe: string | null): Reponse {
  if (sortiLe < jour) return "non";
  return labelliseLe === null ? "inconnu" : "oui";
}

/** Several lines of one household: one that says yes is enough, and none may say no for another that does not know. */
export function isLabelledByAny(labels: readonly Label[], jour: string): Reponse {
  const answers = labels.map((label) => isLabelledOn(label, jour));
  if (answers.includes("oui")) return "oui";
  return answers.includes("inconnu") ? "inconnu" : "non";
}
