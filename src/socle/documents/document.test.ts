import { read, utils } from "@e965/xlsx";
import { describe, expect, it } from "vitest";
import { textOfPdf } from "../../../test/fixtures/pdf.ts";
import { unzip } from "../../../test/fixtures/unzip.ts";
import type { DocumentMisEnPage } from "./document.ts";
import { type Feuille, nombres, printClasseur, textes } from "./feuille.ts";
import { renderClasseur, renderDocumentDocx, renderDocumentPdf } from "./rendre.ts";

const FORMATS: readonly Feuille["colonnes"][number]["format"][] = [
  "nombre",
  "taux",
  "texte",
  "decimal",
  "entier",
  "euros",
  "points",
];

const DOCUMENT: DocumentMisEnPage = {
  titre: "Procès-verbal",
  territoire: "Territoire d’essai",
  entete: "Procès-verbal · Territoire d’essai",
  pied: "version 2, signée",
  bandeau: null,
  couverture: [{ terme: "Séance", valeur: "1er octobre 2018" }],
  sections: [
    {
      titre: "Dessin",
      blocs: [
        {
          kind: "image",
          image: {
            svg: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 2"><rect width="10" height="2" fill="#0b4f6c"/></svg>',
            titre: "Une barre",
            alternative: "Une barre bleue, sans chiffre.",
            note: "Note du dessin.",
          },
        },
        {
          kind: "signatures",
          signatures: [
            { organisme: "OPH d’essai", qualite: "Bailleur", mention: "Signé le 2 octobre 2018" },
            { organisme: "EPCI d’essai", qualite: "Président", mention: null },
            { organisme: "État", qualite: "Préfet", mention: null },
          ],
        },
      ],
    },
  ],
  date: "2018-10-01T00:00:00.000Z",
};

describe("a document of any subject", () => {
  it("is a tagged PDF with its drawing's alternative, the same bytes for the same date", async () => {
    const pdf = await renderDocumentPdf(DOCUMENT);
    expect(Buffer.from(pdf).toString("latin1")).toMatch(/pdfuaid:part/);
    expect(Buffer.compare(pdf, await renderDocumentPdf(DOCUMENT))).toBe(0);
    // No other test would fail if the alternative were lost: without one, PDF/UA-1 refuses the image.
    const [section] = DOCUMENT.sections;
    const [image] = section?.blocs ?? [];
    if (image?.kind !== "image") throw new Error("The first block is the image");
    const other = { ...image, image: { ...image.image, alternative: "Autre alternative." } };
    const changed = await renderDocumentPdf({ ...DOCUMENT, sections: [{ titre: "Dessin", blocs: [other] }] });
    expect(Buffer.compare(pdf, changed)).not.toBe(0);
  });

  it("prints who signs, and leaves the place of those who have not", async ({ skip }) => {
    const text = textOfPdf(await renderDocumentPdf(DOCUMENT), "layout");
    if (text === null) return skip("pdftotext is not installed");
    for (const words of [
      "Une barre",
      "Note du dessin.",
      "OPH d’essai",
      "Signé le 2 octobre 2018",
      "EPCI d’essai",
      "version 2, signée",
    ]) {
      expect(text).toContain(words);
    }
  });

  it("is a Word file, where a drawing is its words", async () => {
    const xml =
      unzip(await renderDocumentDocx(DOCUMENT))
        .get("word/document.xml")
        ?.toString("utf8") ?? "";
    for (const words of [
      "Une barre bleue, sans chiffre.",
      "Note du dessin.",
      "OPH d’essai",
      "Signé le 2 octobre 2018",
    ]) {
      expect(xml).toContain(words);
    }
    // Three signatures, two per row: the last cell is empty.
    expect(xml.match(/<w:tc>/g)).toHaveLength(4);
  });

  it("leaves out of Word the legend of the bars, which it has not, alone or before another note", async () => {
    const tableau = (note: string) =>
      ({
        kind: "tableau",
        titre: "Essai",
        colonnes: [{ titre: "Un", droite: false, part: 1 }],
        lignes: [[{ kind: "texte", texte: "valeur" }]],
        total: null,
        note,
      }) as const;
    const blocs = [tableau("Barre pleine : taux certain."), tableau("Barre pleine : taux certain. Autre note.")];
    const xml = unzip(await renderDocumentDocx({ ...DOCUMENT, sections: [{ titre: "Tables", blocs }] })).get(
      "word/document.xml",
    );
    expect(xml?.toString("utf8")).not.toContain("Barre pleine");
    expect(xml?.toString("utf8")).toContain("Autre note.");
  });
});

describe("renderClasseur", () => {
  it("keeps numbers as numbers, the unknown as an empty cell and a formula as text", async () => {
    const bytes = await renderClasseur("Essai", [
      [
        "Un",
        {
          colonnes: [...textes(["Nom", 10]), ...nombres("Compte")],
          lignes: [
            ["=1+1", 3],
            ["b", null],
          ],
        },
      ],
    ]);
    const book = read(bytes, { type: "array" });
    expect(book.SheetNames).toEqual(["Un"]);
    const sheet = book.Sheets.Un;
    expect(sheet?.A2).toMatchObject({ t: "s", v: "=1+1" });
    expect(utils.sheet_to_json(sheet ?? {})).toEqual([{ Nom: "=1+1", Compte: 3 }, { Nom: "b" }]);
  });

  it("is the same file whatever its thread has written before", () => {
    const texteSeul: Feuille = { colonnes: textes(["Nom", 10]), lignes: [["a"]] };
    const tous: Feuille["colonnes"] = FORMATS.map((format) => ({ titre: format, format }));
    const stylesOf = (bytes: Uint8Array) => unzip(Buffer.from(bytes)).get("xl/styles.xml")?.toString();
    const before = stylesOf(printClasseur("Essai", [["Un", texteSeul]]));
    printClasseur("Essai", [["Tous", { colonnes: tous, lignes: [FORMATS.map(() => 0.5)] }]]);
    expect(before).toBeDefined();
    expect(stylesOf(printClasseur("Essai", [["Un", texteSeul]]))).toBe(before);
  });
});
