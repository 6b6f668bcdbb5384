import type { NaturePiece } from "#donnees/regles/piece/nature.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { hrefDemande } from "#socle/pages/design/page-publique.tsx";

export const ETAPE_DOCUMENTS = "etapes/documents";

/** Path of the household's page of a piece. `personne`: rank in the file; 0 is the applicant. */
export function hrefDocument(epci: string, nature: NaturePiece, personne: number | null, suite = ""): string {
  const base = `${hrefDemande(epci, ETAPE_DOCUMENTS)}/${nature}${suite === "" ? "" : `/${suite}`}`;
  return (personne ?? 0) === 0 ? base : `${base}?personne=${personne}`;
}

export function hrefSaPiece(epci: string, piece: string, suite = ""): string {
  return hrefDemande(epci, `${ETAPE_DOCUMENTS}/recus/${piece}${suite === "" ? "" : `/${suite}`}`);
}

/** Path of the agents' pages, under the territory. */
function cheminPieces(demandeur: string, suite = ""): string {
  return `demandes/${demandeur}/pieces${suite === "" ? "" : `/${suite}`}`;
}

export function hrefPieces(epci: string, demandeur: string, suite = ""): string {
  return hrefTerritoire(epci, cheminPieces(demandeur, suite));
}
