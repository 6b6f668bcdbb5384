import { describe, expect, it, test } from "vitest";
import type { EtapeOperation } from "#donnees/regles/programme/operation.ts";
import { operationOf } from "../../../test/fixtures/operation.ts";
import { checkFiche, checkReels, type FicheOperation } from "./check-operation.ts";

const codes = (change: Partial<FicheOperation>) =>
  checkFiche(operationOf(change)).map(({ champ, code }) => `${champ} ${code}`);
const MIX = { plai: 6, plus: 4, pls: 0, autre: 0 };
const etape = (change: Partial<EtapeOperation>): EtapeOperation => ({
  phase: "chantier",
  debutPrevu: null,
  finPrevue: null,
  debutReel: null,
  finReelle: null,
  ...change,
});

describe("what contradicts itself is said at its field", () => {
  test.each<[string, Partial<FicheOperation>, readonly string[]]>([
    ["nothing known", {}, []],
    ["a mix that fills the operation", { logements: 10, financements: MIX }, []],
    ["one dwelling too many", { logements: 9, financements: MIX }, ["plai operation-financements"]],
    ["a mix of an unknown number", { logements: null, financements: MIX }, []],
    ["collective and individual", { logements: 10, collectifs: 6, individuels: 5 }, ["collectifs operation-formes"]],
    ["one side known", { logements: 10, collectifs: null, individuels: 10 }, []],
    ["types", { logements: 3, typologies: { T2: 2, T4: 2 } }, ["typologies operation-typologies"]],
    ["no name", { nom: "  " }, ["nom operation-nom"]],
    [
      "more occupied than there is",
      { genre: "demolition", logements: 40, aReloger: { occupes: 41, occupesAu: "2018-03-01", depuis: 2023 } },
      ["occupes operation-occupes"],
    ],
    [
      "all occupied, on no day",
      { genre: "demolition", logements: 40, aReloger: { occupes: 40, occupesAu: null, depuis: null } },
      ["occupesAu operation-occupes-date"],
    ],
    [
      "more first quartile than leases",
      { premiersBaux: { connus: 3, q1OuReloges: 4 } },
      ["q1OuReloges operation-baux"],
    ],
    [
      "more leases than dwellings",
      { logements: 2, premiersBaux: { connus: 3, q1OuReloges: 1 } },
      ["connus operation-baux"],
    ],
    [
      "a phase that ends before it starts",
      { etapes: [etape({ debutPrevu: "2021-03-01", finPrevue: "2021-02-28" })] },
      ["chantier-finPrevue operation-dates"],
    ],
    ["a phase of one day", { etapes: [etape({ debutReel: "2021-03-01", finReelle: "2021-03-01" })] }, []],
    [
      "an end without a start",
      { etapes: [etape({ finReelle: "2021-03-01" })] },
      ["chantier-debutReel operation-dates"],
    ],
  ])("%s", (_, change, expected) => {
    expect(codes(change)).toEqual(expected);
  });

  it("says them all at once", () => {
    const tout = { nom: "", logements: 1, financements: MIX, collectifs: 2, typologies: { T1: 2 } } as const;
    expect(codes(tout)).toHaveLength(4);
  });
});

test("a real day is not to come; a planned one may be", () => {
  const etapes = [etape({ debutPrevu: "2030-01-01", debutReel: "2026-07-01", finReelle: "2026-07-02" })];
  expect(checkReels(etapes, "2026-07-01").map(({ champ }) => champ)).toEqual(["chantier-finReelle"]);
  expect(checkReels(etapes, "2026-07-02")).toEqual([]);
});
