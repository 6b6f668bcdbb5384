import { read, utils } from "@e965/xlsx";
import { describe, expect, it } from "vitest";
import { textOfPdf } from "../../../test/fixtures/pdf.ts";
import { unzip } from "../../../test/fixtures/unzip.ts";
import type { APropos } from "./a-propos.ts";
import type { DocumentMisEnPage } from "./document.ts";
import { type Feuille, textes } from "./feuille.ts";
import { printFeuillesNues } from "./feuille-nue.ts";
import { renderClasseur, renderDocumentDocx, renderDocumentPdf, renderFeuillesNues } from "./rendre.ts";

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

  it.for([0, 3, 9])(
    "never leaves fewer than three rows of a table alone on a page, below %d paragraphs",
    async (avant, { skip }) => {
      const tableaux = Array.from({ length: 14 }, (_, t) => ({
        kind: "tableau" as const,
        titre: `Tableau ${t}`,
        colonnes: [{ titre: "Commune", part: 1, droite: false }],
        lignes: Array.from({ length: 13 + t }, (_, l) => [{ kind: "texte" as const, texte: `rang ${t}-${l}` }]),
        total: t % 2 === 0 ? null : [{ kind: "texte" as const, texte: "ensemble" }],
        note: null,
      }));
      const paragraphes = Array.from({ length: avant }, () => ({ kind: "paragraphe" as const, texte: "Avant." }));
      const section = { titre: "Tableaux", blocs: [...paragraphes, ...tableaux] };
      const texte = textOfPdf(await renderDocumentPdf({ ...DOCUMENT, sections: [section] }));
      if (texte === null) return skip("pdftotext is not installed");
      const pages = texte.split("\f").map((page) => [...page.matchAll(/^rang (\d+)-\d+$/gm)].map(([, t]) => t));
      const parts = tableaux.flatMap((_, t) => {
        const compte = pages.map((page) => page.filter((one) => one === String(t)).length).filter((n) => n > 0);
        expect(compte.reduce((a, b) => a + b)).toBe(13 + t);
        return compte.length > 1 ? compte : [];
      });
      expect(parts.length).toBeGreaterThan(3);
      expect(Math.min(...parts)).toBeGreaterThanOrEqual(3);
    },
  );

  it("spares a last page that would hold a few lines", async ({ skip }) => {
    const pagesOf = async (nombre: number) => {
      const blocs = Array.from({ length: nombre }, (_, rang) => ({
        kind: "paragraphe" as const,
        texte: `rang ${rang}`,
      }));
      const texte = textOfPdf(await renderDocumentPdf({ ...DOCUMENT, sections: [{ titre: "Rangs", blocs }] }));
      return texte
        ?.split("\f")
        .map((page) => page.match(/^rang \d+$/gm)?.length ?? 0)
        .filter((lignes) => lignes > 0);
    };
    const dernieres = [];
    for (const nombre of [48, 52, 56]) dernieres.push((await pagesOf(nombre))?.slice(1));
    if (dernieres[0] === undefined) return skip("pdftotext is not installed");
    // 42 at its own size, 52 a little smaller.
    expect(dernieres).toEqual([[], [], [14]]);
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

const A_PROPOS: APropos = {
  titre: "Essai & « suite »",
  territoire: { nom: "Territoire d’essai", demonstration: true },
  jour: "2018-10-01",
  periode: "2018",
  pour: null,
  sources: ["Fichier 1."],
  methode: ["Somme."],
};

const FEUILLE: Feuille = {
  colonnes: [
    { titre: "Nom", format: "texte", largeur: 10 },
    { titre: "Compte", format: "nombre", unite: "baux", definition: "Baux signés." },
    { titre: "Le", format: "jour" },
  ],
  lignes: [
    ["=1+1", 3, "2018-10-01"],
    ["b", { valeur: null, format: "nombre", manque: "secret" }, "2018-10-01T08:00:00Z"],
  ],
  definie: true,
};

describe("renderClasseur", () => {
  it("keeps numbers as numbers, days as dates, a missing value as a marked empty cell, and a formula as text", async () => {
    const book = read(await renderClasseur(A_PROPOS, [["Un", FEUILLE]]), { cellStyles: true, sheetStubs: true });
    expect(book.SheetNames).toEqual(["À propos", "Un", "Définitions"]);
    const sheet = book.Sheets.Un;
    expect(sheet?.A2).toMatchObject({ t: "s", v: "=1+1" });
    expect(sheet?.A2?.f).toBeUndefined();
    expect(sheet?.B2).toMatchObject({ t: "n", v: 3 });
    expect(sheet?.B3).toMatchObject({ t: "z", s: { patternType: "gray125" } });
    expect(sheet?.C2).toMatchObject({ t: "n", v: 43374, w: "01/10/2018" });
    expect(sheet?.C3).toMatchObject({ t: "s", v: "2018-10-01T08:00:00Z" });
  });

  it("says on its first sheet what it is, and why cells are empty", async () => {
    const book = read(await renderClasseur(A_PROPOS, [["Un", FEUILLE]]));
    const said = JSON.stringify(utils.sheet_to_json(book.Sheets["À propos"] ?? {}, { header: 1 }));
    for (const words of [
      "Essai & « suite »",
      "démonstration",
      "1er octobre 2018",
      "Licence Ouverte",
      "Fichier 1.",
      "secret",
    ]) {
      expect(said).toContain(words);
    }
    expect(utils.sheet_to_json(book.Sheets.Définitions ?? {})).toContainEqual({
      Feuilles: "Un",
      Colonne: "Compte",
      Unité: "baux",
      Définition: "Baux signés.",
    });
  });

  it("gives the same bytes for the same content", async () => {
    const bytes = await renderClasseur(A_PROPOS, [["Un", FEUILLE]]);
    await renderClasseur({ ...A_PROPOS, titre: "Autre" }, [["Un", { ...FEUILLE, lignes: [] }]]);
    await new Promise((resolve) => setTimeout(resolve, 2100)); // a zip keeps times by two seconds
    expect(Buffer.compare(Buffer.from(await renderClasseur(A_PROPOS, [["Un", FEUILLE]])), Buffer.from(bytes))).toBe(0);
  });
});

describe("renderFeuillesNues", () => {
  it("has its header in the first row of its first sheet", async () => {
    const book = read(await renderFeuillesNues("Essai", [["Un", FEUILLE]]));
    expect(book.SheetNames).toEqual(["Un"]);
    expect(utils.sheet_to_json(book.Sheets.Un ?? {}, { header: 1 })[0]).toEqual(["Nom", "Compte", "Le"]);
  });

  it("is the same file whatever its thread has written before", () => {
    const texteSeul: Feuille = { colonnes: textes(["Nom", 10]), lignes: [["a"]] };
    const tous: Feuille["colonnes"] = FORMATS.map((format) => ({ titre: format, format }));
    const stylesOf = (bytes: Uint8Array) => unzip(Buffer.from(bytes)).get("xl/styles.xml")?.toString();
    const before = stylesOf(printFeuillesNues("Essai", [["Un", texteSeul]], "xlsx"));
    printFeuillesNues("Essai", [["Tous", { colonnes: tous, lignes: [FORMATS.map(() => 0.5)] }]], "xlsx");
    expect(before).toBeDefined();
    expect(stylesOf(printFeuillesNues("Essai", [["Un", texteSeul]], "xlsx"))).toBe(before);
  });
});
