import { findValeur } from "#droit/regles/parametre.ts";
import { addMonths } from "#socle/regles/shared/calendrier.ts";
import { type NaturePiece, VALIDITE_PIECES } from "./nature.ts";

/** « Absente »: the household answers that it does not have it. */
export const ETATS_PIECE = ["deposee", "quarantaine", "acceptee", "refusee", "obsolete", "absente"] as const;
export type EtatPiece = (typeof ETATS_PIECE)[number];

export const LIBELLE_ETAT_PIECE: Readonly<Record<EtatPiece, string>> = {
  deposee: "Reçu, à vérifier",
  quarantaine: "En cours de contrôle",
  acceptee: "Accepté",
  refusee: "Refusé",
  obsolete: "Remplacé",
  absente: "Le demandeur ne l’a pas",
};

/** Reasons of a desk to refuse a paper: a closed list, which the household reads with what to do. */
export const REFUS_PIECE = [
  "illisible",
  "incomplete",
  "perimee",
  "mauvaise-nature",
  "mauvaise-personne",
  "nir-visible",
  "virus",
] as const;
export type RefusPiece = (typeof REFUS_PIECE)[number];

export const REFUS_GUICHET = REFUS_PIECE.filter((refus) => refus !== "virus");

export const LIBELLE_REFUS_PIECE: Readonly<Record<RefusPiece, string>> = {
  illisible: "On ne peut pas le lire. Reprenez la photo, à plat et en pleine lumière.",
  incomplete: "Il manque des pages. Envoyez-les toutes.",
  perimee: "Il est trop ancien. Envoyez le plus récent.",
  "mauvaise-nature": "Ce n’est pas le document demandé.",
  "mauvaise-personne": "Il n’est pas au nom de la bonne personne.",
  "nir-visible": "Le numéro de sécurité sociale se voit. Cachez-le, puis renvoyez le document.",
  virus: "Le fichier contenait un virus. Il a été détruit. Reprenez une photo du papier.",
};

export const ABSENCES_PIECE = ["en-attente", "perdu", "pas-concerne", "ne-sait-pas", "autre"] as const;
export type AbsencePiece = (typeof ABSENCES_PIECE)[number];

export const LIBELLE_ABSENCE: Readonly<Record<AbsencePiece, string>> = {
  "en-attente": "Je l’ai demandé, je l’attends",
  perdu: "Je l’ai perdu",
  "pas-concerne": "Je ne suis pas concerné",
  "ne-sait-pas": "Je ne sais pas où le trouver",
  autre: "Une autre raison",
};

export const DEPOSANTS = ["menage", "mandataire", "guichet"] as const;
export type Deposant = (typeof DEPOSANTS)[number];

/** Why an agent opens a paper: the household reads it. */
export const MOTIFS_LECTURE = ["instruction", "proposition", "commission", "mise-a-jour"] as const;
export type MotifLecture = (typeof MOTIFS_LECTURE)[number];

export const LIBELLE_MOTIF_LECTURE: Readonly<Record<MotifLecture, string>> = {
  instruction: "Instruction de la demande",
  proposition: "Proposition d’un logement",
  commission: "Préparation de la commission d’attribution",
  "mise-a-jour": "Mise à jour du dossier",
};

/** Largest file kept, in bytes, and most files of one household. */
export const OCTETS_PIECE_MAX = 10_000_000;
export const PIECES_MAX = 40;

export type FormatPiece = "image" | "pdf";
export type FichierLu = { readonly nom: string; readonly format: FormatPiece; readonly octets: Uint8Array };

/** Last day of validity of a paper deposited on `jour`; null: no limit. */
export function validiteOf(nature: NaturePiece, jour: string): string | null {
  const mois = findValeur(VALIDITE_PIECES, jour).valeur[nature];
  return mois === undefined ? null : addMonths(jour, mois);
}

/**
 * A file's name for display, never a path. Its extension is that of the received content; reserved names of other systems, hidden double extensions
 * and direction-changing characters are removed.
 */
export function nommerPiece(nom: string, format: FormatPiece): string {
  const base = nom
    .split(/[/\\]/)
    .at(-1)
    ?.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, "")
    .replace(/[<>:"|?*]/g, " ")
    .replace(/(\.[a-z0-9]{1,5})+$/i, "")
    .replace(/\s+/g, " ")
    .replace(/^[\s.]+|[\s.]+$/g, "")
    .slice(0, 80)
    .trim();
  const reserve = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;
  const propre = base === undefined || base === "" || reserve.test(base) ? "document" : base;
  return `${propre}.${format === "pdf" ? "pdf" : "jpg"}`;
}
