import { describe, expect, it } from "vitest";
import { renderTornade, type Tornade } from "./tornade.ts";

const NBSP = "\u00A0";
const base: Tornade = {
  titre: "Ce qui compte le plus",
  centre: 0.23,
  cible: 0.25,
  barres: [
    { libelle: "Gain", bas: { texte: "−1", taux: 0.2 }, haut: { texte: "+1", taux: 0.26 } },
    { libelle: "Décalage", bas: { texte: "tôt", taux: 0.24 }, haut: { texte: "tard", taux: 0.21 } },
    { libelle: "Sans effet", bas: { texte: "0", taux: 0.23 }, haut: { texte: "1", taux: 0.23 } },
  ],
};

type Barre = { readonly x: number; readonly width: number; readonly fill: string };

function barres(svg: string): Barre[][] {
  return [...svg.matchAll(/<g>(.*?)<\/g>/g)].map(([, inside = ""]) =>
    [...inside.matchAll(/<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)" height="\d+" fill="([^"]+)"/g)].map(
      ([, x, width, fill]) => ({ x: Number(x), width: Number(width), fill: fill ?? "" }),
    ),
  );
}

describe("renderTornade", () => {
  it("draws each bar from its lower rate to its higher one, cut where the scenario stands", () => {
    const [gain = [], decalage = []] = barres(renderTornade(base));
    const centre = Number(/<path d="M([\d.]+) \S+ fill="none" stroke="#66748a"/.exec(renderTornade(base))?.[1]);
    for (const [left, right] of [gain, decalage]) {
      expect((left?.x ?? 0) + (left?.width ?? 0)).toBeCloseTo(centre, 1);
      expect(right?.x).toBeCloseTo(centre, 1);
    }
    expect(gain[0]?.x).toBeLessThan(decalage[0]?.x ?? 0);
  });

  it("darkens the high value of the factor, on whichever side it falls", () => {
    const [gain = [], decalage = []] = barres(renderTornade(base));
    expect(gain.map(({ fill }) => fill)).toEqual(["#8dbbd0", "#0b4f6c"]);
    expect(decalage.map(({ fill }) => fill)).toEqual(["#0b4f6c", "#8dbbd0"]);
  });

  it("shows the target as a dashed line, and none when there is none", () => {
    expect(renderTornade(base)).toContain(`>visé 25${NBSP}%</text>`);
    expect(renderTornade({ ...base, cible: null })).not.toContain("stroke-dasharray");
  });

  it("has the whole scale above its loupe, whose bounds are written; none where rates are far apart", () => {
    expect(renderTornade({ ...base, cible: 0.9 })).not.toContain("Loupe");
    expect(renderTornade(base)).toMatch(/>0<[\s\S]*>100\u00A0%<[\s\S]*>Loupe : de 18 à 28\u00A0%</);
  });

  it("keeps every bar within its frame, even when nothing moves", () => {
    const flat = { ...base, cible: null, barres: base.barres.slice(2) };
    for (const tornade of [base, flat]) {
      for (const { x, width } of barres(renderTornade({ ...tornade, largeur: 360 })).flat()) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x + width).toBeLessThanOrEqual(360);
      }
    }
  });

  it("says the figures in words", () => {
    expect(renderTornade(base)).toContain(
      `<title>Ce qui compte le plus</title><desc>scénario 23,0${NBSP}%${NBSP}; Gain, −1 donne 20,0${NBSP}%, +1 donne 26,0${NBSP}%${NBSP}; Décalage, tôt donne 24,0${NBSP}%`,
    );
  });
});
