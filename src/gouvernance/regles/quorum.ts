import type { EtatPresence } from "#socle/regles/gouvernance/reunion.ts";
import { formatCompte, formatNombre } from "#socle/regles/shared/format.ts";
import { ceilShare } from "#socle/regles/shared/taux.ts";

/** A member of that day with their attendance; `etat` null: unknown. */
export type PresenceMembre = {
  readonly id: number;
  readonly voix: boolean;
  readonly etat: EtatPresence | null;
  /** Member who holds the vote of a represented one. */
  readonly mandataire: number | null;
};

/** « inconnu »: an unknown attendance could change it. « sans-quorum »: no text sets one. */
export type EtatQuorum = "atteint" | "non-atteint" | "inconnu" | "sans-quorum";

/** Integer votes. `comptees`: present, or held by a present member. `inconnues`: unknown attendance. */
export type QuorumLu = {
  readonly voix: number;
  readonly comptees: number;
  readonly inconnues: number;
  readonly requises: number | null;
  readonly etat: EtatQuorum;
  readonly phrase: string;
};

export const LIBELLE_ETAT_QUORUM: Readonly<Record<EtatQuorum, string>> = {
  atteint: "Quorum atteint",
  "non-atteint": "Quorum non atteint",
  inconnu: "Quorum inconnu",
  "sans-quorum": "Aucun quorum écrit",
};

/**
 * Reads the quorum in integer votes: the smallest integer that reaches the share. Invited members have no vote and count
 * nowhere. `quorum`: share of the votes, 0 to 1, or null when no text sets one.
 */
export function readQuorum(membres: readonly PresenceMembre[], quorum: number | null): QuorumLu {
  const voters = membres.filter(({ voix }) => voix);
  const presents = new Set(membres.filter(({ etat }) => etat === "present").map(({ id }) => id));
  const comptees = voters.filter(({ etat, mandataire }) => isCounted(etat, mandataire, presents)).length;
  const inconnues = voters.filter(({ etat }) => etat === null).length;
  const requises = quorum === null ? null : requireVoix(voters.length, quorum);
  const compte = { voix: voters.length, comptees, inconnues, requises };
  const etat = judge(compte);
  return { ...compte, etat, phrase: say(compte, etat) };
}

/** Half of the last digit of « 66,67 % ». */
const PAS = 0.00005;

/**
 * Smallest integer that reaches the share. « 33,33 % » and « 66,67 % » are read as thirds, which no decimal writes exactly: two thirds of
 * nine votes are six, not seven.
 */
function requireVoix(voix: number, quorum: number): number {
  const tiers = [1, 2].find((part) => Math.abs(quorum - part / 3) <= PAS);
  return tiers === undefined ? ceilShare(voix, quorum) : Math.ceil((voix * tiers) / 3);
}

function isCounted(etat: EtatPresence | null, mandataire: number | null, presents: ReadonlySet<number>): boolean {
  if (etat === "present") return true;
  return etat === "represente" && mandataire !== null && presents.has(mandataire);
}

type Compte = Pick<QuorumLu, "voix" | "comptees" | "inconnues" | "requises">;

function judge({ voix, comptees, inconnues, requises }: Compte): EtatQuorum {
  if (requises === null) return "sans-quorum";
  if (voix === 0) return "inconnu";
  if (comptees >= requises) return "atteint";
  return comptees + inconnues < requises ? "non-atteint" : "inconnu";
}

function say({ voix, comptees, inconnues, requises }: Compte, etat: EtatQuorum): string {
  const reste =
    inconnues === 0 ? "" : ` ; ${formatCompte(inconnues, "présence n’est pas dite", "présences ne sont pas dites")}`;
  const compte = `${formatCompte(comptees, "voix présente ou représentée", "voix présentes ou représentées")} sur ${formatNombre(voix)}${reste}`;
  if (requises === null) return `${compte}. Aucun quorum n’est écrit pour cette instance.`;
  if (voix === 0) return "Aucun membre n’a de voix : le quorum ne se lit pas.";
  const mot = {
    atteint: "le quorum est atteint",
    "non-atteint": "quorum non atteint",
    inconnu: "le quorum n’est pas encore connu",
  };
  return `${compte} ; il en faut ${formatNombre(requises)} : ${mot[etat === "sans-quorum" ? "inconnu" : etat]}.`;
}
