import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { Cherchable, GenreCherche } from "./genre.ts";
import { indexMots } from "./index-mots.ts";
import { countFautes, motsCherches, plier, serrer } from "./mots.ts";
import { ranger, trouver } from "./ranger.ts";
import { debutsDemande, isNumeroUnique, referenceCherchee } from "./reference.ts";

function lieu(titre: string, contexte = "", genre: GenreCherche = "lieu"): Cherchable {
  return { genre, titre, contexte, chemin: titre };
}

const INDEX = indexMots([
  lieu("Éclaron-Braucourt-Sainte-Livière", "Commune"),
  lieu("Saint-Dizier", "Commune"),
  lieu("Résidence Comores", "Saint-Dizier, 80 logements"),
  lieu("Résidence des Œillets", "Wassy, 12 logements"),
  lieu("12 rue de l’Église", "Wassy"),
  lieu("Commission de coordination", "10 octobre 2018", "reunion"),
  lieu("Déposer un fichier", "Acte", "acte"),
]);

const titres = (texte: string) => trouver([INDEX], texte).map(({ cherchable }) => cherchable.titre);

describe("what is found", () => {
  test.each<[texte: string, trouves: readonly string[]]>([
    ["ecl", ["Éclaron-Braucourt-Sainte-Livière"]],
    ["ÉCLARON", ["Éclaron-Braucourt-Sainte-Livière"]],
    ["eclaorn", ["Éclaron-Braucourt-Sainte-Livière"]],
    ["sant dizier", ["Saint-Dizier", "Résidence Comores"]],
    ["comors", ["Résidence Comores"]],
    ["oeillets", ["Résidence des Œillets"]],
    ["œillet", ["Résidence des Œillets"]],
    ["l'eglise", ["12 rue de l’Église"]],
    ["12 rue", ["12 rue de l’Église"]],
    ["comores dizier", ["Résidence Comores"]],
    ["comores wassy", []],
    ["deposer un fichier", ["Déposer un fichier"]],
    ["xyzxyz", []],
    ["", []],
    ["'\"%_\\<script>", []],
  ])("« %s »", (texte, trouves) => {
    expect(titres(texte).toSorted()).toEqual([...trouves].toSorted());
  });

  it("a mistake is forgiven only when nothing is written so", () => {
    expect(titres("comm").toSorted()).toEqual([
      "Commission de coordination",
      "Saint-Dizier",
      "Éclaron-Braucourt-Sainte-Livière",
    ]);
    expect(titres("commision")).toEqual(["Commission de coordination"]);
  });

  it("whatever is typed, nothing breaks and it stays short", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 80 }), (texte) => {
        expect(trouver([INDEX], texte).length).toBeLessThanOrEqual(7);
        expect(motsCherches(texte).length).toBeLessThanOrEqual(8);
      }),
    );
    expect(titres("xy ".repeat(5_000))).toEqual([]);
  });
});

describe("the order", () => {
  it("by kind, that of the nearest first; in each the nearest, then by name", () => {
    const groupes = ranger(trouver([INDEX], "com"), 8);
    expect(groupes.map(({ genre, nombre }) => [genre, nombre])).toEqual([
      ["lieu", 3],
      ["reunion", 1],
    ]);
    expect(groupes[0]?.premiers.map(({ titre }) => titre)).toEqual([
      "Résidence Comores",
      "Éclaron-Braucourt-Sainte-Livière",
      "Saint-Dizier",
    ]);
    expect(ranger(trouver([INDEX], "commission"), 8)[0]?.genre).toBe("reunion");
  });

  it("no more than is asked for, all counted", () => {
    const [groupe] = ranger(trouver([INDEX], "com"), 1);
    expect([groupe?.nombre, groupe?.premiers.length]).toEqual([3, 1]);
  });
});

test.each([
  ["sant", "saint", 1, 1],
  ["dizeir", "dizier", 1, 1],
  ["dizi", "dizier", 1, 0],
  ["abcdefgh", "zzzzzzzz", 2, 3],
  ["", "mot", 1, 0],
  ["mot", "", 1, 2],
])("« %s » against « %s »: mistakes", (saisi, mot, max, fautes) => {
  expect(countFautes(saisi, mot, max)).toBe(fautes);
});

describe("references", () => {
  test.each<[string, readonly string[]]>([
    ["D-7KQ4-XM2R", ["D-7KQ4-XM2R"]],
    ["d7kq4xm2r", ["D-7KQ4-XM2R"]],
    ["7kq4 xm", ["D-7KQ4-XM"]],
    ["D-ABCD", ["D-ABCD"]],
    ["d 7kq", []],
    ["parc", []],
    ["D7KQ", ["D-D7KQ"]],
    ["D7KQ4", ["D-D7KQ-4", "D-7KQ4"]],
    ["D-7KQ4-XM2R-99", []],
  ])("« %s » of a demande", (texte, debuts) => {
    expect(debutsDemande(texte).map(({ du }) => du)).toEqual(debuts);
  });

  test.each([
    ["CB-2018-007", "CB2018007"],
    ["l 12", "L12"],
    ["commission", null],
    ["%_'; drop", null],
  ])("« %s » of another file", (texte, reference) => {
    expect(referenceCherchee(texte)).toBe(reference);
  });

  test.each([
    ["052 0118 1234 56789", true],
    ["2A-0118-123456789-12", true],
    ["200068666", false],
    ["D-7KQ4-XM2R", false],
    ["Résidence 12", false],
  ])("« %s » is a number unique: %s", (texte, oui) => {
    expect(isNumeroUnique(texte)).toBe(oui);
  });
});

test("letters alone are compared", () => {
  expect([plier("Œuvre d’ÉTÉ"), serrer("cb 2018-007 é")]).toEqual(["oeuvre d’ete", "CB2018007E"]);
});
