import type { ResidenceCandidate } from "#donnees/lectures/localisation/ports.ts";

/** Names a proposal between the page that shows it and the act that records it, whatever its rank has become since. */
export function keyOf({ identRep, commune, adresse, residence }: ResidenceCandidate): string {
  return identRep ?? JSON.stringify([commune, adresse, residence]);
}

export function nomCandidate({ residence, adresse, identRep }: ResidenceCandidate): string {
  return [residence, adresse].filter(Boolean).join(", ") || (identRep ? `RPLS ${identRep}` : "Résidence sans nom");
}
