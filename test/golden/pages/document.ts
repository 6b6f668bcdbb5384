import { read, utils } from "@e965/xlsx";
import { unzip } from "../../canaris/lire-sortie.ts";
import { textOfPdf } from "../../fixtures/pdf.ts";
import { digest, readReleve } from "../../html/releve.ts";
import { steady } from "./stable.ts";

const LIGNES_MAX = 30;
const GARDEES = 10;
/** Of a list in JSON. */
const ELEMENTS_MAX = 4;

/** What a document says, read as its user would: sheets cell by cell under their headers, the words of a PDF, the lines of a CSV. */
export function readDocument(octets: Uint8Array, type: string): string {
  if (/pdf/.test(type)) return shorten((textOfPdf(octets, "layout") ?? "").split("\n").map(trim).filter(Boolean));
  if (/spreadsheet/.test(type)) return readClasseur(octets);
  if (/wordprocessing/.test(type)) return readWord(octets);
  const texte = new TextDecoder("utf-8", { ignoreBOM: true }).decode(octets);
  if (/json/.test(type)) return JSON.stringify(JSON.parse(steady(texte)), shortenListe, 1);
  if (/svg/.test(type)) return readReleve(texte);
  if (/^image\//.test(type)) return `${octets.length > 1_000 ? "image" : "image vide"}`;
  return shorten(texte.split("\n").map(trim));
}

const trim = (ligne: string) => ligne.replaceAll(/[ \u00a0\u202f]{2,}/g, "  ").trim();

function shorten(brutes: readonly string[]): string {
  const lignes = brutes.map(steady);
  if (lignes.length <= LIGNES_MAX) return lignes.join("\n");
  const milieu = lignes.slice(GARDEES, -3);
  return [...lignes.slice(0, GARDEES), `… ${milieu.length} ${digest(milieu.join("\n"))}`, ...lignes.slice(-3)].join(
    "\n",
  );
}

function readClasseur(octets: Uint8Array): string {
  const classeur = read(octets, { cellNF: true });
  return classeur.SheetNames.map((nom) => {
    const feuille = classeur.Sheets[nom] ?? {};
    const rows = utils.sheet_to_json<unknown[]>(feuille, { header: 1, blankrows: false, defval: null });
    return `# ${nom}\n${shorten(rows.map((row) => JSON.stringify(row)))}`;
  }).join("\n");
}

/** Paragraphs of the body: the other entries are styles and relations. */
function readWord(octets: Uint8Array): string {
  const entrees = unzip(Buffer.from(octets));
  const corps = entrees[entrees.indexOf("word/document.xml") + 1] ?? "";
  const paragraphes = corps.split("</w:p>").map((xml) => xml.replaceAll(/<[^>]*>/g, ""));
  return shorten(paragraphes.map(trim).filter(Boolean));
}

function shortenListe(_: string, valeur: unknown): unknown {
  if (!Array.isArray(valeur) || valeur.length <= ELEMENTS_MAX) return valeur;
  const milieu = valeur.slice(2, -1);
  return [...valeur.slice(0, 2), `… ${milieu.length} ${digest(JSON.stringify(milieu))}`, valeur.at(-1)];
}
