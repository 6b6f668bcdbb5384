import type { ExceptionCandidats } from "#droit/regles/exception-candidats.ts";
import { verifyTroisCandidats } from "#droit/regles/trois-candidats.ts";
import { formatHeure } from "#socle/regles/gouvernance/convocation.ts";
import { type EtatPresence, LIBELLE_ETAT_PRESENCE } from "#socle/regles/gouvernance/reunion.ts";
import { formatCompte, formatInstant, formatJour } from "#socle/regles/shared/format.ts";
import { conflit, Refus } from "#socle/regles/shared/refus.ts";
import { isMembreBailleur, type QualiteCal } from "./composition.ts";
import type { ModeSeance } from "./reglement.ts";

/** `notifiee`: each household of the session can read its own decision. */
export const ETATS_SEANCE = ["preparation", "convoquee", "ouverte", "close", "notifiee"] as const;
export type EtatSeance = (typeof ETATS_SEANCE)[number];

export const LIBELLE_ETAT_SEANCE: Readonly<Record<EtatSeance, string>> = {
  preparation: "En préparation",
  convoquee: "Convoquée",
  ouverte: "Ouverte",
  close: "Close",
  notifiee: "Décisions notifiées",
};

/** Days after a session during which those convened still read its files (security rule of the matrix: « jusqu’à la décision + 60 jours »). */
export const JOURS_APRES_SEANCE = 60;

/** « CAL-2026-012 ». */
export function referenceSeance(annee: number, numero: number): string {
  return `CAL-${annee}-${String(numero).padStart(3, "0")}`;
}

/** Refuses `cal-etat`, in the words of what is asked. */
export function checkEtat(etat: EtatSeance, permis: readonly EtatSeance[], acte: string): void {
  if (permis.includes(etat)) return;
  throw conflit(
    "cal-etat",
    `La séance est dans l’état « ${LIBELLE_ETAT_SEANCE[etat].toLowerCase()} » : on ne peut plus, ou pas encore, ${acte}. Rechargez la page.`,
    { etat },
  );
}

export type MembreSeance = {
  readonly id: number;
  readonly qualite: QualiteCal;
  readonly presence: EtatPresence | null;
  /** Member present who holds the voice of one represented. */
  readonly mandataire: number | null;
  /** Has voted: in a session by writing, to vote is to be there. */
  readonly aVote: boolean;
};

/** In a session by writing, to vote is to be there. */
export function sayPresence(mode: ModeSeance, presence: EtatPresence | null, aVote: boolean): string {
  if (mode === "asynchrone") return aVote ? "A voté" : "N’a pas voté";
  return presence === null ? "Non dite" : LIBELLE_ETAT_PRESENCE[presence];
}

export type QuorumSeance = {
  readonly presents: number;
  readonly requis: number;
  readonly atteint: boolean;
  readonly phrase: string;
};

/**
 * Counts the members of the bailleur who are there, or represented by somebody who is; in a session by writing, those who have voted. One whose
 * presence nobody has told is not counted: a quorum is seen, not supposed.
 */
export function readQuorumSeance(membres: readonly MembreSeance[], requis: number, mode: ModeSeance): QuorumSeance {
  const presents = new Set(membres.filter(({ presence }) => presence === "present").map(({ id }) => id));
  const la = (membre: MembreSeance) =>
    mode === "asynchrone"
      ? membre.aVote
      : membre.presence === "present" ||
        (membre.presence === "represente" && membre.mandataire !== null && presents.has(membre.mandataire));
  const compte = membres.filter((membre) => isMembreBailleur(membre) && la(membre)).length;
  const atteint = compte >= requis;
  const qui = mode === "asynchrone" ? "membre du bailleur a voté" : "membre du bailleur présent ou représenté";
  const plusieurs =
    mode === "asynchrone" ? "membres du bailleur ont voté" : "membres du bailleur présents ou représentés";
  const phrase = `${formatCompte(compte, qui, plusieurs)} ; il en faut ${requis} : ${atteint ? "le quorum est atteint" : "quorum non atteint"}.`;
  return { presents: compte, requis, atteint, phrase };
}

/** Refuses `cal-quorum`. */
export function checkQuorum({ atteint, phrase }: QuorumSeance): void {
  if (atteint) return;
  throw new Refus(
    "cal-quorum",
    `${phrase} Aucune décision ne peut être prise : dites les présences, ou reportez la séance.`,
  );
}

/** Of a session by writing. ISO instants. */
export type FenetreVote = { readonly du: string; readonly au: string };

/** « le 28 novembre 2026 à 14 h », or the days between which one votes. */
export function quandSeance({
  tenueLe,
  heure,
  fenetre,
}: {
  readonly tenueLe: string;
  readonly heure: string;
  readonly fenetre: FenetreVote | null;
}): string {
  const debut = `le ${formatJour(tenueLe)} à ${formatHeure(heure)}`;
  return fenetre === null ? debut : `vote ouvert ${debut}, jusqu’au ${formatInstant(fenetre.au)}`;
}

/** Where an ISO instant is of the window, whose two ends are in it. */
function momentOf({ du, au }: FenetreVote, maintenant: string): "avant" | "ouvert" | "fini" {
  const instant = Date.parse(maintenant);
  if (instant < Date.parse(du)) return "avant";
  return instant <= Date.parse(au) ? "ouvert" : "fini";
}

/** A vote is counted: always in a session that meets, within the window in one by writing. */
export function isVoteOuvert(fenetre: FenetreVote | null, maintenant: string): boolean {
  return fenetre === null || momentOf(fenetre, maintenant) === "ouvert";
}

/** By writing, members still have time to vote; a session that meets waits for nobody. */
export function attendVotes(fenetre: FenetreVote | null, maintenant: string): fenetre is FenetreVote {
  return fenetre !== null && momentOf(fenetre, maintenant) !== "fini";
}

const jourDeParis = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Paris" });

/** ISO day of a session that meets, or the last on which one votes by writing. */
export function dernierJour({
  tenueLe,
  fenetre,
}: {
  readonly tenueLe: string;
  readonly fenetre: FenetreVote | null;
}): string {
  return fenetre === null ? tenueLe : jourDeParis.format(Date.parse(fenetre.au));
}

/** Refuses `cal-fenetre`: outside the window of a session by writing. `maintenant`: ISO instant. */
export function checkFenetre(fenetre: FenetreVote | null, maintenant: string): void {
  if (fenetre === null || isVoteOuvert(fenetre, maintenant)) return;
  throw conflit(
    "cal-fenetre",
    momentOf(fenetre, maintenant) === "avant"
      ? `Le vote n’est pas encore ouvert : il commence le ${formatInstant(fenetre.du)}.`
      : `Le vote est terminé depuis le ${formatInstant(fenetre.au)} : votre vote n’est pas compté. Écrivez au secrétariat.`,
  );
}

/** Refuses `cal-sans-logement`, `cal-candidats`: what a convocation may not leave undone. */
export function checkAConvoquer(
  logements: readonly {
    readonly libelle: string;
    readonly candidats: number;
    readonly exception: ExceptionCandidats | null;
  }[],
  jour: string,
): void {
  if (logements.length === 0) {
    throw new Refus(
      "cal-sans-logement",
      "L’ordre du jour est vide : inscrivez un logement au moins avant de convoquer.",
    );
  }
  for (const { libelle, candidats, exception } of logements) {
    const { suffisant, minimum } = verifyTroisCandidats(candidats, exception, jour);
    if (suffisant) continue;
    throw new Refus(
      "cal-candidats",
      `${libelle} : ${formatCompte(candidats, "candidat")} pour ${minimum} au moins. Désignez-en d’autres, ou écrivez la raison légale sur la page du logement libéré.`,
    );
  }
}
