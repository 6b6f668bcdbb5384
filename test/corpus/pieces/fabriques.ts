import { deflateSync } from "node:zlib";
import { PDFDocument, PDFName, PDFString } from "@cantoo/pdf-lib";
import sharp from "sharp";

/** Papers made by code: nothing here was anybody's. */
export async function photo({
  largeur = 320,
  hauteur = 200,
}: {
  largeur?: number;
  hauteur?: number;
} = {}): Promise<Buffer> {
  return sharp({ create: { width: largeur, height: hauteur, channels: 3, background: "#c8d2e0" } })
    .jpeg()
    .toBuffer();
}

/** Held sideways, with a place and a name in it. */
export async function photoAvecLieu(): Promise<Buffer> {
  return sharp({ create: { width: 320, height: 200, channels: 3, background: "#c8d2e0" } })
    .withExif({
      IFD0: { Orientation: "6", Artist: "Jeanne Synthétique" },
      IFD3: { GPSLatitudeRef: "N", GPSLatitude: "48/1 38/1 0/1", GPSLongitudeRef: "E", GPSLongitude: "4/1 57/1 0/1" },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
}

export async function image(format: "png" | "webp" | "tiff" | "gif" | "avif"): Promise<Buffer> {
  return sharp({ create: { width: 60, height: 40, channels: 4, background: "#2a6" } })
    .toFormat(format)
    .toBuffer();
}

/** Two views in one file. */
export async function webpAnime(): Promise<Buffer> {
  const vues = Buffer.concat([Buffer.alloc(60 * 40 * 3, 40), Buffer.alloc(60 * 40 * 3, 200)]);
  return sharp(vues, { raw: { width: 60, height: 80, channels: 3, pageHeight: 40 } })
    .webp({ loop: 0, delay: [100, 100] })
    .toBuffer();
}

/** A header that announces a width and a height, and pixels that would fill them. */
export function pngGeant(cote: number): Buffer {
  const ihdr = Buffer.alloc(13);
  ihdr.writeUInt32BE(cote, 0);
  ihdr.writeUInt32BE(cote, 4);
  ihdr.set([1, 0, 0, 0, 0], 8);
  const ligne = Buffer.alloc(1 + Math.ceil(cote / 8));
  const donnees = deflateSync(Buffer.concat(Array.from({ length: 64 }, () => ligne)));
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    bloc("IHDR", ihdr),
    bloc("IDAT", donnees),
    bloc("IEND", Buffer.alloc(0)),
  ]);
}

function bloc(type: string, donnees: Buffer): Buffer {
  const corps = Buffer.concat([Buffer.from(type, "latin1"), donnees]);
  const tete = Buffer.alloc(4);
  tete.writeUInt32BE(donnees.length);
  const fin = Buffer.alloc(4);
  fin.writeUInt32BE(crc(corps));
  return Buffer.concat([tete, corps, fin]);
}

function crc(octets: Buffer): number {
  let reste = 0xffffffff;
  for (const octet of octets) {
    reste ^= octet;
    for (let bit = 0; bit < 8; bit++) reste = reste & 1 ? (reste >>> 1) ^ 0xedb88320 : reste >>> 1;
  }
  return (reste ^ 0xffffffff) >>> 0;
}

/** A JPEG whose first segment spells the beginning of a comment of JavaScript. */
export async function jpegJs(): Promise<Buffer> {
  const simple = await photo();
  const taille = 0x2f2a;
  const commentaire = Buffer.alloc(taille - 2);
  commentaire.write("JFIF\0\x01\x01\0\0\x01\0\x01\0\0", "latin1");
  commentaire.write("*/=1;alert(document.domain);/*", 100, "latin1");
  const tete = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x2f, 0x2a]);
  return Buffer.concat([tete, commentaire, simple.subarray(20)]);
}

type Change = (document: PDFDocument) => void | Promise<void>;

/** One page that says `texte`, then what is done to it. */
export async function pdf(texte = "Attestation synthétique", change: Change = () => undefined): Promise<Buffer> {
  const document = await PDFDocument.create();
  document.addPage([595, 842]).drawText(texte, { x: 50, y: 700, size: 14 });
  await change(document);
  return Buffer.from(await document.save({ useObjectStreams: false }));
}

function action(document: PDFDocument, valeurs: Readonly<Record<string, string | PDFString>>) {
  return document.context.obj(
    Object.fromEntries(
      Object.entries(valeurs).map(([cle, valeur]) => [cle, typeof valeur === "string" ? PDFName.of(valeur) : valeur]),
    ),
  );
}

export const PDF_HOSTILES: Readonly<Record<string, Change>> = {
  "JavaScript à l’ouverture": (d) =>
    d.catalog.set(PDFName.of("OpenAction"), action(d, { S: "JavaScript", JS: PDFString.of("app.alert(1)") })),
  "JavaScript dans les noms": (d) => {
    d.addJavaScript("essai", "app.alert(1)");
  },
  "programme lancé": (d) =>
    d.catalog.set(PDFName.of("OpenAction"), action(d, { S: "Launch", F: PDFString.of("cmd.exe") })),
  "action d’une page": (d) =>
    d
      .getPage(0)
      .node.set(
        PDFName.of("AA"),
        d.context.obj({ O: action(d, { S: "URI", URI: PDFString.of("https://exemple.invalid") }) }),
      ),
  "envoi d’un formulaire": (d) =>
    d.catalog.set(PDFName.of("OpenAction"), action(d, { S: "SubmitForm", F: PDFString.of("https://exemple.invalid") })),
  "autre document ouvert": (d) =>
    d.getPage(0).node.set(
      PDFName.of("Annots"),
      d.context.obj([
        d.context.obj({
          Type: "Annot",
          Subtype: "Link",
          A: action(d, { S: "GoToR", F: PDFString.of("\\\\serveur\\part") }),
        }),
      ]),
    ),
  "fichier joint": async (d) => {
    await d.attach(Buffer.from("MZ"), "facture.exe", { mimeType: "application/octet-stream" });
  },
  "média riche": (d) =>
    d
      .getPage(0)
      .node.set(
        PDFName.of("Annots"),
        d.context.obj([d.context.obj({ Type: "Annot", Subtype: "RichMedia", RichMediaContent: {} })]),
      ),
  "formulaire XFA": (d) =>
    d.catalog.set(PDFName.of("AcroForm"), d.context.obj({ XFA: PDFString.of("<xdp/>"), Fields: [] })),
};

/** The names of keys may be written with escapes: « J#53 » is « JS ». */
export async function pdfDeguise(): Promise<Buffer> {
  const texte = (await pdf("Attestation", PDF_HOSTILES["JavaScript à l’ouverture"])).toString("latin1");
  return Buffer.from(texte.replace("/JavaScript", "/J#61vaScript").replace("/JS ", "/#4aS "), "latin1");
}

export async function pdfChiffre(): Promise<Buffer> {
  const document = await PDFDocument.create();
  document.addPage().drawText("Attestation");
  document.encrypt({ userPassword: "secret", ownerPassword: "secret" });
  return Buffer.from(await document.save({ useObjectStreams: false }));
}

/** A page whose content unfolds to a hundred times the limit. */
export async function pdfBombe(): Promise<Buffer> {
  return pdf("Attestation", (document) => {
    const plein = deflateSync(Buffer.alloc(70_000_000, 32), { level: 6 });
    const flux = document.context.stream(plein, { Filter: "FlateDecode" });
    document.getPage(0).node.set(PDFName.of("Contents"), document.context.register(flux));
  });
}

/** The smallest of zips: local entries, then their directory. `taille`: what the entry says that it unfolds to. */
export function zip(entrees: readonly { nom: string; contenu: Buffer; taille?: number; mode?: number }[]): Buffer {
  const locales: Buffer[] = [];
  const centrales: Buffer[] = [];
  let place = 0;
  for (const { nom, contenu, taille = contenu.length, mode = 0 } of entrees) {
    const octets = Buffer.from(nom, "utf8");
    const plie = deflateSync(contenu).subarray(2, -4);
    const commun = Buffer.alloc(26);
    commun.writeUInt16LE(20, 0);
    commun.writeUInt16LE(8, 4);
    commun.writeUInt32LE(crc(contenu), 10);
    commun.writeUInt32LE(plie.length, 14);
    commun.writeUInt32LE(taille, 18);
    commun.writeUInt16LE(octets.length, 22);
    const locale = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), commun, octets, plie]);
    const suite = Buffer.alloc(14);
    suite.writeUInt32LE((mode << 16) >>> 0, 6);
    suite.writeUInt32LE(place, 10);
    centrales.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\0", "latin1"), commun, suite, octets]));
    locales.push(locale);
    place += locale.length;
  }
  const centrale = Buffer.concat(centrales);
  const fin = Buffer.alloc(22);
  fin.write("PK\x05\x06", "latin1");
  fin.writeUInt16LE(entrees.length % 65_536, 8);
  fin.writeUInt16LE(entrees.length % 65_536, 10);
  fin.writeUInt32LE(centrale.length, 12);
  fin.writeUInt32LE(place, 16);
  return Buffer.concat([...locales, centrale, fin]);
}

/** In two halves, so that this file is not taken for what it makes. */
export const EICAR = Buffer.from(
  `X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD${"-ANTIVIRUS-TEST-FILE!$H+H*"}`,
  "latin1",
);
