import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { classeOf } from "../regles/observatoire/classe-valeur.ts";
import { chooseClasses, classesAround, phraseClasses, rampe } from "./classes.ts";

const taux = fc.double({ min: 0, max: 1, noNaN: true });
const nombres = fc.array(fc.oneof(taux, fc.integer({ min: -500, max: 100_000 })), { minLength: 1, maxLength: 200 });

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => (Number.parseInt(hex.slice(i, i + 2), 16) / 255) ** 2.2);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

describe("chooseClasses", () => {
  it("puts every value in exactly one class, none of them empty", () => {
    fc.assert(
      fc.property(nombres, (valeurs) => {
        const { coupes, couleurs, methode } = chooseClasses(valeurs, null);
        expect(coupes).toEqual([...new Set(coupes)].sort((a, b) => a - b));
        expect(couleurs).toHaveLength(coupes.length + 1);
        expect(coupes.length).toBeLessThan(5);
        const filled = new Set(valeurs.map((valeur) => classeOf(valeur, coupes)));
        for (const index of filled) expect(couleurs[index]).toMatch(/^#[0-9a-f]{6}$/);
        if (methode !== "zero") expect(filled.size).toBe(coupes.length + 1);
        for (const valeur of valeurs) {
          const inside = [-Infinity, ...coupes].filter((from, i) => valeur >= from && valeur < (coupes[i] ?? Infinity));
          expect(inside).toHaveLength(1);
        }
      }),
    );
  });

  it("never puts two equal values, nor a smaller one, in a higher class", () => {
    fc.assert(
      fc.property(nombres, (valeurs) => {
        const { coupes } = chooseClasses(valeurs, null);
        const sorted = valeurs.toSorted((a, b) => a - b).map((valeur) => classeOf(valeur, coupes));
        expect(sorted).toEqual(sorted.toSorted((a, b) => a - b));
      }),
    );
  });

  it("cuts first at thresholds that mean something, whatever the values", () => {
    const { coupes, methode } = chooseClasses([0.5, 0.6], [0.25, 0.15, 0.2]);
    expect([coupes, methode]).toEqual([[0.15, 0.2, 0.25], "seuils"]);
    expect([0.1499, 0.15, 0.25].map((valeur) => classeOf(valeur, coupes))).toEqual([0, 1, 3]);
  });

  it("refuses eight classes", () => {
    expect(() => chooseClasses([1], [1, 2, 3, 4, 5, 6, 7])).toThrow("at most 6");
    expect(chooseClasses([1], [1, 2, 3, 4, 5, 6]).couleurs).toHaveLength(7);
  });

  it("gives a class to each of five values, and one to equal values", () => {
    expect(chooseClasses([3, 1, 2, 2], null)).toMatchObject({ coupes: [2, 3], methode: "valeurs" });
    expect(chooseClasses([7, 7, 7], null)).toMatchObject({ coupes: [], methode: "valeurs" });
    expect(chooseClasses([], null).coupes).toEqual([]);
  });

  it("cuts even values in five equal groups, at round numbers", () => {
    const even = Array.from({ length: 100 }, (_, i) => i);
    const chosen = chooseClasses(even, null);
    expect(chosen).toMatchObject({ coupes: [20, 40, 60, 80], methode: "quantiles" });
    expect(phraseClasses(chosen)).toBe("Cinq classes d’effectifs égaux (quantiles).");
  });

  it("breaks uneven values where they part: one commune of 3 000 among small ones", () => {
    const valeurs = [...Array.from({ length: 40 }, (_, i) => 10 + i), 400, 420, 3000];
    const chosen = chooseClasses(valeurs, null);
    expect(chosen.methode).toBe("ruptures");
    expect(classeOf(400, chosen.coupes)).toBe(classeOf(420, chosen.coupes));
    expect(classeOf(420, chosen.coupes)).toBeLessThan(classeOf(3000, chosen.coupes));
    expect(phraseClasses(chosen)).toContain("trop inégales");
  });

  it("breaks where ties take a quantile away: most at zero", () => {
    const valeurs = [...Array.from({ length: 30 }, () => 0), 1, 2, 3, 4, 5, 6, 7];
    const chosen = chooseClasses(valeurs, null);
    expect(chosen.methode).toBe("ruptures");
    expect(classeOf(0, chosen.coupes)).toBe(0);
    expect(classeOf(7, chosen.coupes)).toBe(4);
  });

  it("keeps the two sides of zero apart", () => {
    const { coupes, methode } = chooseClasses([-0.031, -0.001, 0.001, 0.02], null);
    expect([methode, coupes[1]]).toEqual(["zero", 0]);
    expect([-0.001, 0, 0.001].map((valeur) => classeOf(valeur, coupes))).toEqual([1, 2, 2]);
  });
});

describe("rampe", () => {
  it.each([1, 2, 3, 4, 5, 6, 7])("has %i shades, each darker than the one before", (nombre) => {
    const shades = rampe(nombre).map(luminance);
    expect(shades).toHaveLength(nombre);
    shades.forEach((value, i) => {
      if (i > 0) expect(value).toBeLessThan((shades[i - 1] ?? 0) - 0.03);
    });
  });
});

describe("classes that a reader asks for", () => {
  const valeurs = [1, 2, 3, 4, 5, 6, 7, 8, 9, 1000];

  it("are of equal numbers, even where Blaise would not, and leave fixed cuts aside", () => {
    const { coupes, methode } = chooseClasses(valeurs, [100], "quantiles");
    expect(methode).toBe("quantiles");
    const effectifs = Array.from({ length: 5 }, (_, i) => valeurs.filter((one) => classeOf(one, coupes) === i).length);
    expect(effectifs).toEqual([2, 2, 2, 2, 2]);
    expect(chooseClasses(valeurs, null).methode).toBe("ruptures");
  });

  it("part at the widest gaps", () => {
    const { coupes, methode } = chooseClasses([...Array(50).keys(), 1000], [100], "ruptures");
    expect(methode).toBe("ruptures-demandees");
    expect(coupes.at(-1)).toBeGreaterThan(49);
  });

  it("mean something: the figure's own cuts, or the territory's value", () => {
    expect(chooseClasses(valeurs, [3, 6], "sens").coupes).toEqual([3, 6]);
    expect(classesAround(0.106).coupes).toEqual([0.053, 0.106, 0.159]);
    expect(phraseClasses(classesAround(0.106))).toContain("autour de la valeur du territoire");
  });
});
