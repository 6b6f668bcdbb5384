import { renderDocumentDocx, renderDocumentPdf } from "#socle/documents/rendre.ts";
import { composeDocument, type DocumentDemande } from "./compose.ts";

/** The bilan as a tagged PDF (PDF/UA-1). The same frozen version gives the same bytes. */
export function renderBilanPdf(demande: DocumentDemande): Promise<Uint8Array> {
  return renderDocumentPdf(composeDocument(demande));
}

/**
 * The bilan as a Word file that officers edit before the commission: real headings, tables whose header rows repeat, comments as plain
 * paragraphs. Bars stay out (the rate is in its own column); the map is an image without the names of communes.
 */
export function renderBilanDocx(demande: DocumentDemande): Promise<Uint8Array> {
  return renderDocumentDocx(composeDocument(demande), demande.carte);
}
