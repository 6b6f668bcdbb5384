// @module-tag lourd
import { PDFDocument } from "@cantoo/pdf-lib";
import sharp from "sharp";
import { describe, expect, it, test } from "vitest";
import { examinerPiece } from "#donnees/formats/piece/examiner-piece.ts";
import { relirePiece } from "#donnees/formats/piece/relire-piece.ts";
import type { VerdictPiece } from "#donnees/formats/piece/verdict.ts";
import { nommerPiece } from "#donnees/regles/piece/piece.ts";
import { RAISONS_PIECE } from "../../../src/donnees/regles/piece/raisons.ts";
import { image, pdf, photo, photoAvecLieu } from "./fabriques.ts";
import { HOSTILES } from "./hostiles.ts";

const saine = (verdict: VerdictPiece) => {
  if (verdict.etat !== "saine") throw new Error(`refusée : ${verdict.raison}`);
  return verdict;
};

describe("what a paper must never bring in", () => {
  test.each(HOSTILES.map((hostile) => [hostile.code, hostile] as const))(
    "%s",
    async (_code, { nom, octets, raison }) => {
      const verdict = await relirePiece({ nom, octets: await octets() });
      expect(verdict.etat === "refusee" ? verdict.raison : "gardée").toBe(raison);
    },
  );

  test("each reason says what to do, in words of everyday", () => {
    for (const phrase of Object.values(RAISONS_PIECE)) {
      expect(phrase).toMatch(/Prenez|Reprenez|Envoyez|renvoyez|Renommez|Choisissez|envoyez/);
      expect(phrase).not.toMatch(/MIME|EICAR|EXIF|polyglotte|magic/i);
    }
  });

  it("and the refusal of the thread is that of the reading", async () => {
    const [png] = HOSTILES.filter(({ code }) => code === "U15");
    expect(await examinerPiece({ nom: "photo.png", octets: (await png?.octets()) ?? Buffer.alloc(0) })).toEqual({
      etat: "refusee",
      raison: "image-geante",
    });
    saine(await examinerPiece({ nom: "photo.jpg", octets: await photo() }));
  });
});

describe("what is kept", () => {
  it("is the pixels alone, upright: neither place nor name (U18)", async () => {
    const octets = await photoAvecLieu();
    expect((await sharp(octets).metadata()).exif?.toString("latin1")).toContain("Jeanne");
    const { octets: relus, format } = saine(await relirePiece({ nom: "IMG_0001.JPG", octets }));
    const lu = await sharp(relus).metadata();
    expect({
      format,
      exif: lu.exif,
      xmp: lu.xmp,
      icc: lu.icc,
      orientation: lu.orientation,
      width: lu.width,
      height: lu.height,
    }).toEqual({
      format: "image",
      exif: undefined,
      xmp: undefined,
      icc: undefined,
      orientation: undefined,
      width: 200,
      height: 320,
    });
    expect(Buffer.from(relus).toString("latin1")).not.toMatch(/Exif|Jeanne/);
  });

  it("turns as asked, and stays small", async () => {
    const { octets } = saine(
      await relirePiece({ nom: "a.jpg", octets: await photo({ largeur: 4_000, hauteur: 1_000 }), tourner: 1 }),
    );
    const { width, height } = await sharp(octets).metadata();
    expect({ width, height }).toEqual({ width: 650, height: 2_600 });
  });

  it.each([["png"], ["webp"]] as const)("is a JPEG whatever came: %s", async (format) => {
    const { octets } = saine(await relirePiece({ nom: `carte.${format}`, octets: await image(format) }));
    expect((await sharp(octets).metadata()).format).toBe("jpeg");
  });

  it("is the pages of a PDF, without its metadata, links and what no page draws", async () => {
    const octets = await pdf("Revenu fiscal 12 345", (document) => {
      document.setAuthor("Auteur Synthétique");
      document.setTitle("Secret");
      document.context.register(document.context.obj({ Orphelin: "xyz" }));
      document.addPage().drawText("Seconde page");
    });
    const relu = saine(await relirePiece({ nom: "avis.pdf", octets }));
    expect(relu.pages).toBe(2);
    expect(Buffer.from(relu.octets).toString("latin1")).not.toMatch(/Auteur|Secret|Orphelin|\/Info/);
    expect((await PDFDocument.load(relu.octets)).getPageCount()).toBe(2);
    // Read again, it is still sound, and the same.
    expect(saine(await relirePiece({ nom: "avis.pdf", octets: relu.octets })).pages).toBe(2);
  });

  it("is what was typed in a form, drawn", async () => {
    const octets = await pdf("Formulaire", (document) => {
      const champ = document.getForm().createTextField("nom");
      champ.setText("VALEUR");
      champ.addToPage(document.getPage(0));
    });
    const { octets: relus } = saine(await relirePiece({ nom: "f.pdf", octets }));
    expect((await PDFDocument.load(relus)).getForm().getFields()).toEqual([]);
  });

  it("ten thousand photographs of telephones are not taken for traps: a film after the end is dropped", async () => {
    const octets = Buffer.concat([await photo(), Buffer.from("\0\0\0\x18ftypmp42", "latin1"), Buffer.alloc(5_000, 7)]);
    const { octets: relus } = saine(await relirePiece({ nom: "PXL.MP.jpg", octets }));
    expect(Buffer.from(relus).includes("ftypmp42")).toBe(false);
  });
});

/** U19: what is shown of a name, never a path. */
test.each([
  ["avis impôt 2024.pdf", "pdf", "avis impôt 2024.pdf"],
  ["C:\\Users\\moi\\avis.pdf", "pdf", "avis.pdf"],
  ["../../etc/passwd", "image", "passwd.jpg"],
  ["avis.pdf.exe", "pdf", "avis.pdf"],
  ["photo\u202egpj.exe", "image", "photogpj.jpg"],
  ["a\r\nSet-Cookie: x.jpg", "image", "aSet-Cookie x.jpg"],
  ["CON", "pdf", "document.pdf"],
  ["nul.jpg", "image", "document.jpg"],
  ["a\0b.png", "image", "ab.jpg"],
  ["", "pdf", "document.pdf"],
  ["…", "pdf", "….pdf"],
  ["x".repeat(300), "pdf", `${"x".repeat(80)}.pdf`],
] as const)("the name %j is shown as %s: %s", (nom, format, attendu) => {
  expect(nommerPiece(nom, format)).toBe(attendu);
});
