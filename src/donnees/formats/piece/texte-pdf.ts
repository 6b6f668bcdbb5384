import { extractText, getDocumentProxy } from "unpdf";
import { findNirs } from "#socle/regles/texte-libre/nir.ts";

/** The words that a PDF holds as words; those of a scanned page are pixels, which nobody here reads. */
export async function hasNir(octets: Uint8Array): Promise<boolean> {
  // PDF.js takes the bytes for itself. `isEvalSupported`: no program is made out of a font.
  const document = await getDocumentProxy(octets.slice(), { isEvalSupported: false, verbosity: 0 });
  try {
    const { text } = await extractText(document, { mergePages: true });
    return findNirs(text).length > 0;
  } finally {
    await document.destroy();
  }
}
