import { renderDiapositivesPdf, renderDocumentDocx, renderDocumentPdf } from "#socle/documents/rendre.ts";
import { composeDocument, type DocumentDemande, versionOf } from "./compose.ts";
import { composeDiapositives } from "./recit/diapositives.ts";
import type { RecitDemande } from "./recit/ouverture.ts";

/** The bilan as a tagged PDF (PDF/UA-1); the same frozen version gives the same bytes. */
export function renderBilanPdf(demande: DocumentDemande): Promise<Uint8Array> {
  return renderDocumentPdf(composeDocument(demande));
}

/** The same told to an assembly: slides, eight at most. */
export function renderBilanDiapositives(demande: RecitDemande & Pick<DocumentDemande, "rapport">): Promise<Uint8Array> {
  return renderDiapositivesPdf(composeDiapositives(demande, versionOf(demande.rapport)));
}

/**
 * The bilan as a Word file to edit before the commission: real headings, repeated header rows, comments as plain paragraphs. Without bars (the rate
 * has its own column); the map is an image without the names of communes.
 */
export function renderBilanDocx(demande: DocumentDemande): Promise<Uint8Array> {
  return renderDocumentDocx(composeDocument(demande), demande.carte);
}
