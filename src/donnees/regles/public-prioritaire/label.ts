import type { Reponse } from "#droit/regles/attribution/attribution.ts";

export const STATUTS_LABEL = ["actif", "reloge", "sorti", "inconnu"] as const;

/** State of a household on a list: waiting, rehoused, removed for another reason, or unknown. */
export type StatutLabel = (typeof STATUTS_LABEL)[number];

/** One line of a list: first and last days of the label, and the reason of the exit. */
export type Label = {
  readonly labelliseLe: string | null;
  readonly sortiLe: string | null;
  readonly statut: StatutLabel;
};

/**
 * Whether this line makes the household priority on the day of its lease. A later label proves nothing of that day; a missing date leaves the
 * question open. An exit because of rehousing *is* the lease, even some days before its signature.
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

/** Several lines of one household: one « oui » is enough, and « non » needs all of them. */
export function isLabelledByAny(labels: readonly Label[], jour: string): Reponse {
  const answers = labels.map((label) => isLabelledOn(label, jour));
  if (answers.includes("oui")) return "oui";
  return answers.includes("inconnu") ? "inconnu" : "non";
}
