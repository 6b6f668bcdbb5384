import type { ResidenceCandidate } from "#donnees/lectures/localisation/ports.ts";

/** Key of a proposal between the page and the act, independent of its rank. */
export function keyOf({ identRep, commune, adresse, residence }: ResidenceCandidate): string {
  return identRep ?? JSON.stringify([commune, adresse, residence]);
}

export function nomCandidate({ residence, adresse, identRep }: ResidenceCandidate): string {
  return [residence, adresse].filter(Boolean).join(", ") || (identRep ? `RPLS ${identRep}` : "Résidence sans nom");
}
