import { parametre } from "#droit/regles/parametre.ts";
import { Refus } from "#socle/regles/shared/refus.ts";

/** What the rules of procedure of a commission set (CCH, art. R. 441-9: each commission adopts its own). Hours for the window. */
export type ReglesCal = {
  /** Members of the bailleur who must be there. */
  readonly quorum: number;
  readonly distance: boolean;
  readonly asynchrone: boolean;
  readonly fenetreHeures: number;
  /** The secretary alone may read who the candidates are; nobody else ever does. */
  readonly nomsSecretaire: boolean;
};

/** A version of them. `numero` 0: none was adopted here, these are ours. `aConfirmer`: nobody has read them in a text. */
export type ReglementCal = ReglesCal & {
  readonly id: number | null;
  readonly numero: number;
  readonly depuis: string;
  readonly source: string;
  readonly aConfirmer: boolean;
};

/** The legal quorum was read in no text: half of the six members of the bailleur, until the commission writes its own. */
export const REGLES_PAR_DEFAUT = parametre.structure<ReglesCal>("reglement-par-defaut");

const QUORUM_MAX = 6;
const FENETRE_HEURES_MAX = 240;

export const DUREE_VOTE_ATTENDUE = `Durée du vote : écrivez un nombre d’heures, de 1 à ${FENETRE_HEURES_MAX}.`;

export function isDureeVote(heures: number): boolean {
  return Number.isInteger(heures) && heures >= 1 && heures <= FENETRE_HEURES_MAX;
}

/** Refuses `cal-reglement`. */
export function checkRegles({ quorum, asynchrone, distance, fenetreHeures }: ReglesCal): void {
  if (quorum < 1 || quorum > QUORUM_MAX) {
    throw new Refus("cal-reglement", `Quorum : écrivez un nombre de 1 à ${QUORUM_MAX}, celui des membres du bailleur.`);
  }
  if (asynchrone && !distance) {
    throw new Refus(
      "cal-reglement",
      "Une commission qui vote par écrit siège à distance : cochez aussi « à distance ».",
    );
  }
  if (!isDureeVote(fenetreHeures)) throw new Refus("cal-reglement", DUREE_VOTE_ATTENDUE);
}

export const MODES_SEANCE = ["presentiel", "distance", "asynchrone"] as const;
export type ModeSeance = (typeof MODES_SEANCE)[number];

export const LIBELLE_MODE_SEANCE: Readonly<Record<ModeSeance, string>> = {
  presentiel: "En salle",
  distance: "À distance, en direct",
  asynchrone: "Par écrit, sur plusieurs jours",
};

/** Refuses `cal-mode`: what the rules in force that day do not allow. */
export function checkMode(mode: ModeSeance, { distance, asynchrone }: ReglesCal): void {
  const permis = mode === "presentiel" || (mode === "distance" ? distance : asynchrone);
  if (permis) return;
  throw new Refus(
    "cal-mode",
    `Le règlement intérieur ne permet pas de séance « ${LIBELLE_MODE_SEANCE[mode].toLowerCase()} ». Choisissez un autre mode, ou adoptez une nouvelle version.`,
    { champ: "mode" },
  );
}
