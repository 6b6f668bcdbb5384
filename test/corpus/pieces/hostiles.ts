import type { RaisonPiece } from "../../../src/donnees/regles/piece/raisons.ts";
import {
  EICAR,
  image,
  jpegJs,
  PDF_HOSTILES,
  pdf,
  pdfBombe,
  pdfChiffre,
  pdfDeguise,
  photo,
  pngGeant,
  webpAnime,
  zip,
} from "./fabriques.ts";

export type Hostile = {
  readonly code: string;
  readonly nom: string;
  readonly octets: () => Buffer | Promise<Buffer>;
  readonly raison: RaisonPiece;
};

const TYPES = Buffer.from('<?xml version="1.0"?><Types/>');
const LOL = `<!DOCTYPE l [<!ENTITY a "lol">${Array.from({ length: 9 }, (_, i) => `<!ENTITY ${"bcdefghij"[i]} "${`&${"abcdefghi"[i]};`.repeat(10)}">`).join("")}]><l>&j;</l>`;
const XXE = '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><l>&x;</l>';
const classeur = (nom: string, contenu: string) =>
  zip([
    { nom: "[Content_Types].xml", contenu: TYPES },
    { nom, contenu: Buffer.from(contenu) },
  ]);

/** The 22 hostile uploads that a paper must survive; U18 (place in a photograph), U19 and U22 have tests of their own too. */
export const HOSTILES: readonly Hostile[] = [
  { code: "U1", nom: "eicar.pdf", octets: () => EICAR, raison: "virus" },
  { code: "U1 dans un PDF", nom: "avis.pdf", octets: async () => Buffer.concat([await pdf(), EICAR]), raison: "virus" },
  {
    code: "U2",
    nom: "attestation.docx",
    octets: () => zip([{ nom: "word/eicar.zip", contenu: zip([{ nom: "eicar.com", contenu: EICAR }]) }]),
    raison: "archive",
  },
  {
    code: "U3",
    nom: "42.zip",
    octets: () => zip([{ nom: "zeros", contenu: Buffer.alloc(500_000), taille: 12 }]),
    raison: "archive",
  },
  {
    code: "U4",
    nom: "pieces.zip",
    octets: () => zip(Array.from({ length: 10_000 }, (_, i) => ({ nom: `${i}`, contenu: Buffer.alloc(0) }))),
    raison: "archive",
  },
  {
    code: "U5",
    nom: "avis.pdf",
    octets: () => zip([{ nom: "../../etc/passwd", contenu: Buffer.from("x") }]),
    raison: "archive",
  },
  {
    code: "U6",
    nom: "lien.zip",
    octets: () => zip([{ nom: "lien", contenu: Buffer.from("/etc/passwd"), mode: 0o120777 }]),
    raison: "archive",
  },
  { code: "U7", nom: "revenus.xlsx", octets: () => classeur("xl/workbook.xml", LOL), raison: "archive" },
  { code: "U8", nom: "revenus.xlsx", octets: () => classeur("xl/workbook.xml", XXE), raison: "archive" },
  { code: "U9", nom: "revenus.xlsm", octets: () => classeur("xl/vbaProject.bin", "macro"), raison: "archive" },
  { code: "U9 ancien", nom: "revenus.xls", octets: () => Buffer.from("d0cf11e0a1b11ae1", "hex"), raison: "archive" },
  ...Object.entries(PDF_HOSTILES).map(
    ([code, change]): Hostile => ({
      code: `U10 ${code}`,
      nom: "avis.pdf",
      octets: () => pdf("Attestation", change),
      raison: code === "fichier joint" || code === "média riche" ? "pdf-joint" : "pdf-actif",
    }),
  ),
  { code: "U10 déguisé", nom: "avis.pdf", octets: pdfDeguise, raison: "pdf-actif" },
  { code: "U10 bombe", nom: "avis.pdf", octets: pdfBombe, raison: "pdf-lourd" },
  { code: "U11", nom: "avis.pdf", octets: pdfChiffre, raison: "pdf-protege" },
  {
    code: "U12 avant",
    nom: "avis.pdf",
    octets: async () => Buffer.concat([Buffer.from("GIF8 = 1;\n"), await pdf()]),
    raison: "gif",
  },
  {
    code: "U12 page avant",
    nom: "avis.pdf",
    octets: async () => Buffer.concat([Buffer.from("<!doctype html><script>alert(1)</script>\n"), await pdf()]),
    raison: "page",
  },
  {
    code: "U12 octets avant",
    nom: "avis.pdf",
    octets: async () => Buffer.concat([Buffer.from("\n\n"), await pdf()]),
    raison: "melange",
  },
  {
    code: "U12 après",
    nom: "avis.pdf",
    octets: async () => Buffer.concat([await pdf(), Buffer.from("<script>alert(1)</script>")]),
    raison: "melange",
  },
  {
    code: "U12 entre",
    nom: "avis.pdf",
    octets: async () =>
      Buffer.from(
        (await pdf()).toString("latin1").replace("\n1 0 obj", "\n% <html><script>1</script>\n1 0 obj"),
        "latin1",
      ),
    raison: "melange",
  },
  { code: "U13", nom: "photo.jpg", octets: jpegJs, raison: "melange" },
  {
    code: "U13 après",
    nom: "photo.jpg",
    octets: async () => Buffer.concat([await photo(), zip([{ nom: "a", contenu: Buffer.from("a") }])]),
    raison: "melange",
  },
  {
    code: "U14",
    nom: "carte.svg",
    octets: () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    raison: "svg",
  },
  { code: "U15", nom: "photo.png", octets: () => pngGeant(30_000), raison: "image-geante" },
  {
    code: "U16 HEIC",
    nom: "photo.heic",
    octets: () => Buffer.from("\0\0\0\x18ftypheic\0\0\0\0", "latin1"),
    raison: "heic",
  },
  { code: "U16 AVIF", nom: "photo.avif", octets: () => image("avif"), raison: "heic" },
  { code: "U16 WebP animé", nom: "photo.webp", octets: webpAnime, raison: "animee" },
  { code: "U16 TIFF", nom: "scan.tiff", octets: () => image("tiff"), raison: "tiff" },
  { code: "U16 GIF", nom: "photo.gif", octets: () => image("gif"), raison: "gif" },
  {
    code: "U17 JPEG",
    nom: "photo.jpg",
    octets: async () => {
      const entiere = await photo({ largeur: 1_200, hauteur: 900 });
      return entiere.subarray(0, Math.floor(entiere.length * 0.6));
    },
    raison: "image-abimee",
  },
  { code: "U17 PDF", nom: "avis.pdf", octets: async () => (await pdf()).subarray(0, 500), raison: "pdf-abime" },
  {
    code: "U17 PDF vidé",
    nom: "avis.pdf",
    octets: () => Buffer.from("%PDF-1.4\nstartxref\n0\n%%EOF\n"),
    raison: "pdf-abime",
  },
  { code: "U19 exe", nom: "avis.pdf.exe", octets: () => pdf(), raison: "nom" },
  { code: "U20 PDF en photo", nom: "photo.jpg", octets: () => pdf(), raison: "type-different" },
  { code: "U20 photo en PDF", nom: "avis.pdf", octets: () => photo(), raison: "type-different" },
  { code: "U20 page en photo", nom: "photo.jpg", octets: () => Buffer.from("<html>bonjour</html>"), raison: "page" },
  { code: "U20 programme", nom: "photo.jpg", octets: () => Buffer.from("MZ\x90\0\x03", "latin1"), raison: "inconnu" },
  { code: "U21 vide", nom: "photo.jpg", octets: () => Buffer.alloc(0), raison: "vide" },
  { code: "U21 trop", nom: "photo.jpg", octets: () => Buffer.alloc(10_000_001, 0xff), raison: "trop-gros" },
  { code: "NIR du texte", nom: "paie.pdf", octets: () => pdf("N° 2 85 05 78 006 084 41"), raison: "nir" },
  { code: "NIR du nom", nom: "285057800608441.jpg", octets: () => photo(), raison: "nir" },
];
