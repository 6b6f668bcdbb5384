// @module-tag lourd
// @module-tag profondeur

import { read } from "@e965/xlsx";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { renderBilanDocx, renderBilanPdf } from "#bilan/documents/bilan-document.ts";
import { renderBilanCsv } from "#bilan/documents/csv.ts";
import { renderBilanXlsx } from "#bilan/documents/xlsx.ts";
import { renderCarteBilan } from "#bilan/pages/carte.ts";
import { renderTableCsv } from "#socle/documents/table-csv.ts";
import { readTexte, unzip } from "../canaris/lire-sortie.ts";
import { BILAN_2017 } from "../fixtures/bilan-2017.ts";
import { selon } from "../profondeur.ts";
import { CHARGES, MARQUE, toText } from "./charges.ts";

const TEXTES = CHARGES.map(({ texte }) => toText(texte));
/** What a spreadsheet takes for a formula: a sign, possibly behind spaces or signs that are not seen. */
const FORMULE = /^[\s\p{Cf}]*[=+\-@＝＋－＠]/u;

const GARDE = /^'+(?:[\s\p{Cf}]*[=+\-@＝＋－＠]|[\t\r\n])/u;

describe(`${TEXTES.length} payloads written in tables`, () => {
  it.each(["tableur", "ouvert"] as const)(
    "CSV, %s: read back as they were, none a formula, none in two cells",
    (profil) => {
      const text = renderTableCsv([["rang", "texte", "fin"], ...TEXTES.map((texte, i) => [i, texte, "fin"])], profil);
      const delimiter = profil === "tableur" ? ";" : ",";
      const newline = profil === "tableur" ? "\r\n" : "\n";
      const { data, errors } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ""), {
        delimiter,
        newline,
        skipEmptyLines: true,
      });
      expect(errors).toEqual([]);
      expect(data.length).toBe(TEXTES.length + 1);
      const cells = data.slice(1);
      expect(cells.filter((cell) => cell.length !== 3 || cell[2] !== "fin")).toEqual([]);
      expect(cells.filter(([, texte = ""]) => FORMULE.test(texte))).toEqual([]);
      // The apostrophe is the sign of a text: the spreadsheet takes it off, and what is left is what was written.
      expect(cells.map(([, texte = ""]) => (GARDE.test(texte) ? texte.slice(1) : texte))).toEqual(TEXTES);
    },
  );

  it("workbook: every payload is a cell of text, as it was but for what XML cannot write", async () => {
    const bailleurs = TEXTES.map((nom, i) => ({ ...BILAN_2017.bailleurs[0], nom, siren: String(i) }));
    const bytes = await renderBilanXlsx({ ...BILAN_2017, bailleurs } as typeof BILAN_2017);
    const book = read(bytes, {
      type: "array",
      cellFormula: true,
    });
    const formulas = Object.values(book.Sheets).flatMap((one) =>
      Object.values(one).filter((cell) => typeof cell === "object" && "f" in cell),
    );
    expect(formulas).toEqual([]);
    const sheet = entryOf(bytes, "xl/sharedStrings.xml");
    const cells = new Set(
      [...sheet.matchAll(/<[tv](?:\s[^>]*)?>([^<]*)<\/[tv]>/g)].map(([, xml = ""]) => toPlain(xml)),
    );
    const lost = TEXTES.map((texte) => oneBreak(texte.replace(/[^\P{Cc}\t\r\n]|[\uFFFE\uFFFF]/gu, keepC1)));
    expect(lost.filter((texte) => !cells.has(texte))).toEqual([]);
  });
});

/** The XML itself: the library that writes it must not be the one that judges it. */
function entryOf(bytes: Uint8Array, nom: string): string {
  const entries = unzip(Buffer.from(bytes));
  return entries[entries.indexOf(nom) + 1] ?? "";
}

const ENTITES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

function toPlain(xml: string): string {
  const plain = xml.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (_, hexa, decimal, nom) =>
    nom ? (ENTITES[nom] ?? "?") : String.fromCodePoint(hexa ? Number.parseInt(hexa, 16) : Number(decimal)),
  );
  return oneBreak(plain.replace(/_x([0-9a-f]{4})_/gi, (_, code) => String.fromCodePoint(Number.parseInt(code, 16))));
}

/** An XML reader sees one kind of line end. */
function oneBreak(texte: string): string {
  return texte.replace(/\r\n?/g, "\n");
}

/** Prime with the number of families, which come in turn: all are met. */
const UN_SUR = selon({ ci: 12, preuve: 6 });

describe(`one payload in ${UN_SUR} written in documents`, () => {
  const noms = TEXTES.filter((texte, rang) => rang % UN_SUR === 0 && texte.length < 400);
  const bailleurs = noms.map((nom, i) => ({ ...BILAN_2017.bailleurs[0], nom, siren: String(i) }));
  const bilan = { ...BILAN_2017, nom: noms[3] ?? "", bailleurs } as typeof BILAN_2017;
  const carte = renderCarteBilan(bilan, { communes: [], qpv: [] });
  const demande = { bilan, carte, rapport: undefined, fichesBailleurs: false };

  it("PDF: Typst shows them, runs none and reads no file", async () => {
    const pdf = await renderBilanPdf(demande);
    const texte = readTexte(pdf, "application/pdf");
    expect(texte).not.toContain("root:x:0");
    const shown = new Set(texte.match(new RegExp(MARQUE.source, "g")));
    expect(shown.size).toBeGreaterThan(noms.length * 0.8);
  });

  it("Word: they are texts, and the file is whole", async () => {
    const entries = unzip(Buffer.from(await renderBilanDocx(demande))).join("\n");
    const shown = new Set(entries.match(new RegExp(MARQUE.source, "g")));
    expect(shown.size).toBeGreaterThan(noms.length * 0.8);
    expect(entries).not.toMatch(/<script|<!ENTITY|TargetMode="External"[^>]*hors\.invalid/);
  });

  it("CSV of the bilan: a cell a payload, none a formula", () => {
    const text = renderBilanCsv(bilan, "tableur").replace(/^\uFEFF/, "");
    const { data } = Papa.parse<string[]>(text, { delimiter: ";", newline: "\r\n", skipEmptyLines: true });
    expect(new Set(data.map((row) => row.length)).size).toBe(1);
    expect(data.flat().filter((cell) => FORMULE.test(cell))).toEqual([]);
  });
});

/** XML 1.0 has no place for the controls below U+0020; it has one for those from U+007F. */
function keepC1(signe: string): string {
  return signe >= "\u007F" && signe < "\uFFFE" ? signe : "";
}
