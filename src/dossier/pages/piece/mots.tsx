import { type NaturePiece, PIECES } from "#donnees/regles/piece/nature.ts";
import {
  ABSENCES_PIECE,
  type AbsencePiece,
  LIBELLE_ABSENCE,
  LIBELLE_ETAT_PIECE,
  LIBELLE_REFUS_PIECE,
  REFUS_PIECE,
  type RefusPiece,
} from "#donnees/regles/piece/piece.ts";
import { Tag } from "#socle/pages/design/parts.tsx";
import { formatNombre } from "#socle/regles/shared/format.ts";
import type { DossierPieces, Piece } from "../../lectures/piece/ports.ts";
import { anneeAvis, type SuitePiece } from "../../regles/piece/pieces-attendues.ts";

/** « Avis d’impôt sur les revenus de 2024 »: the year asked is in the name. */
export function nommerNature(nature: NaturePiece, jour: string): string {
  const annee = anneeAvis(nature, jour);
  const { libelle } = PIECES[nature];
  return annee === null ? libelle : `${libelle} sur les revenus de ${annee}`;
}

/** Name of the person that the piece is about; empty when the household is one person. */
export function nommerPersonne({ personnes }: Pick<DossierPieces, "personnes">, personne: number | null): string {
  if (!personnes.some(({ qualite }) => qualite === "conjoint" || qualite === "cotitulaire" || qualite === "autre"))
    return "";
  if (personne === null) return "";
  if (personne === 0) return "la personne qui demande";
  const found = personnes.find(({ rang }) => rang === personne);
  return found?.prenom ?? `la personne n° ${personne + 1}`;
}

const TON_SUITE = {
  manquante: "alerte",
  refusee: "erreur",
  perimee: "alerte",
  quarantaine: "neutre",
  absente: "neutre",
  recue: "ok",
  acceptee: "ok",
} as const;

export function TagSuite({ suite, mot }: { suite: SuitePiece; mot: string }) {
  return <Tag ton={TON_SUITE[suite]}>{mot}</Tag>;
}

const TON_ETAT = {
  deposee: "alerte",
  quarantaine: "neutre",
  acceptee: "ok",
  refusee: "erreur",
  obsolete: "neutre",
  absente: "neutre",
} as const;

export function TagEtatPiece({ etat }: { etat: Piece["etat"] }) {
  return <Tag ton={TON_ETAT[etat]}>{LIBELLE_ETAT_PIECE[etat]}</Tag>;
}

/** Reason of the refusal, or of the household that does not have the piece. */
export function direRefus({ refus }: Pick<Piece, "refus">): string | null {
  if (refus === null) return null;
  if (isRefus(refus)) return LIBELLE_REFUS_PIECE[refus];
  return isAbsence(refus) ? LIBELLE_ABSENCE[refus] : null;
}

function isRefus(code: string): code is RefusPiece {
  return (REFUS_PIECE as readonly string[]).includes(code);
}

function isAbsence(code: string): code is AbsencePiece {
  return (ABSENCES_PIECE as readonly string[]).includes(code);
}

export function direTaille({ taille, pages, format }: Pick<Piece, "taille" | "pages" | "format">): string {
  const ko = taille === null ? null : `${formatNombre(Math.max(1, Math.round(taille / 1_000)))} ko`;
  const feuilles = format === "pdf" && pages !== null ? `${pages} ${pages > 1 ? "pages" : "page"}` : null;
  return [format === "pdf" ? "PDF" : "photo", feuilles, ko].filter((mot) => mot !== null).join(", ");
}
