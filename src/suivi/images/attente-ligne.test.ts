import { expect, test } from "vitest";
import { renderAttenteLigne } from "./attente-ligne.ts";

const MOITIE = { dit: "Un ménage sur deux : entre 6 et 12 mois", fourchette: { de: 6, a: 12, baux: 100 } };
const SANS_FIN = { dit: "Trois sur quatre : plus de 24 mois", fourchette: { de: 24, a: null, baux: 100 } };
const draw = (mois: number | null, autres = [MOITIE, SANS_FIN]) =>
  renderAttenteLigne({ titre: "Attendre", mienne: mois === null ? null : { mois, dit: "Vous" }, autres });
const xs = (svg: string, nom: string) =>
  [...svg.matchAll(new RegExp(`${nom}="([\\d.]+)"`, "g"))].map(([, x]) => Number(x));

test("a wait starts at zero, on the scale of the others, and stays in the frame however long", () => {
  const svg = draw(18);
  // Three years from 6 to 334 pixels.
  expect(svg).toContain('<line x1="6" x2="170"');
  expect(svg).toContain('<rect x="60.7" y="59" width="54.6"');
  expect(svg).toMatch(/>0<\/text>.*>3\sans<\/text>/);
  for (const mois of [0, 11, 59, 240, 700]) {
    const all = ["x", "x1", "x2", "cx"].flatMap((nom) => xs(draw(mois), nom));
    expect(Math.min(...all)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...all)).toBeLessThanOrEqual(340);
    expect(draw(mois).match(/ans?<\/text>/g)?.length).toBeLessThanOrEqual(6);
  }
});

test("an interval without an end is dashed to the edge; without a day of its own, the household has no line", () => {
  expect(draw(3)).toMatch(/x1="224\.7" x2="334"[^>]*stroke-dasharray/);
  expect(draw(null)).not.toContain("<circle");
  expect(draw(null)).toContain("<desc>Un ménage sur deux");
});
