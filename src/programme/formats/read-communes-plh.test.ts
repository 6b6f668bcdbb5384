import { utils, write } from "@e965/xlsx";
import { describe, expect, it } from "vitest";
import { fichierOf } from "#donnees/formats/fichier.ts";
import { readCommunesPlh } from "./read-communes-plh.ts";

const HEADER = "commune;annee;population;residences_principales;logements_sociaux;construction_neuve;contrainte";
const csv = (...lines: readonly string[]) =>
  readCommunesPlh(fichierOf("plh.csv", new TextEncoder().encode([HEADER, ...lines].join("\r\n"))));

const LUE = {
  commune: "52448",
  annee: 2011,
  population: 25500,
  residencesPrincipales: 11500,
  logementsSociaux: 5118,
  constructionNeuve: null,
  contrainte: "non",
  ligne: 2,
};

describe("readCommunesPlh", () => {
  it("reads numbers as they are written in French, and an empty cell as unknown", async () => {
    expect(await csv("52448;2011;25 500;11 500;5118;;non")).toEqual({ lignes: [LUE], refus: [] });
    const { lignes } = await csv("52448;2011;;;0;;");
    expect(lignes[0]).toMatchObject({ population: null, logementsSociaux: 0, contrainte: "inconnu" });
  });

  it("gives every reason of a line that cannot be read, with its number, and reads the others", async () => {
    const { lignes, refus } = await csv("52448;2011;beaucoup;-4;5118;;peut-être", "52550;2011;3050;;;;", ";2011;;;;;");
    expect(lignes.map(({ commune, ligne }) => [commune, ligne])).toEqual([["52550", 3]]);
    expect(refus.map(({ ligne }) => ligne)).toEqual([2, 2, 2, 4]);
    expect(refus[0]?.message).toContain("population");
    expect(refus[2]?.message).toContain("contrainte");
    expect(refus[3]?.message).toContain("commune");
  });

  it("reads a workbook, its columns in any order", async () => {
    const sheet = utils.aoa_to_sheet([
      ["annee", "commune", "Résidences principales", "logements_sociaux", "population", "contrainte"],
      [2011, "52448", 11500, 5118, 25500, "non"],
    ]);
    const book = utils.book_new();
    utils.book_append_sheet(book, sheet, "PLH");
    const octets = new Uint8Array(write(book, { type: "array", bookType: "xlsx" }));
    expect(await readCommunesPlh(fichierOf("plh.xlsx", octets))).toEqual({ lignes: [LUE], refus: [] });
  });

  it.each([
    ["no commune", "annee;population\n2011;4", "colonne-absente"],
    ["no line", HEADER, "aucune-ligne"],
    ["a column twice", `${HEADER};commune\n52448;2011;;;;;;52448`, "colonne-en-double"],
    ["nothing", "", "fichier-vide"],
  ])("refuses a file with %s", async (_, texte, code) => {
    const fichier = fichierOf("plh.csv", new TextEncoder().encode(texte));
    await expect(readCommunesPlh(fichier)).rejects.toMatchObject({ code });
  });
});
