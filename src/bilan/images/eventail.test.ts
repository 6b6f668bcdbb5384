import { describe, expect, it } from "vitest";
import type { PointEventail } from "../lectures/effort/effort.ts";
import { type Eventail, renderEventail } from "./eventail.ts";

const NBSP = "\u00A0";

function signed(mois: number, taux: number | null): PointEventail {
  return { mois, projete: false, quantiles: taux === null ? null : [taux, taux, taux, taux, taux] };
}

const juin: readonly PointEventail[] = [
  signed(1, null),
  signed(2, 0.1),
  ...[3, 4, 5, 6].map((mois) => signed(mois, 0.17)),
  ...[7, 8, 9, 10, 11].map(
    (mois): PointEventail => ({ mois, projete: true, quantiles: [0.14, 0.16, 0.17, 0.18, 0.2] }),
  ),
  { mois: 12, projete: true, quantiles: [0.13, 0.15, 0.17, 0.19, 0.21] },
];
const base: Eventail = { points: juin, plancher: 0.25, cible: 0.21, titre: "EPCI, hors QPV" };

/** Points of every path filled with that colour, or stroked with that width. */
function pathsOf(svg: string, attribute: string): string[] {
  return [...svg.matchAll(/<path d="([^"]*)"([^>]*)\/>/g)].flatMap(([, d = "", rest = ""]) =>
    rest.includes(attribute) ? [d] : [],
  );
}

function countPoints(path: string | undefined): number {
  return path?.match(/\d+(\.\d+)?,\d+(\.\d+)?/g)?.length ?? 0;
}

describe("renderEventail", () => {
  it("draws the months signed as a line, and from the last of them a light fan, a darker one and the median", () => {
    const svg = renderEventail(base);
    // Twice: from 0 to 100, then in the loupe.
    expect(pathsOf(svg, 'stroke-width="2.6"').map(countPoints)).toEqual([5, 5]);
    expect(svg).toContain(`>Loupe : de 5 à 30${NBSP}%<`);
    const [light] = pathsOf(svg, 'fill="#c5dbe6"');
    const [dark] = pathsOf(svg, 'fill="#8dbbd0"');
    expect([light, dark].map(countPoints)).toEqual([14, 14]);
    expect(pathsOf(svg, 'stroke-width="1.2"').map(countPoints)).toEqual([7, 7]);
    const start = /^M(\S+?)L/.exec(light ?? "")?.[1];
    expect(dark).toMatch(new RegExp(`^M${start}L`));
    expect(svg.indexOf(light ?? "?")).toBeLessThan(svg.indexOf(dark ?? "?"));
  });

  it("draws the floor as a solid line and the target as a dashed one, each with its name", () => {
    const svg = renderEventail(base);
    expect(pathsOf(svg, 'stroke-width="1.6"')).toHaveLength(4);
    expect(pathsOf(svg, "stroke-dasharray")).toHaveLength(2);
    expect(svg).toContain(`>loi 25${NBSP}%</text>`);
    expect(svg).toContain(`>visé 21${NBSP}%</text>`);
    expect(renderEventail({ ...base, plancher: 0.21 })).toContain(`>loi et visé 21${NBSP}%</text>`);
    expect(pathsOf(renderEventail({ ...base, cible: null }), "stroke-dasharray")).toHaveLength(0);
    expect(renderEventail({ ...base, plancher: null })).not.toContain(">loi");
  });

  it("says the figures in words", () => {
    expect(/<desc>(.*)<\/desc>/.exec(renderEventail(base))?.[1]).toBe(
      `17,0${NBSP}% à fin juin${NBSP}; à fin décembre, médiane 17,0${NBSP}%, 1 chance sur 2 d’être entre 15,0${NBSP}% et 19,0${NBSP}%, 9 chances sur 10 d’être entre 13,0${NBSP}% et 21,0${NBSP}%${NBSP}; plancher légal 25${NBSP}%${NBSP}; cible de la convention 21${NBSP}%.`,
    );
  });

  it("names as many months as there is room for, the last always", () => {
    const large = { ...base, largeur: 720, plancher: 0.9 };
    const named = (svg: string) => [...svg.matchAll(/>([a-zéû]{3,5}\.?)<\/text>/g)].map(([, nom]) => nom);
    expect(named(renderEventail(large))).toHaveLength(12);
    expect(named(renderEventail({ ...large, largeur: 340 }))).toEqual(["avr.", "août", "déc."]);
  });

  it("keeps everything inside the picture, names a line apart even where lines meet", () => {
    const ends = [0, 0.17, 0.25, 1];
    for (const [cible, plancher] of ends.flatMap((cible) => ends.map((plancher) => [cible, plancher] as const))) {
      const svg = renderEventail({ ...base, cible, plancher });
      const heights = [...svg.matchAll(/y="([\d.-]+)" font-weight="700"/g)].map(([, y]) => Number(y));
      const sorted = [...heights].sort((a, b) => a - b);
      expect(heights.length).toBeGreaterThanOrEqual(2);
      expect(Math.min(...sorted.slice(1).map((y, i) => y - (sorted[i] ?? 0)))).toBeGreaterThanOrEqual(14.9);
      expect(Math.min(...heights)).toBeGreaterThan(8);
      expect(Math.max(...heights)).toBeLessThan(svg.includes("Loupe") ? 440 : 220);
    }
  });

  it("shows a finished year without a fan, a year not begun without a line, and one month to come as a bar", () => {
    const finished = renderEventail({ ...base, points: juin.map((point) => ({ ...point, projete: false })) });
    expect(finished).not.toContain("#c5dbe6");
    expect(finished).toContain(`>signé 17,0${NBSP}%</text>`);
    const notBegun = renderEventail({ ...base, points: juin.slice(6) });
    expect(pathsOf(notBegun, 'stroke-width="2.6"')).toEqual([]);
    expect(notBegun).not.toContain("<circle");
    const decembre = renderEventail({ ...base, points: juin.slice(11) });
    expect(decembre.match(/<rect [^>]*width="8"/g)).toHaveLength(4);
  });

  it("says that there is nothing to count rather than drawing 0", () => {
    const svg = renderEventail({ ...base, points: [signed(1, null), signed(2, null)] });
    expect(svg.match(/aucune attribution comptée/g)).toHaveLength(2);
    expect(pathsOf(svg, 'stroke-width="2.6"')).toEqual([]);
  });

  it("writes the title as text", () => {
    expect(renderEventail({ ...base, titre: '<script>"&' })).toContain("<title>&lt;script&gt;&quot;&amp;");
  });
});
