import { describe, expect, it } from "vitest";
import { exceptionsAt, verifyTroisCandidats } from "./trois-candidats.ts";

describe("three candidates for a dwelling (CCH, art. R. 441-3)", () => {
  it.each([
    { nombre: 3, exception: null, jour: "2026-03-01", suffisant: true, manquants: 0 },
    { nombre: 2, exception: null, jour: "2026-03-01", suffisant: false, manquants: 1 },
    { nombre: 2, exception: "candidats-insuffisants", jour: "2026-03-01", suffisant: true, manquants: 1 },
    { nombre: 1, exception: "dalo", jour: "2018-10-05", suffisant: true, manquants: 2 },
    { nombre: 1, exception: "plai-adapte", jour: "2019-08-31", suffisant: false, manquants: 2 },
    { nombre: 1, exception: "plai-adapte", jour: "2019-09-01", suffisant: true, manquants: 2 },
    // Nobody has read the text of this exception.
    { nombre: 2, exception: "vacance-qpv", jour: "2026-03-01", suffisant: false, manquants: 1 },
    { nombre: 0, exception: "candidats-insuffisants", jour: "2026-03-01", suffisant: false, manquants: 3 },
  ] as const)(
    "$nombre candidates, $exception, $jour: $suffisant",
    ({ nombre, exception, jour, suffisant, manquants }) => {
      expect(verifyTroisCandidats(nombre, exception, jour)).toMatchObject({ suffisant, manquants });
    },
  );

  it("offers no reason that no text read allows on that day", () => {
    expect(exceptionsAt("2018-10-05").map(({ code }) => code)).toEqual(["candidats-insuffisants", "dalo"]);
    expect(exceptionsAt("2026-01-01").map(({ code }) => code)).not.toContain("vacance-qpv");
  });
});
