import { describe, expect, test } from "vitest";
import { judgeShare, PART_VIDE } from "#droit/regles/part.ts";
import type { LogementLot, MenageLot } from "./lot.ts";
import { addEffet, avanceOf, coefficientOf, manqueOf, type ObjectifPlan, readEffet } from "./objectif-plan.ts";

const AVANT = PART_VIDE;
const LOGEMENT: LogementLot = { id: "L", bailleur: "A", zone: "hors-qpv", contingent: "COLTER" };
const MENAGE: MenageLot = {
  reference: "M",
  quartile: "q2-4",
  reloge: "non",
  prioritaire: "non",
  attenteMois: 12,
  points: 10,
};
const cote = (nature: "hors-qpv" | "qpv"): ObjectifPlan => ({
  cle: nature,
  libelle: nature,
  nature,
  bailleur: "A",
  avant: AVANT,
  taux: nature === "qpv" ? 0.5 : 0.25,
});
const quart: ObjectifPlan = {
  cle: "p",
  libelle: "p",
  nature: "publics-prioritaires",
  contingent: "COLTER",
  bailleur: null,
  taux: 0.25,
  avant: AVANT,
};

describe("what an attribution does to an objective", () => {
  test.each<[string, ObjectifPlan, Partial<LogementLot>, Partial<MenageLot>, string, string]>([
    ["first quartile outside", cote("hors-qpv"), {}, { quartile: "q1" }, "oui", "oui"],
    ["others outside", cote("hors-qpv"), {}, {}, "oui", "non"],
    [
      "rehoused outside, whatever its quartile",
      cote("hors-qpv"),
      {},
      { reloge: "oui", quartile: "inconnu" },
      "oui",
      "oui",
    ],
    ["unknown quartile outside", cote("hors-qpv"), {}, { quartile: "inconnu" }, "oui", "inconnu"],
    ["perhaps rehoused outside", cote("hors-qpv"), {}, { reloge: "inconnu" }, "oui", "inconnu"],
    [
      "a dwelling in QPV for the objective outside",
      cote("hors-qpv"),
      { zone: "qpv" },
      { quartile: "q1" },
      "non",
      "non",
    ],
    ["a dwelling that nobody located", cote("hors-qpv"), { zone: "inconnue" }, { quartile: "q1" }, "inconnu", "oui"],
    ["another bailleur", cote("hors-qpv"), { bailleur: "B" }, { quartile: "q1" }, "non", "non"],
    ["others in QPV", cote("qpv"), { zone: "qpv" }, {}, "oui", "oui"],
    [
      "first quartile in QPV, rehoused or not",
      cote("qpv"),
      { zone: "qpv" },
      { quartile: "q1", reloge: "oui" },
      "oui",
      "non",
    ],
    ["unknown quartile in QPV", cote("qpv"), { zone: "qpv" }, { quartile: "inconnu" }, "oui", "inconnu"],
    [
      "a priority household on the contingent, any bailleur",
      quart,
      { bailleur: "B" },
      { prioritaire: "oui" },
      "oui",
      "oui",
    ],
    ["nobody wrote whether it is", quart, {}, { prioritaire: "inconnu" }, "oui", "inconnu"],
    ["another contingent", quart, { contingent: "COLACT" }, { prioritaire: "oui" }, "non", "non"],
    ["a contingent that nobody wrote", quart, { contingent: "inconnu" }, { prioritaire: "non" }, "inconnu", "non"],
  ])("%s", (_name, objectif, logement, menage, assiette, compte) => {
    expect(readEffet(objectif, { ...LOGEMENT, ...logement }, { ...MENAGE, ...menage })).toEqual({ assiette, compte });
  });
});

test.each([
  ["oui", "oui", 750_000],
  ["oui", "non", -250_000],
  ["oui", "inconnu", -250_000],
  ["inconnu", "oui", 0],
  ["inconnu", "non", -250_000],
  ["inconnu", "inconnu", -250_000],
  ["non", "non", 0],
] as const)(
  "base %s, counts %s: %i millionths at a quarter, and the published verdict says the same",
  (assiette, compte, expected) => {
    const effet = { assiette, compte };
    expect(coefficientOf(effet, 0.25)).toBe(expected);
    // The sum and the share increase alike, with the least favourable unknown values.
    const before = { ...PART_VIDE, part: 2, total: 7, inconnusPart: 1, inconnusAutres: 1 };
    const after = addEffet(before, effet);
    const objectif = (avant: typeof before) => avanceOf({ ...quart, avant });
    expect(objectif(after) - objectif(before)).toBe(expected);
    expect(judgeShare(after, 0.25) === "atteint").toBe(objectif(after) >= 0);
    expect(manqueOf(after, 0.25) === 0).toBe(objectif(after) >= 0);
  },
);
