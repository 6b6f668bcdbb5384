import { LIBELLE_VERDICT } from "#domain/shared/format.ts";
import { composeDocument } from "./compose.ts";
import type { DocumentBilan, DocumentDemande } from "./document.ts";
import { compileTypst, dateParts } from "./typst.ts";

/** The bilan as a tagged PDF (PDF/UA-1). The same frozen version gives the same bytes. */
export async function renderBilanPdf(demande: DocumentDemande): Promise<Uint8Array> {
  const contenu = composeDocument(demande);
  return compileTypst("bilan", { ...contenu, ...fixedWords(contenu) }, contenu.date);
}

function fixedWords(contenu: DocumentBilan) {
  return {
    verdicts: LIBELLE_VERDICT,
    libelles: { commentaire: "Commentaire" },
    auteur: "Blaise",
    pied: contenu.couverture.find((d) => d.terme === "Version")?.valeur ?? "",
    date: contenu.date ? dateParts(contenu.date) : null,
  };
}
