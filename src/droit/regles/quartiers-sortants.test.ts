import { expect, test } from "vitest";
import { isAncienneListeAssimilee, isAssimile } from "./quartiers-sortants.ts";

const [METROPOLE, OUTRE_MER] = ["52448", "97411"];

test.each<[string, string, string, boolean]>([
  ["the list of 2015 is in force: nothing has left it", METROPOLE, "2023-12-31", false],
  ["from the day on which it left", METROPOLE, "2024-01-01", true],
  ["to the last day of six years", METROPOLE, "2029-12-31", true],
  ["and not a day more", METROPOLE, "2030-01-01", false],
  ["overseas the list changed a year later", OUTRE_MER, "2024-12-31", false],
  ["overseas, from 2025", OUTRE_MER, "2025-01-01", true],
  ["overseas, to the end of 2030", OUTRE_MER, "2030-12-31", true],
  ["overseas, and not a day more", OUTRE_MER, "2031-01-01", false],
])("%s", (_, commune, jour, assimilee) => {
  expect(isAncienneListeAssimilee(commune, jour)).toBe(assimilee);
  expect(isAssimile("sorti", commune, jour)).toBe(assimilee);
  // The plot that a redrawn QPV lost is simply outside.
  expect(isAssimile("redessine", commune, jour)).toBe(false);
});
