import type { MotifRadiation } from "#dossier/regles/etat.ts";
import type { NatureTransmission } from "#dossier/regles/transmission.ts";

/** `typeFichier` of the message (interface of the SNE); a radiation without a ground takes the radiation back. */
export const TYPE_FICHIER: Readonly<Record<NatureTransmission, string>> = {
  enregistrement: "CRE",
  modification: "MOD",
  renouvellement: "REN",
  radiation: "RAD",
  reactivation: "RAD",
};

/** Ground of the interface of the SNE. A want of renewal is struck off by the national system itself (arrêté of 23 March 2015, annexe, 6.1). */
const MOTIF_SNE: Readonly<Record<MotifRadiation, string>> = {
  attribution: "RADATT",
  renonciation: "RADABA",
  "non-reponse": "RADCON",
  irrecevabilite: "RADIRR",
  "non-renouvellement": "RADREN",
};

export function motifSne(motif: MotifRadiation): string {
  return MOTIF_SNE[motif];
}

/**
 * Grounds whose message asks for what Blaise does not hold: the dwelling and its contingent, which the bailleur's own desk gives (6.2), and a
 * sub-ground chosen in the national system (6.4). They are written there by hand.
 */
export const MOTIFS_A_LA_MAIN: readonly MotifRadiation[] = ["attribution", "irrecevabilite"];
