import { addMonths } from "#socle/regles/shared/calendrier.ts";

/**
 * CCH, art. L. 441-1 (rédaction de 2017), cited by the source: the rate « est révisé tous les trois ans en fonction de l’évolution de la situation
 * locale ». The reminder starts six months before (our choice: the time for an opinion, a vote and an agreement).
 */
export type Revision = {
  /** Day by which the next version should be in force. */
  readonly echeance: string;
  readonly etat: "a-jour" | "a-preparer" | "depassee";
};

const MOIS_DE_PREPARATION = 6;

export function readRevision(depuis: string, dureeAns: number, aujourdhui: string): Revision {
  const echeance = addMonths(depuis, dureeAns * 12);
  const preparation = addMonths(echeance, -MOIS_DE_PREPARATION);
  const etat = aujourdhui >= echeance ? "depassee" : aujourdhui >= preparation ? "a-preparer" : "a-jour";
  return { echeance, etat };
}
