import { LIBELLE_VERDICT } from "#domain/shared/format.ts";
import type { DocumentMisEnPage } from "./document.ts";
import { compileTypst, dateParts } from "./typst.ts";

/** Any document as a tagged PDF (PDF/UA-1); the same document with a date gives the same bytes. */
export function renderDocumentPdf(contenu: DocumentMisEnPage): Promise<Uint8Array> {
  return compileTypst("document", { ...contenu, ...fixedWords(contenu) }, contenu.date);
}

function fixedWords(contenu: DocumentMisEnPage) {
  return {
    verdicts: LIBELLE_VERDICT,
    libelles: { commentaire: "Commentaire" },
    auteur: "Blaise",
    date: contenu.date ? dateParts(contenu.date) : null,
  };
}
