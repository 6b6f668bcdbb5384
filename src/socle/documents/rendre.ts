import { availableParallelism } from "node:os";
import { createWorkerPool } from "../fils/worker-pool.ts";
import type { CarteCommunes } from "../images/carte.ts";
import { LIBELLE_VERDICT } from "../regles/shared/format.ts";
import type { APropos } from "./a-propos.ts";
import { CE_DOCUMENT } from "./blocs.ts";
import type { Diapositives } from "./diapositives.ts";
import type { DocumentMisEnPage } from "./document.ts";
import type { Feuilles } from "./feuille.ts";
import type { TypeClasseur } from "./feuille-nue.ts";

/** The heap is twenty times what the fullest bilan of the demonstration takes. */
export const documents = createWorkerPool<typeof import("./document.worker.ts")>(
  {
    quoi: "ce document",
    threads: Math.min(4, Math.max(2, availableParallelism() - 1)),
    attente: 40,
    dureeMs: 60_000,
    memoireMo: 512,
  },
  "./document.worker.ts",
  import.meta.url,
);

/** Any document as a tagged PDF (PDF/UA-1); the same document with a date gives the same bytes. */
export function renderDocumentPdf(contenu: DocumentMisEnPage): Promise<Uint8Array> {
  return renderModelePdf("document", { ...contenu, ...fixedWords(contenu) }, contenu.date);
}

/** Slides, 16:9, as a tagged PDF (PDF/UA-1); the same slides with a date give the same bytes. */
export function renderDiapositivesPdf(contenu: Diapositives): Promise<Uint8Array> {
  return renderModelePdf("diapositives", { ...contenu, ...fixedWords(contenu) }, contenu.date);
}

/**
 * A tagged PDF of a template of this folder. `contenu` reaches the template as data, never as markup. `date` (ISO) is written as the document's date:
 * the same content gives the same bytes.
 */
export function renderModelePdf(modele: string, contenu: object, date: string | null): Promise<Uint8Array> {
  return documents.run("pdf", { modele, contenu, date });
}

/**
 * Any document as a Word file. `carte`: the shapes of its « carte » block, which is left out without them; an image is reduced to its title and its
 * alternative.
 */
export function renderDocumentDocx(
  contenu: DocumentMisEnPage,
  carte: CarteCommunes | null = null,
): Promise<Uint8Array> {
  return documents.run("docx", { contenu, carte });
}

/**
 * A workbook to hand over: what it is on its first sheet, its sheets by name (31 characters at most, Excel's limit), the definitions of their columns.
 * Counts and rates are numbers with a format, days are dates, never formatted text; a missing value is an empty cell, marked by its reason; every text
 * is a string cell, so none is read as a formula. The same content gives the same bytes.
 */
export function renderClasseur(aPropos: APropos, feuilles: Feuilles): Promise<Uint8Array> {
  const { nom, demonstration } = aPropos.territoire;
  return documents.run("classeur", { aPropos: { ...aPropos, territoire: { nom, demonstration } }, feuilles });
}

/** Bare sheets, their header in the first row: a file to fill or to mend, that Blaise reads again. */
export function renderFeuillesNues(
  titre: string,
  feuilles: Feuilles,
  type: TypeClasseur = "xlsx",
): Promise<Uint8Array> {
  return documents.run("feuillesNues", { titre, feuilles, type });
}

function fixedWords(contenu: Pick<DocumentMisEnPage, "date">) {
  return {
    verdicts: LIBELLE_VERDICT,
    libelles: { commentaire: "Commentaire", couverture: CE_DOCUMENT },
    auteur: "Blaise",
    date: contenu.date ? dateParts(contenu.date) : null,
  };
}

/** The day of an ISO date, in the form that templates take. */
export function dateParts(iso: string): { annee: number; mois: number; jour: number } {
  const [annee, mois, jour] = iso.slice(0, 10).split("-").map(Number);
  return { annee: annee ?? 0, mois: mois ?? 0, jour: jour ?? 0 };
}
