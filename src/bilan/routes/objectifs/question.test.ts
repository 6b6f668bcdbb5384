import { describe, expect, it } from "vitest";
import { baseOf } from "../../../../test/fixtures/base.ts";
import { OFFICIER } from "../../../../test/fixtures/http.ts";
import { EPCI } from "../../../../test/fixtures/pages.ts";
import { readEffortQuestion, withoutEstimates } from "./question.ts";

const base = { ...baseOf({}), cubes: baseOf({ cubes: { annees: async () => [2017, 2018] } }).cubes, acteur: OFFICIER };

function read(parametres: Readonly<Record<string, string>>) {
  return readEffortQuestion(base, EPCI, parametres);
}

describe("readEffortQuestion", () => {
  it("reads the whole question, what was typed included", async () => {
    const asked = { annee: "2017", mois: "9", prior: "annee-precedente", "m.bailleur:999000011": "40", "m.epci": " " };
    expect(await read(asked)).toEqual({
      epci: EPCI,
      annee: 2017,
      dernierMois: 9,
      bailleur: null,
      prior: "annee-precedente",
      vue: "alors",
      attentes: new Map([["bailleur:999000011", 40]]),
    });
  });

  it("takes the last published year, and no idea beforehand", async () => {
    expect(await read({ annee: "", mois: "" })).toMatchObject({ annee: 2018, dernierMois: null, prior: "jeffreys" });
  });

  it.each([
    { mois: "13" },
    { annee: "deux mille" },
    { prior: "devinette" },
    { bailleur: "12" },
    { "m.bailleur:12": "3" },
    { "m.bailleur:999000011": "-1" },
    { "m.bailleur:999000011": "2,5" },
    { "m.__proto__": "3" },
    { "m.reservataire:PERSONNE": "3" },
  ])("refuses %j", async (parametres) => {
    await expect(read(parametres as Record<string, string>)).rejects.toMatchObject({ code: "saisie-invalide" });
  });
});

describe("withoutEstimates", () => {
  const of = (query: string) => withoutEstimates(new URL(`http://localhost/t/1/objectifs${query}`));

  it("keeps only what a person changed", () => {
    expect(
      of("?annee=2018&prior=jeffreys&m.epci=90&e.epci=90&m.bailleur%3A999000011=40&e.bailleur%3A999000011=30"),
    ).toBe("/t/1/objectifs?annee=2018&prior=jeffreys&m.bailleur%3A999000011=40");
  });

  it("takes an emptied field as the estimate again", () => {
    expect(of("?annee=2018&m.epci=&e.epci=90")).toBe("/t/1/objectifs?annee=2018");
  });

  it("leaves alone an address that no form made", () => {
    expect(of("?annee=2018&m.epci=90")).toBeNull();
  });
});
