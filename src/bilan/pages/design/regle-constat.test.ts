import { describe, expect, test } from "vitest";
import { BILAN_2017 } from "../../../../test/fixtures/bilan-2017.ts";
import type { Constat } from "../../lectures/bilan.ts";
import { RegleConstat } from "./regle-constat.tsx";

/** Every share is its own: one drawn in the place of another is seen. */
const CONSTAT: Constat = {
  ...BILAN_2017.horsQpv,
  taux: 0.2,
  plancher: 0.26,
  bornes: [0.1, 0.3],
  realise: 20,
  assiette: 100,
  petitEffectif: false,
  cible: { taux: 0.35, nombre: null, source: "essai" } as unknown as Constat["cible"], // the rule looks at its rate alone
};

const draw = (constat: Partial<Constat>, grande = false) =>
  String(RegleConstat({ constat: { ...CONSTAT, ...constat } as Constat, grande }) ?? "");
/** Of the lines that are none of the graduation. */
const placesOf = (svg: string) =>
  [...svg.matchAll(/<line class="r-(loi|vote)" x1="([^"]*)"/g)].map(([, a, b]) => [a, b]);
const widthsOf = (svg: string) => [...svg.matchAll(/<rect[^>]* width="([^"]*%)"/g)].map(([, width]) => width);

describe("a share from 0 to 100", () => {
  test("solid up to what is sure, hatched as far as the unknown can go; the vote, then the law", () => {
    const svg = draw({});
    expect(widthsOf(svg)).toEqual(["100%", "10%", "20%"]);
    expect(svg).toMatch(/fill="url\(#hachures-part\)" x="10%"/);
    expect(placesOf(svg)).toEqual([
      ["vote", "35%"],
      ["loi", "26%"],
    ]);
  });

  test.each([
    ["known for sure", { bornes: [0.2, 0.2] as const }, ["100%", "20%", "0%"]],
    ["without bounds", { bornes: null }, ["100%", "20%", "0%"]],
  ])("%s", (_, constat, widths) => expect(widthsOf(draw(constat))).toEqual(widths));

  test("without a vote has the law alone", () => {
    expect(placesOf(draw({ cible: null }))).toEqual([["loi", "26%"]]);
  });

  test("of too few is hatched from end to end", () => {
    const svg = draw({ petitEffectif: true });
    expect(widthsOf(svg)).toEqual(["100%", "100%"]);
    expect(svg).toContain('fill="url(#hachures)"');
  });

  test("that nobody knows is not drawn", () => {
    expect(draw({ taux: null })).toBe("");
  });

  test("names its lines when it is large, one word for two that are the same", () => {
    expect(draw({}, true)).toMatch(/voté 35.%.*loi 26.%/);
    expect(draw({ plancher: 0.35 }, true)).toMatch(/loi et voté 35.%/);
  });
});

describe("told to whoever does not see it", () => {
  test.each<[string, Partial<Constat>, RegExp]>([
    ["a rate, floor, objective and bounds", {}, /^20,0\s%, plancher 26\s%, objectif voté 35\s%, bornes : .*10,0.*30,0/],
    ["a count when it is small", { petitEffectif: true }, /^20 sur 100, plancher/],
    ["no objective that is not set", { cible: null }, /^20,0\s%, plancher 26\s%, bornes/],
    ["no bounds that are not known", { bornes: null }, /objectif voté 35\s%$/],
  ])("%s", (_, constat, dit) => {
    expect(/aria-label="([^"]*)"/.exec(draw(constat))?.[1]).toMatch(dit);
  });
});
