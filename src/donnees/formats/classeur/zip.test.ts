import { describe, expect, it, test } from "vitest";
import { type Entree, zipOf } from "../../../../test/fixtures/zip.ts";
import { type Cellule, isErreur, toTexte } from "./cellule.ts";
import { checkZip } from "./zip.ts";

const SAIN = { raison: null, macros: false, sansResultat: false };
const FEUILLE = "xl/worksheets/sheet1.xml";
const feuille = (contenu: string | Buffer, more: Partial<Entree> = {}): Entree => ({ nom: FEUILLE, contenu, ...more });
const espaces = (nombre: number) => Buffer.alloc(nombre, 32);
/** Nearly incompressible bytes. */
const bruit = (nombre: number) =>
  Buffer.from(Array.from({ length: nombre }, (_, i) => (i * 7919 + (i >> 8) * 104729) & 0xff));

/** Breaks one byte of the directory; `at` counts from its beginning. */
function breakCentral(zip: Buffer, at: number, octet: number): Buffer {
  const broken = Buffer.from(zip);
  broken.writeUInt8(octet, zip.readUInt32LE(zip.lastIndexOf("PK\u0005\u0006") + 16) + at);
  return broken;
}

describe("an archive, looked at before anything opens it", () => {
  test.each<[string, Buffer, Partial<ReturnType<typeof checkZip>>]>([
    ["whole", zipOf([feuille("<c><f>A1</f><v>3</v></c>")]), {}],
    ["stored as it is", zipOf([feuille("<c/>", { methode: 0 })]), {}],
    ["followed by a comment", zipOf([feuille("<c/>")], "x".repeat(65_535)), {}],
    ["of two thousand entries", zipOf(Array.from({ length: 2_000 }, (_, i) => ({ nom: `${i}.xml`, contenu: "" }))), {}],
    [
      "of one more",
      zipOf(Array.from({ length: 2_001 }, (_, i) => ({ nom: `${i}.xml`, contenu: "" }))),
      { raison: "taille" },
    ],
    ["whose end is too far", zipOf([feuille("<c/>")], "x".repeat(65_536)), { raison: "abime" }],
    ["that is none", Buffer.from("PK and then nothing that an archive has"), { raison: "abime" }],
    ["smaller than an end", Buffer.from("PK"), { raison: "abime" }],
    ["whose directory is elsewhere", breakCentral(zipOf([feuille("<c/>")]), 0, 0), { raison: "abime" }],
    ["whose entry is not where it says", breakCentral(zipOf([feuille("<c/>")]), 42, 200), { raison: "abime" }],
    ["packed otherwise", zipOf([feuille("<c/>", { methode: 12 })]), { raison: "abime" }],
    ["that two readers would not read alike", zipOf([feuille("<c/>", { locale: 0 })]), { raison: "abime" }],
    ["under a code", zipOf([feuille("<c/>", { chiffre: true })]), { raison: "protege" }],
    [
      "under a code, as LibreOffice writes it",
      zipOf([{ nom: "META-INF/manifest.xml", contenu: "<m:encryption-data/>" }]),
      { raison: "protege" },
    ],
    ["of which another part speaks of that", zipOf([feuille("<v>encryption-data</v>")]), {}],
    ["with a document type", zipOf([feuille("<!DOCTYPE a><c/>")]), { raison: "entites" }],
    [
      "with an entity, in its links",
      zipOf([{ nom: "_rels/.rels", contenu: "<!ENTITY a 'b'>" }]),
      { raison: "entites" },
    ],
    [
      "with an entity in UTF-16",
      zipOf([feuille(Buffer.from("<!ENTITY a>", "utf16le").swap16())]),
      { raison: "entites" },
    ],
    ["with the same words in a picture", zipOf([{ nom: "xl/media/a.png", contenu: "<!DOCTYPE" }]), {}],
    ["with macros", zipOf([{ nom: "xl/vbaProject.bin", contenu: "x" }]), { macros: true }],
    ["with macros of LibreOffice", zipOf([{ nom: "Basic/Standard/a.xml", contenu: "<a/>" }]), { macros: true }],
    ["with a formula without its result", zipOf([feuille("<c><f>A1</f></c>")]), { sansResultat: true }],
    ["with one elsewhere than in a sheet", zipOf([{ nom: "xl/calcChain.xml", contenu: "<c><f>A1</f></c>" }]), {}],
    ["that shrinks a lot and is small", zipOf([feuille(espaces(9_999_999))]), {}],
    ["that shrinks a lot", zipOf([feuille(espaces(10_000_001))]), { raison: "taille" }],
    ["that is big and shrinks little", zipOf([feuille(bruit(10_500_000))]), {}],
    ["that holds more than it says", zipOf([feuille(espaces(2_000), { annonce: 1_999 })]), { raison: "taille" }],
    ["that holds less than it says", zipOf([feuille(espaces(2_000), { annonce: 2_001 })]), {}],
    ["empty, and said so", zipOf([feuille("")]), {}],
    [
      "that says too much in all",
      zipOf([feuille("a", { annonce: 9_999_999 })].flatMap((one) => Array.from({ length: 31 }, () => one))),
      { raison: "taille" },
    ],
  ])("%s", (_, octets, attendu) => {
    expect(checkZip(octets)).toEqual({ ...SAIN, ...attendu });
  });

  it("reads the bytes that it is given, and not those around them", () => {
    const zip = zipOf([feuille("<c/>")]);
    const autour = Buffer.concat([Buffer.alloc(13, 1), zip, Buffer.alloc(7, 1)]);
    expect(checkZip(autour.subarray(13, 13 + zip.length))).toEqual(SAIN);
  });
});

describe("a cell, as a CSV would have it", () => {
  test.each<[Cellule, string, boolean]>([
    [{ t: "n", v: 12.5 }, "12.5", false],
    [{ t: "n", v: 999_999_999_999_999 }, "999999999999999", false],
    [{ t: "n", v: 1_000_000_000_000_000 }, "1e+15", false],
    [{ t: "n", v: -1_000_000_000_000_000 }, "-1e+15", false],
    [{ t: "b", v: true }, "VRAI", false],
    [{ t: "b", v: false }, "FAUX", false],
    [{ t: "d", v: new Date("2026-11-30T00:00:00Z") }, "2026-11-30", false],
    [{ t: "s", v: "T3" }, "T3", false],
    [{ t: "s" }, "", false],
    [{ t: "z", v: "x" }, "", false],
    [{ t: "e", v: 42 }, "", true],
    [{ t: "s", v: "#N/A" }, "", true],
    [{ t: "s", v: "#VALEUR!" }, "", true],
    [{ t: "s", v: "Err:502" }, "", true],
    [{ t: "s", v: "Err:502 rue" }, "Err:502 rue", false],
    [{ t: "s", v: "#N/A ici" }, "#N/A ici", false],
  ])("%j", (cellule, texte, erreur) => {
    expect([toTexte(cellule), isErreur(cellule)]).toEqual([texte, erreur]);
  });
});
