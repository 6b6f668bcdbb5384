import { describe, expect, it } from "vitest";
import { CHARGES, FAMILLES, MARQUE } from "./charges.ts";

describe(`${CHARGES.length} payloads of ${FAMILLES.length} families`, () => {
  it("are 1 500 at least, all different, each with its own mark once at least", () => {
    expect(CHARGES.length).toBeGreaterThanOrEqual(1500);
    expect(new Set(CHARGES.map(({ texte }) => texte)).size).toBe(CHARGES.length);
    expect(new Set(CHARGES.map(({ marque }) => marque)).size).toBe(CHARGES.length);
    for (const { texte, marque } of CHARGES) {
      expect(MARQUE.test(marque)).toBe(true);
      expect(texte).toContain(marque);
    }
  });

  it("come in turn from each family", () => {
    for (let debut = 0; debut + FAMILLES.length <= CHARGES.length; debut += 17) {
      const run = CHARGES.slice(debut, debut + FAMILLES.length);
      expect(new Set(run.map(({ famille }) => famille)).size).toBe(FAMILLES.length);
    }
  });

  it("begin as formulas do, hold control characters, lone surrogates, direction marks and very long texts", () => {
    const all = CHARGES.map(({ texte }) => texte);
    for (const sign of ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "\u0000", "\ud800", "\u202e"])
      expect(
        all.some((texte) => texte.startsWith(sign)),
        JSON.stringify(sign),
      ).toBe(true);
    expect(Math.max(...all.map((texte) => texte.length))).toBeGreaterThan(3000);
  });
});
