import { describe, expect, it, test } from "vitest";
import { cellule, vueParc } from "../../../test/fixtures/parc.ts";
import {
  cleZone,
  compareZones,
  type Lieu,
  libelleGrandTerritoire,
  libelleZone,
  withDeclares,
  type Zones,
} from "./zones.ts";

const { zones } = vueParc([], {
  communes: new Map([
    ["52448", "Saint-Dizier"],
    ["52550", "Wassy"],
  ]),
  secteurs: new Map([
    ["52448", "Secteur 1"],
    ["52550", null],
  ]),
});
const LIEU: Lieu = { bailleur: "999000011", bailleurNom: "OPH", commune: "52448", situation: "qpv", qpv: "QP052001" };

describe("the row of a place", () => {
  test.each([
    ["epci", {}, "200068666", "Territoire"],
    ["commune", {}, "52448", "Saint-Dizier"],
    ["commune", { commune: "99999" }, "99999", "Commune 99999"],
    ["secteur", {}, "Secteur 1", "Secteur 1"],
    ["secteur", { commune: "52550" }, "inconnu", "Secteur non renseigné"],
    ["bailleur", { bailleur: null }, "inconnu", "Bailleur non renseigné"],
    ["bailleur", {}, "999000011", "OPH"],
    ["qpv", {}, "QP052001", "Vert-Bois"],
    ["qpv", { qpv: null }, "qpv-inconnu", "Quartier prioritaire non identifié"],
    ["qpv", { situation: "hors-qpv" }, "hors-qpv", "Hors quartier prioritaire"],
    ["qpv", { situation: "inconnue" }, "inconnu", "Situation inconnue"],
    ["grand-territoire", {}, "qpv", "Quartier prioritaire Vert-Bois"],
    ["grand-territoire", { situation: "hors-qpv" }, "communes-qpv-hors-qpv", "Saint-Dizier hors Vert-Bois"],
    ["grand-territoire", { situation: "inconnue" }, "inconnu", "Situation inconnue"],
    ["grand-territoire", { situation: "inconnue", commune: "52550" }, "autres-communes", "Autres communes"],
  ] as const)("by %s, %o: %s", (maille, changes, cle, libelle) => {
    expect(cleZone(zones, maille, { ...LIEU, ...changes })).toBe(cle);
    expect(libelleZone(zones, maille, cle, new Map([["999000011", "OPH"]]))).toBe(libelle);
  });

  it("is of a commune with a neighbourhood as soon as dwellings are said to be in one", () => {
    const without: Zones = { ...zones, quartiers: [], communesQpv: new Set() };
    const lieu = { ...LIEU, situation: "hors-qpv" as const };
    expect(cleZone(without, "grand-territoire", lieu)).toBe("autres-communes");
    const declared = withDeclares(without, [cellule(3, { situation: "qpv" })]);
    expect(cleZone(declared, "grand-territoire", lieu)).toBe("communes-qpv-hors-qpv");
    expect(libelleGrandTerritoire(declared, "qpv")).toBe("Quartiers prioritaires");
    expect(libelleGrandTerritoire(declared, "communes-qpv-hors-qpv")).toBe("Saint-Dizier hors quartier prioritaire");
  });
});

describe("the order of rows", () => {
  const sorted = (maille: Parameters<typeof compareZones>[0], rows: readonly string[]) =>
    rows
      .map((cle) => ({ cle, libelle: cle }))
      .sort((a, b) => compareZones(maille, a, b))
      .map(({ cle }) => cle);

  it("counts, folds accents, and ends with what is unknown", () => {
    expect(sorted("secteur", ["inconnu", "Secteur 10", "Écaron", "Secteur 2", "Fays"])).toEqual([
      "Écaron",
      "Fays",
      "Secteur 2",
      "Secteur 10",
      "inconnu",
    ]);
    expect(sorted("qpv", ["hors-qpv", "zone"])).toEqual(["zone", "hors-qpv"]);
  });

  it("is the signed diagnosis's for the broad zones", () => {
    expect(sorted("grand-territoire", ["inconnu", "autres-communes", "communes-qpv-hors-qpv", "qpv"])).toEqual([
      "qpv",
      "communes-qpv-hors-qpv",
      "autres-communes",
      "inconnu",
    ]);
  });
});
