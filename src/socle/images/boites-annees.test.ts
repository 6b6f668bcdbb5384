import { describe, expect, it } from "vitest";
import { type BoitesAnnees, renderBoitesAnnees } from "./boites-annees.ts";

const NBSP = "\u00A0";
const base: BoitesAnnees = {
  titre: "Taux hors QPV",
  depart: { libelle: "2017", taux: 0.183 },
  boites: [
    { libelle: "2018", quantiles: [0.14, 0.16, 0.18, 0.2, 0.23], cible: 0.21 },
    { libelle: "2019", quantiles: [0.15, 0.17, 0.19, 0.21, 0.24], cible: null },
    { libelle: "2018–2019", quantiles: [0.15, 0.17, 0.185, 0.2, 0.22], cible: 0.25, ensemble: true },
  ],
};

function rects(svg: string, fill: string): number[][] {
  return [
    ...svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)" fill="([^"]+)"/g),
  ].flatMap(([, x, y, width, height, couleur]) => (couleur === fill ? [[x, y, width, height].map(Number)] : []));
}

describe("renderBoitesAnnees", () => {
  it("draws for each year a light box that holds a dark one, higher rates higher", () => {
    const svg = renderBoitesAnnees(base);
    // From 0 to 100, then in the loupe; the legend has one of each.
    const [light, dark] = [rects(svg, "#c5dbe6"), rects(svg, "#8dbbd0")];
    expect([light, dark].map(({ length }) => length)).toEqual([6, 6]);
    light.forEach(([x = 0, y = 0, , height = 0], rang) => {
      const [innerX = 0, innerY = 0, , innerHeight = 0] = dark[rang] ?? [];
      expect(innerX).toBe(x);
      expect(innerY).toBeGreaterThan(y);
      expect(innerY + innerHeight).toBeLessThan(y + height);
    });
    expect(light[1]?.[1]).toBeLessThan(light[0]?.[1] ?? 0);
    expect(svg).toContain(">Loupe : de 10 à 30\u00A0%<");
  });

  it("dashes what is aimed at, for the years that aim at something, and sets the period apart", () => {
    const svg = renderBoitesAnnees(base);
    // Two targets in two fields, and that of the legend.
    expect(svg.match(/stroke-dasharray/g)).toHaveLength(5);
    expect(svg.match(/<rect[^>]*fill="none" stroke="#0b4f6c"/g)).toHaveLength(2);
    expect(svg).toContain(">18–19<");
    expect(renderBoitesAnnees({ ...base, depart: null })).not.toContain("<circle");
  });

  it("never leaves its frame, at both widths", () => {
    for (const [largeur, haut] of [
      [340, 310],
      [720, 165],
    ] as const) {
      const svg = renderBoitesAnnees({ ...base, largeur, hauteur: 165 });
      expect(svg).toContain(`viewBox="0 0 ${largeur} ${haut}"`);
      for (const [x = 0, y = 0, width = 0, height = 0] of [...rects(svg, "#c5dbe6"), ...rects(svg, "#8dbbd0")]) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x + width).toBeLessThanOrEqual(largeur);
        expect(y + height).toBeLessThanOrEqual(haut);
      }
    }
  });

  it("says the figures in words, and writes nothing as markup", () => {
    const svg = renderBoitesAnnees({ ...base, titre: "<b>" });
    expect(svg).toContain("<title>&lt;b&gt;</title>");
    expect(/<desc>(.*)<\/desc>/.exec(svg)?.[1]).toBe(
      `2017, 18,3${NBSP}% compté${NBSP}; 2018, médiane 18,0${NBSP}%, 9 chances sur 10 d’être entre 14,0${NBSP}% et 23,0${NBSP}%, 21${NBSP}% visés${NBSP}; 2019, médiane 19,0${NBSP}%, 9 chances sur 10 d’être entre 15,0${NBSP}% et 24,0${NBSP}%${NBSP}; 2018–2019, médiane 18,5${NBSP}%, 9 chances sur 10 d’être entre 15,0${NBSP}% et 22,0${NBSP}%, 25${NBSP}% visés.`,
    );
  });
});
