import { renderDocumentDocx, renderDocumentPdf } from "#socle/documents/rendre.ts";
import { composeDocument, type DocumentDemande } from "./compose.ts";

/** The bilan as a tagged PDF (PDF/UA-1); the same frozen version gives the same bytes. */
export function renderBilanPdf(demande: DocumentDemande): Promise<Uint8Array> {
  return renderDocumentPdf(composeDocument(demande));
}

/**
 * The bilan as a Word file to edit before the commission: real headings, repeated header rows, comments as plain paragraphs. Without bars (the rate
 * has its own column); the map is an image without the names of communes.
 */
export function renderBilanDocx(demande: DocumentDemande): Promise<Uint8Array> {
  return renderDocumentDocx(composeDocument(demande), demande.carte);
}
