import { describe, expect, it, test } from "vitest";
import { BILAN_2017 } from "../../../test/fixtures/bilan-2017.ts";
import { phraseParc } from "./phrases.ts";

const PARC = {
  millesime: "2017",
  logements: 6261,
  qpv: 3648,
  horsQpv: 2600,
  inconnue: 13,
  vacantsQpv: 400,
  vacantsHorsQpv: 241,
  bailleurs: [],
};
const say = (given: Partial<typeof PARC> | Readonly<Record<"vacantsQpv" | "vacantsHorsQpv", number | null>>) =>
  (phraseParc({ ...BILAN_2017, parc: { ...PARC, ...given } }) ?? "").replaceAll(/[\u00a0\u202f]/g, " ");

test.each([
  ["both sides", 400, 241, "vacants : 400 en quartier prioritaire, 241 hors quartier prioritaire."],
  ["nothing of the QPV", null, 241, "vacants : un nombre inconnu en quartier prioritaire, 241 hors"],
  ["nothing outside", 400, null, "vacants : 400 en quartier prioritaire, un nombre inconnu hors"],
  ["neither", null, null, "Le fichier ne dit pas quels logements sont vacants."],
])("vacant dwellings, when the file tells %s", (_, vacantsQpv, vacantsHorsQpv, attendu) => {
  expect(say({ vacantsQpv, vacantsHorsQpv })).toContain(attendu);
});

describe("the stock in a sentence", () => {
  it("says what is of neither side, and nothing of it when all is", () => {
    expect(say({})).toContain(", 13 de situation inconnue.");
    expect(say({ inconnue: 0 })).not.toContain("inconnue");
  });

  it.each([
    ["2017", "1er janvier 2017"],
    ["2017-06-30", "30 juin 2017"],
  ])("vintage %s: at the %s", (millesime, dit) => {
    expect(say({ millesime })).toContain(`logements sociaux au ${dit} :`);
  });

  it("is nothing when no stock is published", () => {
    expect(phraseParc({ ...BILAN_2017, parc: null })).toBeNull();
  });
});
