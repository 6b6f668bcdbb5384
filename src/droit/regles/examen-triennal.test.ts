import { describe, expect, it } from "vitest";
import { echeanceExamen, type FaitsOccupation, lireSituations, situationsAt } from "./examen-triennal.ts";

const JOUR = "2026-06-01";
const RIEN: FaitsOccupation = {
  personnes: null,
  typologie: null,
  surface: null,
  plafond: "inconnu",
  logementAdapte: "inconnu",
  depart: "inconnu",
  besoin: "inconnu",
};
const ORDINAIRE: FaitsOccupation = {
  personnes: 3,
  typologie: "T3",
  surface: 64,
  plafond: "sous",
  logementAdapte: "non",
  depart: "non",
  besoin: "non",
};

describe("situations of the examination (CCH, art. L. 442-5-2)", () => {
  it("finds none in an ordinary household, and leaves nothing open", () => {
    expect(lireSituations(ORDINAIRE, JOUR)).toEqual({ relevees: [], indecidables: [] });
  });

  it("says of what nobody knows neither yes nor no", () => {
    const { relevees, indecidables } = lireSituations(RIEN, JOUR);
    expect(relevees).toEqual([]);
    expect(indecidables).toEqual(situationsAt(JOUR).map(({ code }) => code));
  });

  it.each([
    // R. 822-25: 16 m² for two, 9 m² more for each other person: 25 m² for three.
    ["one m² too few for three", { surface: 24 }, ["sur-occupation"]],
    ["just enough for three", { surface: 25 }, []],
    // L. 621-2: more rooms than the persons plus one.
    ["four rooms for two", { personnes: 2, typologie: "T4" }, ["sous-occupation"]],
    ["four rooms for three", { typologie: "T4" }, []],
    ["above the ceiling", { plafond: "au-dessus" }, ["plafond"]],
    ["adapted, and left by whom it was for", { logementAdapte: "oui", depart: "oui" }, ["depart-handicap"]],
    ["left, and not adapted", { depart: "oui" }, []],
    ["to be adapted", { besoin: "oui" }, ["adaptation"]],
    [
      "several at once, in the order of the text",
      { surface: 20, besoin: "oui", plafond: "au-dessus" },
      ["sur-occupation", "adaptation", "plafond"],
    ],
  ] as const)("%s", (_, change, attendu) => {
    expect(lireSituations({ ...ORDINAIRE, ...change }, JOUR)).toEqual({ relevees: attendu, indecidables: [] });
  });

  it("of six rooms or more, knows only that six are too many", () => {
    expect(lireSituations({ ...ORDINAIRE, typologie: "T6+", personnes: 4 }, JOUR).relevees).toEqual([
      "sous-occupation",
    ]);
    expect(lireSituations({ ...ORDINAIRE, typologie: "T6+", personnes: 5, surface: 90 }, JOUR).indecidables).toEqual([
      "sous-occupation",
    ]);
  });

  it("had no text before the law of 2017", () => {
    expect(lireSituations({ ...ORDINAIRE, plafond: "au-dessus" }, "2016-12-31")).toEqual({
      relevees: [],
      indecidables: [],
    });
    expect(echeanceExamen("2015-01-01", "2016-12-31")).toBeNull();
  });

  it("is due three years after the signature, the last day of February included", () => {
    expect(echeanceExamen("2023-06-15", JOUR)).toBe("2026-06-15");
    expect(echeanceExamen("2024-02-29", JOUR)).toBe("2027-02-28");
  });
});
