import { composeDocument, type DocumentDemande } from "./compose.ts";
import { renderDocumentPdf } from "./pdf.ts";

/** The bilan as a tagged PDF (PDF/UA-1). The same frozen version gives the same bytes. */
export function renderBilanPdf(demande: DocumentDemande): Promise<Uint8Array> {
  return renderDocumentPdf(composeDocument(demande));
}
