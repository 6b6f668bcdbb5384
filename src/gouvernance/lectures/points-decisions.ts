import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import { readRetard } from "../regles/decision-retard.ts";
import { requireLecture, type SourcePoints } from "./points-source.ts";
import type { DecisionInstance, PointPropose } from "./ports.ts";

export const POINTS_DECISIONS: SourcePoints = {
  nom: "les décisions en retard",
  natures: ["decision-en-retard"],
  async read(base, { epci, aujourdhui }) {
    requireLecture(base, "instance", epci);
    return pointsOfDecisions(await base.decisionsInstances.list(epci), aujourdhui);
  },
};

/** Pure. Longest delay first. */
export function pointsOfDecisions(decisions: readonly DecisionInstance[], jour: string): readonly PointPropose[] {
  return decisions
    .flatMap((decision) => {
      const retard = readRetard(decision, jour);
      return retard === null || decision.echeance === null
        ? []
        : [{ ...decision, echeance: decision.echeance, retard }];
    })
    .toSorted((a, b) => b.retard - a.retard)
    .map(({ id, numero, responsable, echeance, retard }) => ({
      nature: "decision-en-retard",
      reference: String(id),
      titre: `Décision ${numero}, en retard`,
      constat: `À la charge de ${responsable}, due le ${formatJour(echeance)} : ${formatCompte(retard, "jour")} de retard.`,
      chemin: `commission/decisions/${id}`,
    }));
}
