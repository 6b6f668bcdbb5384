import type { MotifRefus } from "#donnees/regles/demande/demande.ts";
import { findValeur, parametre } from "#droit/regles/parametre.ts";
import { addDays } from "#socle/regles/shared/calendrier.ts";
import { conflit, introuvable, Refus } from "#socle/regles/shared/refus.ts";

/** A dwelling offered after the commission, or a visit before it. */
export const NATURES_PROPOSEES = ["logement", "visite"] as const;
export type NatureProposee = (typeof NATURES_PROPOSEES)[number];

export const LIBELLE_NATURE_PROPOSEE: Readonly<Record<NatureProposee, string>> = {
  logement: "Logement proposé",
  visite: "Visite proposée",
};

export const REPONSES_PROPOSEES = ["acceptee", "refusee", "sans-reponse"] as const;
export type ReponseProposee = (typeof REPONSES_PROPOSEES)[number];

export const LIBELLE_REPONSE_PROPOSEE: Readonly<Record<ReponseProposee, string>> = {
  acceptee: "Acceptée",
  refusee: "Refusée",
  "sans-reponse": "Sans réponse à temps",
};

/** Who gave the answer: the household, the holder of its mandate, or an organisation that had it by telephone. */
export const REPONDANTS = ["menage", "mandataire", "organisme"] as const;
export type Repondant = (typeof REPONDANTS)[number];

/** Reasons of refusal that a household may give, among those of the closed list. */
export const MOTIFS_REFUS_MENAGE = [
  "localisation",
  "logement",
  "composition",
  "loyer",
  "ressources",
  "autre",
] as const satisfies readonly MotifRefus[];
export type MotifRefusMenage = (typeof MOTIFS_REFUS_MENAGE)[number];

/** Labels in the words of the household. */
export const LIBELLE_MOTIF_MENAGE: Readonly<Record<MotifRefusMenage, string>> = {
  localisation: "Le quartier ou la commune ne me convient pas",
  logement: "Le logement ne me convient pas (étage, état, taille)",
  composition: "Il est trop petit ou trop grand pour nous",
  loyer: "Le loyer ou les charges sont trop élevés",
  ressources: "Je n’ai pas assez de revenus pour ce loyer",
  autre: "Une autre raison",
};

/** Minimum days to answer an offer of dwelling; silence is then a refusal. */
const DELAI_REPONSE = parametre.nombre("delai-reponse-proposition");

/** Earliest last day to answer a proposal made that day, ISO. A visit is agreed between persons: it has no delay. */
export function premierTerme(nature: NatureProposee, proposeeLe: string): string {
  return nature === "visite" ? proposeeLe : addDays(proposeeLe, findValeur(DELAI_REPONSE, proposeeLe).valeur);
}

/** Throws `proposition-inconnue`: it is not, or is not of that demande. */
export function findProposee<P extends { readonly id: number }>(propositions: readonly P[], id: number): P {
  const found = propositions.find((one) => one.id === id);
  if (found) return found;
  throw introuvable("proposition-inconnue", "Cette proposition n’existe pas, ou ne concerne pas cette demande.");
}

type Attente = { readonly repondreAvant: string; readonly reponse: ReponseProposee | null };
export type EtatProposee = "attendue" | ReponseProposee;

/** State on that day: silence is a refusal as soon as the last day is past, even before the daily command writes it. */
export function etatProposee({ repondreAvant, reponse }: Attente, jour: string): EtatProposee {
  if (reponse !== null) return reponse;
  return jour > repondreAvant ? "sans-reponse" : "attendue";
}

/** Refuses `proposition-repondue`, `proposition-close`: one answer only, in time. */
export function checkRepondable(proposition: Attente, jour: string): void {
  const etat = etatProposee(proposition, jour);
  if (etat === "attendue") return;
  if (etat === "sans-reponse") {
    throw conflit(
      "proposition-close",
      "Le délai pour répondre est passé : la proposition compte comme refusée. Écrivez à l’organisme si c’est une erreur.",
    );
  }
  throw conflit(
    "proposition-repondue",
    `Cette proposition a déjà une réponse : ${LIBELLE_REPONSE_PROPOSEE[etat].toLowerCase()}. Écrivez à l’organisme pour en parler.`,
  );
}

/** Refuses `proposition-delai`. */
export function checkTerme(nature: NatureProposee, proposeeLe: string, repondreAvant: string): void {
  if (repondreAvant >= premierTerme(nature, proposeeLe)) return;
  throw new Refus(
    "proposition-delai",
    nature === "visite"
      ? "Réponse attendue jusqu’au : ce jour est déjà passé."
      : "Réponse attendue jusqu’au : laissez au moins dix jours pour répondre à une offre de logement (CCH, art. R. 441-10).",
    { champ: "repondre_avant" },
  );
}
