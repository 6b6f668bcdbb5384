import { expect, test } from "vitest";
import { etatHabilitation, expiresSoon, isJour, lastDay } from "./echeances.ts";

test.each([
  ["2026-03-10", "2027-03-10"],
  ["2028-02-29", "2029-02-28"],
  ["2027-02-28", "2028-02-28"],
])("a habilitation from %s lasts until %s at most", (debut, expected) => {
  expect(lastDay(debut)).toBe(expected);
});

test.each([
  ["2026-12-31", null, "a-venir", "2025-12-31"],
  ["2026-12-31", null, "en-vigueur", "2026-01-01"],
  ["2026-12-31", null, "en-vigueur", "2026-12-31"],
  ["2026-12-31", null, "expiree", "2027-01-01"],
  ["2026-12-31", "2026-02-01T08:00:00Z", "revoquee", "2026-12-31"],
  ["2026-12-31", "2026-02-01T08:00:00Z", "revoquee", "2027-12-31"],
])("until %s, revoked %s: %s on %s", (fin, revoqueeLe, expected, jour) => {
  expect(etatHabilitation({ debut: "2026-01-01", fin, revoqueeLe }, jour)).toBe(expected);
});

test.each([
  ["2026-05-09", true],
  ["2026-05-10", false],
  ["2026-03-10", true],
  ["2026-03-09", false],
])("on 10 March 2026, one that ends on %s expires soon: %s", (fin, expected) => {
  expect(expiresSoon({ debut: "2026-01-01", fin, revoqueeLe: null }, "2026-03-10")).toBe(expected);
});

test.each([
  ["2026-02-28", true],
  ["2028-02-29", true],
  ["2026-02-29", false],
  ["2026-04-31", false],
  ["2026-13-01", false],
  ["2026-1-1", false],
  ["", false],
  ["demain", false],
])("is « %s » a day: %s", (texte, expected) => {
  expect(isJour(texte)).toBe(expected);
});
