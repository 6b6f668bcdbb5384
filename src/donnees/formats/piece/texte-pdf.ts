import { extractText, getDocumentProxy } from "unpdf";
import { findNirs } from "#socle/regles/texte-libre/nir.ts";

/** Reads the text that a PDF holds as text; a scanned page is pixels, which are not read. */
export async function hasNir(octets: Uint8Array): Promise<boolean> {
  // PDF.js takes ownership of the bytes. `isEvalSupported`: no program is compiled from a font.
  const document = await getDocumentProxy(octets.slice(), { isEvalSupported: false, verbosity: 0 });
  try {
    const { text } = await extractText(document, { mergePages: true });
    return findNirs(text).length > 0;
  } finally {
    await document.destroy();
  }
}
