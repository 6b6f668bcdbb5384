import { read, utils } from "@e965/xlsx";
import Papa from "papaparse";
import { describe, expect, it, test } from "vitest";
import { renderFigureGeojson } from "#socle/documents/figure-geojson.ts";
import { champsOf } from "#socle/documents/figure-table.ts";
import { communesFixture } from "../../../test/fixtures/communes.ts";
import { colonneFigure, figureFixture, ligneFigure } from "../../../test/fixtures/figures.ts";
import { renderFigureCsv, renderFigureXlsx } from "./figure.ts";

const FIGURE = figureFixture({
  maille: "commune",
  colonnes: [
    colonneFigure("logements", "nombre", "Logements"),
    colonneFigure("vacance", "taux", "Vacance"),
    colonneFigure("loyer", "euros-m2", "Loyer médian"),
  ],
  lignes: [
    ligneFigure(
      "52448",
      { logements: 6261, vacance: { valeur: 0.1234567, sur: 6000, bornes: [0.1, 0.15] }, loyer: 5.320000001 },
      { libelle: "Saint-Dizier" },
    ),
    ligneFigure(
      "52550",
      { logements: 0, vacance: { valeur: null, manque: "sans-objet" }, loyer: { valeur: null, manque: "secret" } },
      { libelle: "=Wassy" },
    ),
    ligneFigure("total", { logements: 6261 }, { libelle: "Territoire", total: true }),
  ],
  methode: {
    definition: ["Une définition."],
    source: "RPLS",
    reference: "Arrêté",
    confiance: "B",
    reserves: ["Une réserve."],
  },
});

describe("renderFigureCsv", () => {
  it("opens in a French spreadsheet, and as open data", () => {
    expect(renderFigureCsv(FIGURE, "tableur").split("\r\n").slice(0, 3)).toEqual([
      "\uFEFFcode;libelle;logements;vacance;vacance_min;vacance_max;vacance_sur;vacance_manque;loyer;loyer_manque",
      "52448;Saint-Dizier;6261;0,12346;0,1;0,15;6000;;5,32;",
      "52550;'=Wassy;0;;;;;sans objet;;secret",
    ]);
    const { data } = Papa.parse<Record<string, string>>(renderFigureCsv(FIGURE, "ouvert"), { header: true });
    expect(data[0]).toMatchObject({ vacance: "0.12346", vacance_max: "0.15" });
    expect(data[2]).toMatchObject({ code: "total", logements: "6261", vacance: "", vacance_manque: "inconnu" });
  });

  it("describes each of its fields", () => {
    const champs = champsOf(FIGURE);
    expect(champs.map(({ code }) => code)).toEqual(renderFigureCsv(FIGURE, "ouvert").split("\n")[0]?.split(","));
    expect(champs.every(({ definition }) => definition.length > 10)).toBe(true);
    expect(new Set(champs.map(({ titre }) => titre)).size).toBe(champs.length);
  });
});

describe("renderFigureXlsx", async () => {
  const book = read(
    await renderFigureXlsx(FIGURE, {
      territoire: { nom: "Essai", demonstration: true },
      jour: "2026-11-24",
      pour: null,
    }),
    { type: "array", cellNF: true },
  );

  it("keeps numbers as numbers, leaves the unknown empty, and says why beside", () => {
    const { Données: sheet } = book.Sheets;
    if (!sheet) throw new Error("no sheet");
    expect(sheet.C2).toMatchObject({ t: "n", v: 6261, z: "#,##0" });
    expect(sheet.D2).toMatchObject({ t: "n", v: 0.12346, z: "0.0%" });
    expect(sheet.I2).toMatchObject({ t: "n", v: 5.32, z: '#,##0.00 "€/m²"' });
    expect(sheet.D3).toBeUndefined();
    expect(sheet.H3).toMatchObject({ t: "s", v: "sans objet" });
    expect(sheet.B3).toMatchObject({ t: "s", v: "=Wassy" });
    expect(sheet.B3?.f).toBeUndefined();
  });

  it("carries its method", () => {
    const said = ["À propos", "Définitions"]
      .flatMap((nom) => utils.sheet_to_json<string[]>(book.Sheets[nom] ?? {}, { header: 1 }))
      .map((ligne) => ligne.join(" : "))
      .join("\n");
    for (const words of [
      "Méthode : Une définition.",
      "Source : RPLS",
      "Texte : Arrêté",
      "confirmer",
      "Une réserve.",
      "Logements : nombre : Définition de Logements.",
    ]) {
      expect(said).toContain(words);
    }
  });
});

describe("renderFigureGeojson", () => {
  const [commune] = communesFixture();
  if (!commune) throw new Error("a commune");
  const carte = { colonne: "vacance", genre: "aplats" as const, seuils: null };
  const readFeatures = (contour: (readonly (readonly [number, number])[])[]) => {
    const formes = [{ ...commune, code: "52448", contour: { ...commune.contour, coordinates: [contour] } }];
    return JSON.parse(renderFigureGeojson({ ...FIGURE, carte }, { communes: formes, qpv: [] })).features;
  };
  const AUTOUR = [
    [0, 0],
    [4, 0],
    [4, 4],
    [0, 4],
    [0, 0],
  ] as const;
  const TROU = [
    [1, 1],
    [1, 2],
    [2, 2],
    [2, 1],
    [1, 1],
  ] as const;

  it("gives each row its fields, and no place to one that has none", () => {
    const features = readFeatures([AUTOUR]);
    expect(features.map((feature: { id: string }) => feature.id)).toEqual(["52448", "52550", "total"]);
    expect(features[0].properties).toMatchObject({ libelle: "Saint-Dizier", vacance: 0.12346, vacance_manque: null });
    expect(features.slice(1).map(({ geometry }: { geometry: unknown }) => geometry)).toEqual([null, null]);
  });

  test.each([
    ["as they should", AUTOUR, TROU],
    ["the other way", AUTOUR.toReversed(), TROU.toReversed()],
    ["the same way", AUTOUR, TROU.toReversed()],
  ])("turns outer rings counterclockwise and holes clockwise (RFC 7946), whose rings turn %s", (_, autour, trou) => {
    expect(readFeatures([autour, trou])[0].geometry).toEqual({ type: "MultiPolygon", coordinates: [[AUTOUR, TROU]] });
  });

  it("places a résidence at its point", () => {
    const lignes = [ligneFigure("r1", { logements: 12 }, { point: [4.95, 48.64] })];
    const { features } = JSON.parse(renderFigureGeojson({ ...FIGURE, maille: "residence", lignes }, null));
    expect(features[0].geometry).toEqual({ type: "Point", coordinates: [4.95, 48.64] });
  });
});
