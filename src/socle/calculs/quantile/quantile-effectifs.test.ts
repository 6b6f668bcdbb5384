import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { quantileEffectifs } from "./quantile-effectifs.ts";

/** The definition, applied to the whole list: the smallest value such that at least p of the list is not above it. */
function quantileListe(liste: readonly number[], p: number): number | null {
  const sorted = liste.toSorted((a, b) => a - b);
  return sorted.find((_value, rang) => (rang + 1) / sorted.length >= p - 1e-12) ?? null;
}

function total(effectifs: readonly number[]): number {
  return effectifs.reduce((sum, nombre) => sum + nombre, 0);
}

describe("quantileEffectifs", () => {
  test.each([
    [[0, 1, 1, 1], 0.5, 2],
    [[0, 1, 1], 0.5, 1],
    [[0, 0, 5, 0, 5], 0.5, 2],
    [[0, 0, 5, 0, 5], 0.51, 4],
    [[3], 0.25, 0],
    [[0, 2, 0], 0, 1],
    [[0, 2, 7], 1, 2],
    [[0, 3, 27], 0.1, 1],
    [[0, 0], 0.5, null],
    [[], 0.5, null],
  ])("of %j at %f is %s", (effectifs, p, quantile) => {
    expect(quantileEffectifs(effectifs, total(effectifs), p)).toBe(quantile);
  });

  it("is the quantile of the list written out", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(40), { minLength: 1, maxLength: 60 }),
        fc.constantFrom(0.1, 0.25, 0.5, 0.75, 0.9, 1),
        (liste, p) => {
          const effectifs = new Uint32Array(41);
          for (const value of liste) effectifs[value] = (effectifs[value] ?? 0) + 1;
          expect(quantileEffectifs(effectifs, liste.length, p)).toBe(quantileListe(liste, p));
        },
      ),
    );
  });

  test.each([-0.1, 1.1, Number.NaN])("refuses %f", (p) => {
    expect(() => quantileEffectifs([1], 1, p)).toThrow(RangeError);
  });
});
