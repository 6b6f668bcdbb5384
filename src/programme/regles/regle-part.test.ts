import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Etendue, judgePart, known, RIEN, type Terme } from "./regle-part.ts";

const fixed = (part: number, total: number): Terme => ({ part: known(part), total: known(total) });
const OPEN: Etendue = { bas: 0, haut: null };
const SOIXANTE = { min: 0.6, max: null };

describe("judgePart", () => {
  it.each([
    ["68 of 110, at least 60 %", [fixed(68, 110)], SOIXANTE, { issue: "respectee", manque: 0 }],
    ["exactly 66 of 110", [fixed(66, 110)], SOIXANTE, { issue: "respectee", manque: 0 }],
    ["65 of 110: one is missing", [fixed(65, 110)], SOIXANTE, { issue: "non-respectee", manque: 1 }],
    [
      "7 of 100 is 7 %, whatever floating point says",
      [fixed(7, 100)],
      { min: 0.07, max: null },
      { issue: "respectee" },
    ],
    ["nothing to count", [], SOIXANTE, { issue: "sans-objet", part: 0, total: 0, bornes: null }],
    ["110 of 320, 30 to 50 %", [fixed(110, 320)], { min: 0.3, max: 0.5 }, { issue: "respectee", surplus: 0 }],
    ["95 of 320: one is missing", [fixed(95, 320)], { min: 0.3, max: 0.5 }, { issue: "non-respectee", manque: 1 }],
    ["162 of 320: two too many", [fixed(162, 320)], { min: 0.3, max: 0.5 }, { issue: "non-respectee", surplus: 2 }],
    [
      "a mix that is not known, of 20 dwellings",
      [fixed(60, 100), { part: { bas: 0, haut: 20 }, total: known(20) }],
      SOIXANTE,
      { issue: "indecidable", bornes: [0.5, 80 / 120], inconnus: 1 },
    ],
    [
      "unknown, and too few whatever it is",
      [fixed(10, 100), { part: { bas: 0, haut: 20 }, total: known(20) }],
      SOIXANTE,
      { issue: "non-respectee", manque: 42 },
    ],
    [
      "an operation whose size nobody knows",
      [fixed(110, 320), { part: OPEN, total: RIEN }],
      { min: 0.3, max: 0.5 },
      { issue: "indecidable", bornes: [110 / 320, null] },
    ],
    [
      "a size that is not known, of a part that is",
      [{ part: known(10), total: { auDela: 5 } }],
      SOIXANTE,
      { issue: "indecidable", bornes: [0, 10 / 15] },
    ],
    [
      "one that may not count, and changes nothing",
      [fixed(68, 110), { ...fixed(1, 1), peutEtre: true as const }],
      SOIXANTE,
      { issue: "respectee", bornes: [68 / 110, 69 / 111] },
    ],
  ] as const)("%s", (_, termes, seuils, expected) => {
    expect(judgePart(termes, seuils)).toMatchObject(expected);
  });
});

/** A term with one of its possible values. */
const count = (max: number) => fc.integer({ min: 0, max });
const anyTerme: fc.Arbitrary<{ readonly terme: Terme; readonly part: number; readonly total: number }> = fc
  .record({
    part: count(9),
    autres: count(9),
    savoir: fc.constantFrom("tout", "total", "part", "rien"),
    marge: fc.tuple(count(3), count(3)),
    peutEtre: fc.boolean(),
    compte: fc.boolean(),
  })
  .map(({ part, autres, savoir, marge: [below, above], peutEtre, compte }) => {
    const total = part + autres;
    const seen: Terme = {
      part:
        savoir === "tout" || savoir === "part"
          ? known(part)
          : savoir === "total"
            ? { bas: Math.max(0, part - below), haut: Math.min(total, part + above) }
            : { bas: 0, haut: null },
      total: savoir === "tout" || savoir === "total" ? known(total) : { auDela: Math.max(0, autres - below) },
    };
    if (!peutEtre) return { terme: seen, part, total };
    return { terme: { ...seen, peutEtre: true }, part: compte ? part : 0, total: compte ? total : 0 };
  });

describe("whatever is not known", () => {
  it("a verdict holds for every way in which it turns out, within the bounds", () => {
    fc.assert(
      fc.property(fc.array(anyTerme, { maxLength: 6 }), fc.constantFrom(0.25, 0.3, 0.6, 1), (all, min) => {
        const jugement = judgePart(
          all.map(({ terme }) => terme),
          { min, max: null },
        );
        const part = all.reduce((sum, one) => sum + one.part, 0);
        const total = all.reduce((sum, one) => sum + one.total, 0);
        if (jugement.issue === "respectee") expect(part * 100).toBeGreaterThanOrEqual(Math.round(min * 100) * total);
        if (jugement.issue === "non-respectee") {
          expect(part * 100).toBeLessThan(Math.round(min * 100) * total);
          expect((part + jugement.manque - 1) * 100).toBeLessThan(Math.round(min * 100) * total);
        }
        if (total > 0 && jugement.bornes) {
          const [low, high] = jugement.bornes;
          expect(part / total).toBeGreaterThanOrEqual(low - 1e-12);
          expect(part / total).toBeLessThanOrEqual((high ?? Infinity) + 1e-12);
        }
      }),
    );
  });
});
