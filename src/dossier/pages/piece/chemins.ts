import type { NaturePiece } from "#donnees/regles/piece/nature.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { hrefDemande } from "#socle/pages/design/page-publique.tsx";

export const ETAPE_DOCUMENTS = "etapes/documents";

/** Of the household. `personne`: rank in the file, 0 is whoever asks. */
export function hrefDocument(epci: string, nature: NaturePiece, personne: number | null, suite = ""): string {
  const base = `${hrefDemande(epci, ETAPE_DOCUMENTS)}/${nature}${suite === "" ? "" : `/${suite}`}`;
  return (personne ?? 0) === 0 ? base : `${base}?personne=${personne}`;
}

export function hrefSaPiece(epci: string, piece: string, suite = ""): string {
  return hrefDemande(epci, `${ETAPE_DOCUMENTS}/recus/${piece}${suite === "" ? "" : `/${suite}`}`);
}

/** Of the agents, under the territory. */
function cheminPieces(demandeur: string, suite = ""): string {
  return `demandes/${demandeur}/pieces${suite === "" ? "" : `/${suite}`}`;
}

export function hrefPieces(epci: string, demandeur: string, suite = ""): string {
  return hrefTerritoire(epci, cheminPieces(demandeur, suite));
}
