import { expect, test } from "vitest";
import { GENERATION_QPV } from "./generation-qpv.ts";
import { TAUX_MINIMAL_HORS_QPV } from "./hors-qpv.ts";
import { findValeur } from "./parametre.ts";

test.each([
  ["2017-01-29", "S"],
  ["2018-11-24", "S"],
  ["2018-11-25", "R"],
  ["2030-01-01", "R"],
])("the minimal rate on %s comes from the text then in force", (date, confiance) => {
  expect(findValeur(TAUX_MINIMAL_HORS_QPV, date)).toMatchObject({ valeur: 0.25, confiance });
});

test("a date without a value is refused, never filled with a neighbour", () => {
  expect(() => findValeur(TAUX_MINIMAL_HORS_QPV, "2017-01-28")).toThrow(
    expect.objectContaining({ code: "parametre-absent" }),
  );
});

test.each([
  ["2023-12-31", 2015],
  ["2024-01-01", 2024],
])("perimeters of the day: %s → %i", (date, generation) => {
  expect(findValeur(GENERATION_QPV, date).valeur).toBe(generation);
});
