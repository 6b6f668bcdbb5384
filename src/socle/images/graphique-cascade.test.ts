import { describe, expect, it } from "vitest";
import { renderCascade, sayPas } from "./graphique-cascade.ts";

const pas = [
  { nom: "Un", valeur: 6, bornes: null },
  { nom: "Deux", valeur: -8, bornes: [-9, -5] as const },
];
const image = renderCascade({
  titre: "Écart",
  zero: "le plancher de 25 %",
  pas,
  total: { nom: "Ensemble", valeur: -2, bornes: [-3, 1] },
  notes: [],
});

/** Start and end of each bar, in the unit of its values: the scale goes from −4 to 6. */
const bars = [...image.draw("100%").matchAll(/<rect x="([\d.]+)%"[^>]*width="([\d.]+)%"[^>]*fill="([^"]+)"/g)].map(
  ([, x, width, fill]) => [Number(x) / 10 - 4, (Number(x) + Number(width)) / 10 - 4, fill] as const,
);

describe("a waterfall", () => {
  it("starts each bar where the one before ends, and its sum from zero", () => {
    expect(bars.map(([from, to]) => [from, to])).toEqual([
      [0, 6],
      [-2, 6],
      [-2, 0],
    ]);
  });

  it("tells what takes away without colour", () => {
    expect(bars[1]?.[2]).toBe("#ffffff");
    expect(bars[0]?.[2]).not.toBe("#ffffff");
  });

  it("holds the bounds within its scale and writes them", () => {
    const svg = image.draw(720);
    expect(svg).toContain(">−8,0, entre −9,0 et −5,0<");
    expect(svg).toContain('<line x1="10%" x2="50%"');
  });

  it("has a name, says all its values, and what zero is", () => {
    const svg = image.draw("100%");
    expect(svg).toContain('role="img"');
    expect(svg).toContain(
      "<desc>Un : +6,0 ; Deux : −8,0, entre −9,0 et −5,0 ; Ensemble : −2,0, entre −3,0 et +1,0.</desc>",
    );
    expect(svg).toContain(">le plancher de 25 %</text>");
  });

  it("signs what is added, and not zero", () => {
    expect(sayPas({ valeur: 1.25, bornes: null })).toBe("+1,3");
    expect(sayPas({ valeur: 0, bornes: null })).toBe("0,0");
  });
});
