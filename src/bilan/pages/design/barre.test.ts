import { describe, expect, test } from "vitest";
import { BILAN_2017 } from "../../../../test/fixtures/bilan-2017.ts";
import type { Constat } from "../../lectures/bilan.ts";
import { Barre } from "./barre.tsx";

/** Distinct shares: a swapped one is visible. */
const CONSTAT: Constat = {
  ...BILAN_2017.horsQpv,
  taux: 0.2,
  plancher: 0.25,
  bornes: [0.1, 0.3],
  realise: 20,
  assiette: 100,
  petitEffectif: false,
  cible: { taux: 0.35, nombre: null, source: "essai" } as unknown as Constat["cible"], // the bar looks at its rate alone
};

const draw = (constat: Partial<Constat>, echelle = 0.5) =>
  String(Barre({ constat: { ...CONSTAT, ...constat } as Constat, echelle }) ?? "");
/** Left ends of the lines, then the width of the share. */
const placesOf = (svg: string) => [...svg.matchAll(/ x1="([^"]*)" x2="([^"]*)"/g)].map(([, a, b]) => `${a} ${b}`);
const widthOf = (svg: string) => [...svg.matchAll(/width="([^"]*%)"/g)].map(([, width]) => width);

describe("a share on the scale of its table", () => {
  test("floor, target, then the bounds from one to the other", () => {
    const svg = draw({});
    expect(widthOf(svg)).toEqual(["100%", "40%"]);
    expect(placesOf(svg)).toEqual(["50% 50%", "70% 70%", "20% 60%", "20% 20%", "60% 60%"]);
  });

  test("past the scale stops at its end", () => {
    const svg = draw({ taux: 0.8, bornes: [0.7, 0.9] });
    expect(widthOf(svg)).toEqual(["100%", "100%"]);
    expect(placesOf(svg).slice(2)).toEqual(["100% 100%", "100% 100%", "100% 100%"]);
  });

  test.each([
    ["without a target", { cible: null }, 4],
    ["known for sure", { bornes: [0.2, 0.2] as const }, 2],
    ["without bounds", { bornes: null }, 2],
  ])("%s", (_, constat, lignes) => {
    expect(placesOf(draw(constat))).toHaveLength(lignes);
  });

  test("that nobody knows is not drawn", () => {
    expect(draw({ taux: null })).toBe("");
  });
});

describe("told to whoever does not see it", () => {
  test.each<[string, Partial<Constat>, RegExp]>([
    ["a rate, floor, target and bounds", {}, /^20,0\s%, plancher 25\s%, cible 35\s%, bornes : .*10,0.*30,0/],
    ["a count when it is small", { petitEffectif: true }, /^20 sur 100, plancher/],
    ["no target that is not set", { cible: null }, /^20,0\s%, plancher 25\s%, bornes/],
    ["no bounds that are not known", { bornes: null }, /cible 35\s%$/],
  ])("%s", (_, constat, dit) => {
    expect(/aria-label="([^"]*)"/.exec(draw(constat))?.[1]).toMatch(dit);
  });
});
