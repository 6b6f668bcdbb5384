import { describe, expect, it } from "vitest";
import { codeTranche, direFourchette, situer } from "./attente-dite.ts";

const shown = (nombres: Readonly<Record<string, number>>) => (code: string) => nombres[code] ?? null;
const GRANDES = { "moins-1-an": 70, "1-an-plus": 30 };

describe("where the wait of one in two is", () => {
  it("is told as narrowly as the shown bands allow, and never more", () => {
    expect(situer(shown({ ...GRANDES, "0-6": 30, "6-12": 40 }), 0.5)).toEqual({ de: 6, a: 12, baux: 100 });
    expect(situer(shown(GRANDES), 0.5)).toEqual({ de: 0, a: 12, baux: 100 });
    expect(situer(shown({ "moins-1-an": 52, "1-an-plus": 48, "12-24": 30 }), 0.5)).toMatchObject({ de: 0, a: 24 });
  });

  it("is not told without both larger bands, nor of five leases", () => {
    expect(situer(shown({ "moins-1-an": 60 }), 0.5)).toBeNull();
    expect(situer(shown({ "moins-1-an": 3, "1-an-plus": 2 }), 0.5)).toBeNull();
  });

  it("has no upper bound past two years", () => {
    const dite = situer(shown({ "moins-1-an": 11, "1-an-plus": 89, "12-24": 11 }), 0.5);
    expect(dite).toMatchObject({ de: 24, a: null });
    expect(dite && direFourchette(dite)).toBe("plus de 24 mois");
    expect(direFourchette({ de: 6, a: 12 })).toBe("entre 6 et 12 mois");
  });

  it("counts whole months elapsed, and the unknown apart", () => {
    expect([0, 5, 6, 23, 24, null].map(codeTranche)).toEqual(["0-6", "0-6", "6-12", "12-24", "24-plus", "inconnue"]);
  });
});
