import { describe, expect, it } from "vitest";
import { renderBarre } from "./barre.ts";

const NBSP = "\u00A0";
const base = { taux: 0.2, bornes: null, plancher: 0.25, cible: null, largeur: 102, titre: "Hamaris" };

describe("renderBarre", () => {
  it("draws the rate, then the interval in a lighter colour, then the floor and the target", () => {
    const svg = renderBarre({ ...base, bornes: [0.1, 0.3], cible: 0.4 });
    expect(
      [...svg.matchAll(/<rect x="([\d.]+)"[^>]*width="([\d.]+)"[^>]*fill="([^"]+)"/g)].map((m) => m.slice(1)),
    ).toEqual([
      ["0.5", "101", "#f4f6f8"],
      ["1", "10", "#0b4f6c"],
      ["11", "20", "#8dbbd0"],
    ]);
    expect(svg).toContain('d="M26 0V16"');
    expect(svg).toMatch(/d="M41 0V16"[^>]*stroke-dasharray/);
    expect(svg).toContain(
      `Hamaris : 20,0${NBSP}%, entre 10,0${NBSP}% et 30,0${NBSP}%, plancher 25,0${NBSP}%, cible 40,0${NBSP}%`,
    );
  });

  it("draws no bar where there is nothing to divide by", () => {
    const svg = renderBarre({ ...base, taux: null });
    expect(svg.match(/<rect/g)).toHaveLength(1);
    expect(svg).toContain("sans objet");
  });

  it("fills the scale at a hundred, whatever the other rows", () => {
    expect(renderBarre({ ...base, taux: 1 })).toContain('width="100"');
  });
});
