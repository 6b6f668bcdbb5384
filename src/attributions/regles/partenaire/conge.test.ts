import { describe, expect, it, test } from "vitest";
import { checkJours, financementOfRpls, isDejaTraite, origineOf } from "./conge.ts";

const SANS = { preavis: null, departPrevu: null, etatDesLieux: null, disponible: null };

describe("a line of notices", () => {
  it("needs one day, whatever else it says", () => {
    expect(() => checkJours(Object.assign({ numeroRpls: "1" }, SANS))).toThrow("Aucune date");
    expect(() => checkJours({ ...SANS, departPrevu: "2018-12-31" })).not.toThrow();
  });

  test.each([
    [{ ...SANS, preavis: "2018-10-01" }, "conge"],
    [{ ...SANS, departPrevu: "2018-12-31" }, "conge"],
    [{ ...SANS, etatDesLieux: "2018-10-01" }, "vacant"],
    [{ ...SANS, preavis: "2018-10-01", etatDesLieux: "2018-11-01" }, "conge"],
  ] as const)("%j is a %s", (jours, origine) => {
    expect(origineOf(null, jours)).toBe(origine);
    expect(origineOf("livraison", jours)).toBe("livraison");
  });

  test.each([
    [null, false],
    ["2018-11-10", true],
    ["2018-11-05", true],
    ["2018-11-04", false],
  ])("is answered by a letting that closed on %s: %s", (closeLe, traite) => {
    expect(isDejaTraite({ ...SANS, preavis: "2018-10-01", departPrevu: "2018-11-05" }, closeLe)).toBe(traite);
  });

  test.each([
    ["10", "PLAI"],
    ["13", "PLUS"],
    ["52", "inconnu"],
    [null, "inconnu"],
  ])("of financing %s of RPLS is %s", (code, financement) => {
    expect(financementOfRpls(code)).toBe(financement);
  });
});
