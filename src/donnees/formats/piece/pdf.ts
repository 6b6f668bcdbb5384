import {
  ParseSpeeds,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  type PDFObject,
  PDFRawStream,
  PDFRef,
  PDFStream,
} from "@cantoo/pdf-lib";
import { OCTETS_PIECE_MAX } from "../../regles/piece/piece.ts";
import type { RaisonPiece } from "../../regles/piece/raisons.ts";
import { checkPdfBrut } from "./pdf-brut.ts";
import { refusee, type VerdictPiece } from "./verdict.ts";

const PAGES_MAX = 40;
const OBJETS_MAX = 50_000;
/** No decoder of this old compression bounds its output. */
const LZW_MAX = 500_000;

/** Names of what acts, or asks for something outside (PDF 32000-1, 12.6.4, 7.11.4, 12.7.8). */
const ACTIFS = new Set(["JS", "JavaScript", "AA", "XFA", "Launch", "Rendition", "Movie", "Sound"]);
const JOINTS = new Set(["EmbeddedFile", "EmbeddedFiles", "EF", "RichMedia", "RichMediaContent", "AF", "Collection"]);
const ACTIONS = new Set([
  "JavaScript",
  "Launch",
  "SubmitForm",
  "ImportData",
  "GoToR",
  "GoToE",
  "Rendition",
  "Movie",
  "Sound",
  "RichMediaExecute",
  "SetOCGState",
  "Trans",
  "GoTo3DView",
]);

/** Entries kept for a page: its drawing and its shape. Links, notes, forms, metadata and actions are not copied. */
const GARDES = new Set(["Type", "Parent", "MediaBox", "CropBox", "Rotate", "Resources", "Contents", "UserUnit"]);

/** Reads a PDF object by object, and writes its pages in a new one: anything unread is lost. */
export async function relirePdf(octets: Uint8Array): Promise<VerdictPiece> {
  const brut = checkPdfBrut(octets);
  if (brut !== null) return refusee(brut);
  try {
    const lu = await PDFDocument.load(octets, {
      updateMetadata: false,
      throwOnInvalidObject: true,
      parseSpeed: ParseSpeeds.Fastest,
    });
    const raison = lu.isEncrypted ? "pdf-protege" : inspecter(lu);
    return raison === null ? await recopier(lu) : refusee(raison);
  } catch (error) {
    return refusee(/encrypt|password/i.test(String(error)) ? "pdf-protege" : "pdf-abime");
  }
}

function inspecter(lu: PDFDocument): RaisonPiece | null {
  const objets = lu.context.enumerateIndirectObjects();
  if (objets.length > OBJETS_MAX) return "pdf-lourd";
  if (lu.getPageCount() === 0) return "pdf-abime";
  if (lu.getPageCount() > PAGES_MAX) return "pdf-long";
  for (const [, objet] of objets) {
    const raison = inspecterObjet(objet);
    if (raison !== null) return raison;
  }
  return null;
}

/** Walks what an object holds; referenced objects are read in their turn. */
function inspecterObjet(racine: PDFObject): RaisonPiece | null {
  const reste: PDFObject[] = [racine];
  for (let objet = reste.pop(); objet !== undefined; objet = reste.pop()) {
    if (objet instanceof PDFArray) reste.push(...objet.asArray());
    const dict = objet instanceof PDFStream ? objet.dict : objet;
    if (!(dict instanceof PDFDict)) continue;
    const raison = inspecterDict(dict, objet);
    if (raison !== null) return raison;
    reste.push(...dict.values());
  }
  return null;
}

function inspecterDict(dict: PDFDict, objet: PDFObject): RaisonPiece | null {
  for (const [cle, valeur] of dict.entries()) {
    const raison = inspecterCle(dict, cle.decodeText(), valeur);
    if (raison !== null) return raison;
  }
  if (ACTIONS.has(nameOf(dict, "S"))) return "pdf-actif";
  if (JOINTS.has(nameOf(dict, "Type"))) return "pdf-joint";
  return objet instanceof PDFStream ? inspecterFlux(dict, objet) : null;
}

function inspecterCle(dict: PDFDict, nom: string, valeur: PDFObject): RaisonPiece | null {
  if (JOINTS.has(nom)) return "pdf-joint";
  if (ACTIFS.has(nom)) return "pdf-actif";
  // A destination is not an action: it is allowed, and not copied either.
  return nom === "OpenAction" && !isPlace(dict, valeur) ? "pdf-actif" : null;
}

function inspecterFlux(dict: PDFDict, flux: PDFStream): RaisonPiece | null {
  // A stream whose bytes are in another file.
  if (dict.has(PDFName.of("F")) || dict.has(PDFName.of("FFilter"))) return "pdf-joint";
  const lzw = String(dict.get(PDFName.of("Filter")) ?? "").includes("LZW");
  return lzw && flux instanceof PDFRawStream && flux.contents.length > LZW_MAX ? "pdf-lourd" : null;
}

function isPlace(dict: PDFDict, valeur: PDFObject): boolean {
  const cible = valeur instanceof PDFRef ? dict.context.lookup(valeur) : valeur;
  if (cible instanceof PDFArray) return true;
  return cible instanceof PDFDict && nameOf(cible, "S") === "GoTo" && !cible.has(PDFName.of("Next"));
}

function nameOf(dict: PDFDict, cle: string): string {
  const valeur = dict.get(PDFName.of(cle));
  return valeur instanceof PDFName ? valeur.decodeText() : "";
}

async function recopier(lu: PDFDocument): Promise<VerdictPiece> {
  if (lu.catalog.has(PDFName.of("AcroForm"))) {
    try {
      // Draws the content of the form's fields on the page.
      lu.getForm().flatten();
    } catch {
      return refusee("pdf-formulaire");
    }
  }
  for (const page of lu.getPages()) {
    for (const cle of page.node.keys()) if (!GARDES.has(cle.decodeText())) page.node.delete(cle);
  }
  const neuf = await PDFDocument.create({ updateMetadata: false });
  for (const page of await neuf.copyPages(lu, lu.getPageIndices())) neuf.addPage(page);
  const octets = await neuf.save({ useObjectStreams: false, addDefaultPage: false });
  if (octets.length > OCTETS_PIECE_MAX * 2) return refusee("pdf-lourd");
  return { etat: "saine", format: "pdf", octets, pages: neuf.getPageCount() };
}
