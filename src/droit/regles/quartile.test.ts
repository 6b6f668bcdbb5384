import { expect, test } from "vitest";
import { computeQuartile, readRessources } from "./quartile.ts";

test.each([
  // revenu mensuel, UC, seuil, strict, large
  [602.33, 1, 7228, "q1", "q1"], // 7 227.96 € a year
  [602.34, 1, 7228, "q2-4", "q2-4"], // 7 228.08 €
  [600, 1, 7200, "q2-4", "q1"], // exactly at the threshold
  [1084.2, 1.8, 7228, "q2-4", "q1"], // 13 010.40 = 7 228 × 1.8, exact in cents
  [0, 1, 7228, "q1", "q1"],
  [null, 1, 7228, "inconnu", "inconnu"],
  [900, null, 7228, "inconnu", "inconnu"],
  [900, 0, 7228, "inconnu", "inconnu"],
  [900, 1, null, "inconnu", "inconnu"],
] as const)("%s € a month for %s consumption units against %s: %s", (revenu, uc, seuil, strict, large) => {
  expect(computeQuartile(revenu, uc, seuil, "strict")).toBe(strict);
  expect(computeQuartile(revenu, uc, seuil, "large")).toBe(large);
});

test("0 € and no amount are two things", () => {
  expect([0, null, 12].map(readRessources)).toEqual(["nulles", "absentes", "positives"]);
});
