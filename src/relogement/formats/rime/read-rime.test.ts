import { utils, write } from "@e965/xlsx";
import { describe, expect, it, test } from "vitest";
import { fichierOf } from "#donnees/formats/fichier.ts";
import { readRime } from "./read-rime.ts";

const OPTIONS = { aujourdhui: "2026-11-30", colonnes: {} };
const ENTETE = ["Référence", "Opération", "Nom", "Prénom", "Adultes", "Enfants", "Loyer avant"];

const readTexte = (texte: string) => readRime([fichierOf("suivi.csv", Buffer.from(texte))], OPTIONS);

type Cellule = string | number | { readonly t: "e"; readonly v: number };

function readClasseur(...feuilles: readonly (readonly [nom: string, lignes: readonly (readonly Cellule[])[]])[]) {
  const classeur = utils.book_new();
  for (const [nom, lignes] of feuilles) {
    const feuille = utils.aoa_to_sheet(
      lignes.map((cells) => cells.map((cell) => (typeof cell === "object" ? null : cell))),
    );
    lignes.forEach((cells, r) => {
      cells.forEach((cell, c) => {
        if (typeof cell === "object") feuille[utils.encode_cell({ r, c })] = cell;
      });
    });
    utils.book_append_sheet(classeur, feuille, nom);
  }
  return readRime([fichierOf("suivi.xlsx", write(classeur, { type: "buffer", bookType: "xlsx" }))], OPTIONS);
}

test.each([
  [";", ";"],
  [",", ","],
  ["a tabulation", "\t"],
  ["|", "|"],
])("the separator is the one that finds our columns: %s", async (_, separateur) => {
  const lu = await readTexte(
    [ENTETE, ["ORC-1", "Orcades", "Essai", "Ana", "1", "2", "300"]].map((cells) => cells.join(separateur)).join("\n"),
  );
  expect(lu.menages.map(({ lue, cells }) => [lue, cells.length])).toEqual([[true, 7]]);
});

describe("several sheets", () => {
  const RESUME = [
    "Résumé",
    [
      ["Nom", "Prénom"],
      ["Essai", "Ana"],
    ],
  ] as const;
  const MENAGES = ["Suivi", [ENTETE, ["ORC-1", "Orcades", "Essai", "Ana", 1, 2, 300]]] as const;

  it.each([
    ["first", [MENAGES, RESUME]],
    ["last", [RESUME, MENAGES]],
  ])("the one that has most of our columns is read, be it the %s", async (_, feuilles) => {
    const lu = await readClasseur(...feuilles);
    expect(lu.menages.map(({ cells }) => cells[0])).toEqual(["ORC-1"]);
  });

  it("two that have as many are a question", async () => {
    await expect(readClasseur(MENAGES, ["Copie", MENAGES[1]])).rejects.toMatchObject({
      code: "rime-feuille-en-double",
    });
  });
});

it("an error of a formula is said of its own line", async () => {
  const ligne = (reference: string, loyer: Cellule) => [reference, "Orcades", "Essai", "Ana", 1, 2, loyer];
  const lu = await readClasseur([
    "Suivi",
    [ENTETE, ligne("ORC-1", 300), ligne("ORC-2", { t: "e", v: 0x2a }), ligne("ORC-3", 310)],
  ]);
  const codes = lu.menages.map(({ cells, anomalies }) => [cells[0], anomalies.map(({ code }) => code)]);
  expect(codes).toEqual([
    ["ORC-1", []],
    ["ORC-2", ["erreur-formule"]],
    ["ORC-3", []],
  ]);
});

test.each([
  [
    "a summary with none of our columns is asked about by its first line of several cells",
    "Titre\n\nA;B\nx;y\n",
    "rime-colonne-absente",
  ],
  ["a file of one word a line has no line", "Titre\nsuite\n", "aucune-ligne"],
])("%s", async (_, texte, code) => {
  await expect(readTexte(texte)).rejects.toMatchObject({ code });
});
