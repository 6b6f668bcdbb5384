import { expect, it } from "vitest";
import { readNomLieu, similarity } from "./nom-lieu.ts";

const score = (a: string, b: string) => similarity(readNomLieu(a), readNomLieu(b));

it("reads the number, the words and the pairs of letters of an address", () => {
  const { numero, nom, nombrePaires } = readNomLieu("012 bis, rue de la Résidence Ménès");
  expect([numero, nom, nombrePaires]).toEqual(["12", "bis menes", 6]);
});

it("counts a pair as often as both have it, and no more", () => {
  // « lala »: la, al, la. « lalala »: la ×3, al ×2. In common: la ×2, al ×1.
  expect(score("lala", "lalala")).toBeCloseTo((2 * 3) / (3 + 5));
  expect(score("lalala", "lala")).toBe(score("lala", "lalala"));
});

it("is 1 for the same words and 0 without any", () => {
  expect([score("rue Miquelon", "MIQUELON"), score("rue", "Miquelon"), score("Haute", "12")]).toEqual([1, 0, 0]);
});
