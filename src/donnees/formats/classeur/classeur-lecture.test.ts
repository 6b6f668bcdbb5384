// @module-tag lourd
import { CFB, utils, type WorkBook, write } from "@e965/xlsx";
import { describe, expect, it, test } from "vitest";
import { type Entree, zipOf } from "../../../../test/fixtures/zip.ts";
import { fichierOf } from "../fichier.ts";
import type { Lecture, LigneLue } from "../lecture.ts";
import { openLecture } from "../open-lecture.ts";

const OPTIONS = { hash: (numero: string) => `h:${numero}`, aujourdhui: "2026-11-24" };
type Cell = string | number | boolean | null | { readonly t: string; readonly v: string | number; readonly f?: string };
type Format = "xlsx" | "ods" | "xls";
const FORMATS: readonly Format[] = ["xlsx", "ods", "xls"];

function bookOf(sheets: Readonly<Record<string, readonly (readonly Cell[])[]>>): WorkBook {
  const book = utils.book_new();
  for (const [nom, rows] of Object.entries(sheets)) {
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows.map((row) => [...row])), nom);
  }
  return book;
}

function bytesOf(book: WorkBook, format: Format): Uint8Array {
  return write(book, { type: "buffer", bookType: format === "xls" ? "biff8" : format, compression: true });
}

async function read(nom: string, octets: Uint8Array): Promise<{ lecture: Lecture; lignes: LigneLue<unknown>[] }> {
  const lecture = await openLecture(fichierOf(nom, octets), OPTIONS);
  const lignes: LigneLue<unknown>[] = [];
  for await (const lot of lecture.lots) lignes.push(...lot);
  return { lecture, lignes };
}

const readBook = (book: WorkBook, format: Format = "xlsx") => read(`essai.${format}`, bytesOf(book, format));
const readRows = (rows: readonly (readonly Cell[])[], format: Format = "xlsx") =>
  readBook(bookOf({ Feuille1: rows }), format);

/** Rows as read, without the fingerprint of their line. */
function rowsOf(lignes: readonly LigneLue<unknown>[]) {
  return lignes.flatMap((lue) =>
    lue.kind === "acceptee" ? [{ ...(lue.row as Record<string, unknown>), empreinte: "", ligne: lue.ligne }] : [],
  );
}

function codesOf(lignes: readonly LigneLue<unknown>[]): string[] {
  return lignes.flatMap(({ anomalies }) => anomalies.map(({ code }) => code));
}

const RPLS_ENTETE =
  "DEPCOM;CODEPOSTAL;LIBCOM;NUMVOIE;TYPVOIE;NOMVOIE;COMPLGEO;QPV;TYPECONST;NBPIECE;SURFHAB;CONSTRUCT;LOCAT;CONV;DATCONV;MODE;BAIL;LOYERPRINC;SIRET".split(
    ";",
  );
const RPLS_CSV = [
  "52448;52100;SAINT-DIZIER;12;RUE;DES ESSAIS;LE VERT-BOIS;1;C;3;62;1974;1975;1;05/10/1985;1;01/10/2012;310;73282932000074",
  "01053;01000;BOURG-EN-BRESSE;4 bis;AV;=1+1;;2;I;5;98;1990;1991;1;05/10/1995;1;01/03/2020;512;73282932000074",
];
const SERIES: Readonly<Record<string, number>> = {
  "05/10/1985": 31_325,
  "01/10/2012": 41_183,
  "05/10/1995": 34_977,
  "01/03/2020": 43_891,
  "14/02/2017": 42_780,
  "03/01/2016": 42_372,
};

/** Cells as a person types them: numbers are numbers, dates are dates; the columns of `texts` stay text. */
function typed(line: string, texts: readonly number[]): Cell[] {
  return line.split(";").map((cell, i) => {
    if (cell === "") return null;
    const serie = SERIES[cell];
    if (serie !== undefined) return { t: "n", v: serie, z: "dd/mm/yyyy" };
    return !texts.includes(i) && /^\d+(?:\.\d+)?$/.test(cell) ? Number(cell) : cell;
  });
}

const SNE_ENTETE =
  "NUMERO_UNIQUE;SIREN_RADIATION;DATE_CREATION;DATE_SIGNATURE_BAIL;COMMUNE_LOGEMENT_ATTRIB;NB_QPV;NB_HQPV;NB_Q1;NB_Q2;REVENU_MENSUEL_FOYER;UNITE_CONSO;TYPE_RESERVATAIRE;NB_ANRU".split(
    ";",
  );
const SNE_CSV = [
  "052010000000000123;732829320;03/01/2016;14/02/2017;52448;0;1;1;0;850.5;1.5;;0",
  "052010000000000456;732829320;03/01/2016;14/02/2017;52448;1;0;0;1;0;1;;1",
];

describe("the same table as CSV and as a workbook", () => {
  test.each(
    FORMATS.flatMap((format) => [
      { format, source: "rpls", entete: RPLS_ENTETE, csv: RPLS_CSV, texts: [0] },
      { format, source: "sne-attributions", entete: SNE_ENTETE, csv: SNE_CSV, texts: [0] },
    ]),
  )("$source in $format", async ({ format, source, entete, csv, texts }) => {
    const asCsv = await read("essai.csv", Buffer.from([entete.join(";"), ...csv, ""].join("\n")));
    const asBook = await readRows([entete, ...csv.map((line) => typed(line, texts))], format);
    expect(asBook.lecture.source).toBe(source);
    expect(asBook.lecture.releve).toMatchObject({ format, encodage: null, separateur: null, ligneEntete: 1 });
    expect(rowsOf(asBook.lignes)).toEqual(rowsOf(asCsv.lignes));
    expect(rowsOf(asBook.lignes)).toHaveLength(csv.length);
    expect(asBook.lecture.champsAbsents).toEqual(asCsv.lecture.champsAbsents);
  });
});

describe("cells", () => {
  const rpls = (valeurs: Readonly<Record<string, Cell>>) => {
    const base = Object.fromEntries(RPLS_ENTETE.map((nom, i) => [nom, typed(RPLS_CSV[0] ?? "", [0])[i] ?? null]));
    return RPLS_ENTETE.map((nom) => (nom in valeurs ? (valeurs[nom] ?? null) : (base[nom] ?? null)));
  };

  const en1904 = (serie: number) => ({ DATCONV: { t: "n", v: serie - 1_462 }, BAIL: null });
  const mixed = new Map<Format, ReturnType<typeof read>>();

  /** One workbook per format, with all the cases below: opening one starts a thread. */
  function readMixed(format: Format): ReturnType<typeof read> {
    const rows = [
      rpls({ ...en1904(31_325), DEPCOM: 1053, COMPLGEO: "=HYPERLINK(1)" }),
      rpls(en1904(34_977)),
      // The library that writes these workbooks cannot write an error in an .ods: a LibreOffice file below has one.
      ...(format === "ods" ? [] : [rpls({ ...en1904(31_325), LOYERPRINC: { t: "e", v: 0x17 } })]),
    ];
    const book = bookOf({
      Lisezmoi: [["Extraction du parc"], [], ["service habitat"]],
      Parc: [["Titre"], [], RPLS_ENTETE, ...rows],
    });
    book.Workbook = { WBProps: { date1904: true } };
    const found = mixed.get(format) ?? readBook(book, format);
    mixed.set(format, found);
    return found;
  }

  test.each(FORMATS)(
    "a lost zero is put back and told, a text that looks like a formula is a text (%s)",
    async (format) => {
      const { lignes } = await readMixed(format);
      const rows = rowsOf(lignes);
      expect(rows[0]).toMatchObject({ commune: "01053", residence: "=HYPERLINK(1)", ligne: 4 });
      const said = lignes.flatMap(({ anomalies }) => anomalies).filter(({ code }) => code === "zero-perdu");
      expect(said.map(({ ligne }) => ligne)).toEqual([4]);
    },
  );

  test.each(FORMATS)("days counted from 1904 (%s)", async (format) => {
    const { lignes } = await readMixed(format);
    expect(codesOf(lignes)).toContain("date-1904");
    expect(rowsOf(lignes)).toMatchObject([
      { conventionLe: "1985-10-05" },
      { conventionLe: "1995-10-05" },
      ...(format === "ods" ? [] : [{ conventionLe: "1985-10-05" }]),
    ]);
  });

  test.each(["xlsx", "xls"] as const)("an error is an empty cell, told with its line (%s)", async (format) => {
    const { lignes } = await readMixed(format);
    expect(rowsOf(lignes)).toMatchObject([{ loyer: 310 }, { loyer: 310 }, { loyer: null }]);
    expect(lignes.flatMap(({ anomalies }) => anomalies)).toContainEqual(
      expect.objectContaining({ code: "erreur-formule", gravite: "AVE", ligne: 6, colonne: "LOYERPRINC" }),
    );
  });

  test.each(FORMATS)("the first known header, wherever it is; the other sheets are named (%s)", async (format) => {
    const { lecture, lignes } = await readMixed(format);
    expect(lecture.releve.ligneEntete).toBe(3);
    expect(rowsOf(lignes).map(({ ligne }) => ligne)).toEqual(format === "ods" ? [4, 5] : [4, 5, 6]);
    const said = lignes.flatMap(({ anomalies }) => anomalies).find(({ code }) => code === "feuille-ignoree");
    expect(said?.message).toContain("Lisezmoi");
  });

  it("reads the result a formula was saved with, and tells those saved without", async () => {
    const book = bookOf({ a: [RPLS_ENTETE, rpls({ LOYERPRINC: { t: "n", v: 310, f: "300+10" } })] });
    const { lignes } = await readBook(book);
    expect(rowsOf(lignes)).toMatchObject([{ loyer: 310 }]);
    expect(codesOf(lignes)).not.toContain("formule-sans-resultat");

    const zip = CFB.read(bytesOf(book, "xlsx"), { type: "buffer" });
    const part = CFB.find(zip, "/xl/worksheets/sheet1.xml");
    const xml = Buffer.from(part?.content ?? []).toString();
    expect(xml).toContain("</f><v>310</v>");
    CFB.utils.cfb_add(zip, "/xl/worksheets/sheet1.xml", Buffer.from(xml.replace("</f><v>310</v>", "</f>")));
    const unsaved = await read("essai.xlsx", CFB.write(zip, { type: "buffer", fileType: "zip" }) as Uint8Array);
    expect(rowsOf(unsaved.lignes)).toMatchObject([{ loyer: null }]);
    expect(codesOf(unsaved.lignes)).toContain("formule-sans-resultat");
  });

  it("reads the dates, errors and repeated cells of LibreOffice", async () => {
    const text = (value: string) =>
      `<table:table-cell office:value-type="string"><text:p>${value}</text:p></table:table-cell>`;
    const row = SNE_CSV[0]?.split(";").map((value) => text(value)) ?? [];
    row[3] =
      '<table:table-cell office:value-type="date" office:date-value="2017-02-14"><text:p>14/02/17</text:p></table:table-cell>';
    row[9] = text("#DIV/0!");
    row[10] = '<table:table-cell table:number-columns-repeated="2"/>';
    row[11] = "";
    const octets = odsOf([SNE_ENTETE.map(text), row]);
    const { lignes } = await read("essai.ods", octets);
    expect(rowsOf(lignes)).toMatchObject([{ bailSigneLe: "2017-02-14", revenuMensuel: null, uniteConso: null }]);
    expect(codesOf(lignes)).toContain("erreur-formule");
  });

  it("gives a rejected row back as a CSV line, its dates written out", async () => {
    const { lignes } = await readRows([RPLS_ENTETE, rpls({}), rpls({ DEPCOM: "Saint;Dizier" })]);
    const rejetee = lignes.find((lue) => lue.kind === "rejetee");
    expect(Buffer.from(rejetee?.kind === "rejetee" ? rejetee.brut : []).toString()).toMatch(
      /^"Saint;Dizier";52100;.*;1985-10-05;1;2012-10-01;310;73282932000074$/,
    );
    expect(rejetee?.ligne).toBe(3);
  });

  it("refuses identifiers that a spreadsheet turned into numbers", async () => {
    const rows = [SNE_ENTETE, ...SNE_CSV.map((line) => typed(line, []))];
    await expect(readRows(rows)).rejects.toMatchObject({ code: "identifiant-perdu" });
  });
});

describe("sheets", () => {
  const table = [RPLS_ENTETE, ...RPLS_CSV.map((line) => typed(line, [0]))];

  it("ignores empty rows at the end, tells those between", async () => {
    const { lignes } = await readRows([...table.slice(0, 2), [], ...table.slice(2), [""], [], [""]]);
    expect(codesOf(lignes).filter((code) => code === "ligne-vide")).toHaveLength(1);
    expect(rowsOf(lignes).map(({ ligne }) => ligne)).toEqual([2, 4]);
  });

  test.each([
    ["nothing at all", { Vide: [] }, "feuille-introuvable"],
    [
      "no known header",
      {
        Vide: [],
        Autre: [
          ["a", "b"],
          [1, 2],
        ],
      },
      "source-inconnue",
    ],
    ["a header alone", { Parc: [RPLS_ENTETE] }, "aucune-ligne"],
  ] as const)("%s", async (_, sheets, code) => {
    await expect(readBook(bookOf(sheets))).rejects.toMatchObject({ code });
  });
});

/** Rows in LibreOffice's layout, followed by the million empty rows it announces. */
function odsOf(rows: readonly (readonly string[])[]): Buffer {
  const xmlns = ["office", "table", "text"].map((n) => `xmlns:${n}="urn:oasis:names:tc:opendocument:xmlns:${n}:1.0"`);
  const written = rows.map((cells) => `<table:table-row>${cells.join("")}</table:table-row>`).join("");
  const empty = `<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>`;
  return zipOf([
    { nom: "mimetype", contenu: "application/vnd.oasis.opendocument.spreadsheet" },
    {
      nom: "content.xml",
      contenu: `<?xml version="1.0"?><office:document-content ${xmlns.join(" ")} office:version="1.3"><office:body><office:spreadsheet><table:table table:name="a">${written}${empty}</table:table></office:spreadsheet></office:body></office:document-content>`,
    },
    { nom: "styles.xml", contenu: "<styles/>" },
    { nom: "META-INF/manifest.xml", contenu: "<manifest/>" },
  ]);
}

const TYPES: Entree = { nom: "[Content_Types].xml", contenu: "<Types/>" };
const LAUGHS = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>';
const sheet = (contenu: string | Buffer, annonce?: number): Entree => ({
  nom: "xl/worksheets/sheet1.xml",
  contenu,
  ...(annonce === undefined ? {} : { annonce }),
});

/** An encrypted .xlsx is a compound file with these two streams. */
function encrypted(): Uint8Array {
  const file = CFB.utils.cfb_new();
  CFB.utils.cfb_add(file, "/EncryptionInfo", Buffer.from([4, 0, 4, 0, 64, 0, 0, 0]));
  CFB.utils.cfb_add(file, "/EncryptedPackage", Buffer.alloc(64));
  return CFB.write(file, { type: "buffer" }) as Uint8Array;
}

describe("what is not opened", () => {
  const whole = bytesOf(bookOf({ Parc: [RPLS_ENTETE, ...RPLS_CSV.map((line) => typed(line, [0]))] }), "xlsx");

  test.each<[string, string, Uint8Array, string]>([
    ["an archive renamed", "a.xlsx", zipOf([{ nom: "photo.jpg", contenu: "x" }]), "type-different"],
    [
      "an office document of another kind",
      "a.xlsx",
      zipOf([TYPES, { nom: "word/document.xml", contenu: "<d/>" }]),
      "classeur-illisible",
    ],
    ["a workbook cut short", "a.xlsx", whole.subarray(0, whole.length - 3_000), "classeur-illisible"],
    [
      "garbage after the mark of an .xls",
      "a.xls",
      Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(600, 7)]),
      "classeur-illisible",
    ],
    ["an encrypted workbook", "a.xlsx", encrypted(), "classeur-protege"],
    ["a bomb that says its size", "a.xlsx", zipOf([TYPES, sheet(Buffer.alloc(20_000_000, 32))]), "classeur-trop-gros"],
    ["a bomb that lies", "a.xlsx", zipOf([TYPES, sheet(Buffer.alloc(20_000_000, 32), 1_000)]), "classeur-trop-gros"],
    ["billion laughs", "a.xlsx", zipOf([TYPES, sheet(LAUGHS)]), "classeur-entites"],
    [
      "billion laughs in UTF-16",
      "a.xlsx",
      zipOf([TYPES, sheet(Buffer.from(`\ufeff${LAUGHS}`, "utf16le"))]),
      "classeur-entites",
    ],
    [
      "an outside entity in an .ods",
      "a.ods",
      zipOf([
        { nom: "mimetype", contenu: "application/vnd.oasis.opendocument.spreadsheet" },
        { nom: "content.xml", contenu: '<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>' },
      ]),
      "classeur-entites",
    ],
  ])("%s", async (_, nom, octets, code) => {
    await expect(read(nom, octets)).rejects.toMatchObject({ name: "Refus", code });
  });

  it("a file above the limit is not even read", async () => {
    const fichier = { ...fichierOf("gros.xlsx", whole), taille: 60_000_001 };
    await expect(openLecture(fichier, OPTIONS)).rejects.toMatchObject({ code: "classeur-trop-gros" });
  });

  it("leaves macros aside, and says so", async () => {
    const book = bookOf({ Parc: [RPLS_ENTETE, ...RPLS_CSV.map((line) => typed(line, [0]))] });
    book.vbaraw = Buffer.from("fictif");
    const octets = write(book, { type: "buffer", bookType: "xlsm", bookVBA: true, compression: true });
    const { lignes } = await read("essai.xlsm", octets);
    expect(codesOf(lignes)).toContain("macros-ignorees");
    expect(rowsOf(lignes)).toHaveLength(2);
  });
});
