import { expect, test } from "vitest";
import { findEffetMinimal, isEffetNotable } from "./effet-minimal.ts";

const EFFET = findEffetMinimal("2018-10-05").valeur;

test.each([
  ["none of 112 against 0.5 %: half a household", 0, 112, 0.005, false],
  ["five points and three households", 9, 60, 0.1, true],
  ["a hair under five points", 899, 6000, 0.1, false],
  ["five points, and two households and a half", 5, 50, 0.05, false],
  ["the same under", 3, 60, 0.1, true],
  ["far above, of few", 8, 11, 0.3, true],
  ["far above, of too few households", 3, 11, 0.1, false],
])("%s", (_, part, total, reference, notable) => {
  expect(isEffetNotable({ part, total }, reference, EFFET)).toBe(notable);
});

test("what it is, and that it is ours", () => {
  expect(findEffetMinimal("2015-01-01")).toMatchObject({ valeur: { ecart: 0.05, nombre: 3 }, confiance: "B" });
});
