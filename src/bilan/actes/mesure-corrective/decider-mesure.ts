import type { Base } from "#socle/lectures/base.ts";
import { conflit, introuvable } from "#socle/regles/shared/refus.ts";
import { cleanMotif } from "../../lectures/mesure-corrective/motif.ts";
import {
  checkDecision,
  type DecisionMesure,
  type MesureCorrective,
} from "../../regles/mesure-corrective/proposition.ts";

export type DecisionDemandee = {
  readonly epci: string;
  readonly id: number;
  readonly decision: DecisionMesure;
  readonly decideeLe: string;
  readonly motif: string;
  readonly relu?: boolean;
  readonly aujourdhui: string;
};

/** Throws `mesure-inconnue`. */
export async function findMesure(base: Pick<Base, "mesures">, epci: string, id: number): Promise<MesureCorrective> {
  const mesure = (await base.mesures.list(epci)).find((row) => row.id === id);
  if (!mesure) throw introuvable("mesure-inconnue", "Cette mesure n’existe pas. Choisissez-la dans la liste.");
  return mesure;
}

/**
 * Records the decision on a proposed measure, once: kept or set aside, a day, a reason. Returns the year of the measure. Refuses `mesure-inconnue`,
 * `mesure-deja-decidee`, `mesure-date-future`, `mesure-decision-avant`, and as the reason.
 */
export async function deciderMesure(base: Base, demande: DecisionDemandee): Promise<number> {
  const { epci, id, decision, decideeLe, aujourdhui } = demande;
  const decisionMotif = cleanMotif(demande.motif, "Motif de la décision", demande.relu ?? false);
  return base.transaction(async (tx) => {
    const mesure = await findMesure(tx, epci, id);
    checkDecision(mesure, decideeLe, aujourdhui);
    if (!(await tx.mesures.decide(epci, id, { decision, decideeLe, decisionMotif }))) {
      throw conflit(
        "mesure-deja-decidee",
        "Cette mesure vient d’être décidée par une autre personne. Rechargez la page.",
      );
    }
    await tx.journal.ecrire({ acte: "mesure-decidee", ressource: "objectif", epci, objet: `mesure:${id}` });
    return mesure.annee;
  });
}
