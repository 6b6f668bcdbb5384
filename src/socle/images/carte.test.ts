import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { BILAN_2017 } from "../../../test/fixtures/bilan-2017.ts";
import { communesFixture } from "../../../test/fixtures/communes.ts";
import { type CarteCommunesDemande, renderCarteCommunes, renderCarteProposition } from "./carte.ts";

const NBSP = "\u00A0";

const valeurs = new Map(
  (BILAN_2017.ventilations.find((v) => v.axe === "commune")?.lignes ?? []).map((ligne) => [
    ligne.code,
    { realise: ligne.horsQpv.realise, assiette: ligne.horsQpv.assiette },
  ]),
);

function render(options: Partial<CarteCommunesDemande> = {}) {
  return renderCarteCommunes({
    communes: communesFixture(48),
    valeurs,
    objectif: 0.25,
    titre: "Part du 1er quartile hors QPV, par commune",
    largeur: 640,
    ...options,
  });
}

function fillOf(svg: string, code: string): string | undefined {
  return new RegExp(`<path id="carte-${code}" fill="([^"]+)"`).exec(svg)?.[1];
}

function titleOf(svg: string, code: string): string | undefined {
  return new RegExp(`<path id="carte-${code}"[^>]*><title>([^<]+)</title>`).exec(svg)?.[1];
}

describe("renderCarteCommunes", () => {
  it("colours with fill attributes only, since a document renderer ignores classes", () => {
    const { svg } = render();
    expect(svg).not.toMatch(/class=|<style/);
    expect(svg.match(/<path id="carte-\d+" fill="[^"]+"/g)).toHaveLength(60);
  });

  it("titles every commune with its figures", () => {
    const { svg } = render();
    expect(titleOf(svg, "52550")).toBe(`Wassy : 9 sur 39 (23,1${NBSP}%)`);
    expect(titleOf(svg, "52900")).toBe("Vide 0 : aucune donnée");
  });

  it.each([
    ["20,7 %, under by less than 5 points", "52448", "#8dbbd0"],
    ["15,6 %, under by 5 to 10 points", "52331", "#c5dbe6"],
    ["0 %, a real zero", "52123", "#eef4f7"],
    ["no attribution: hatched, never the colour of 0", "52900", "url(#carte-sd)"],
    ["base under 5: dotted grey", "52479", "url(#carte-em)"],
  ])("fills %s", (_, code, fill) => {
    expect(fillOf(render().svg, code)).toBe(fill);
  });

  it.each([
    [0.25, 25, "#4a8fae"],
    [0.21, 16, "#8dbbd0"],
    [0.21, 26, "#0b4f6c"],
  ])("cuts classes exactly at the objective %d for %d %", (objectif, percent, fill) => {
    const exact = new Map([["52550", { realise: percent, assiette: 100 }]]);
    expect(fillOf(render({ objectif, valeurs: exact }).svg, "52550")).toBe(fill);
  });

  it("hides the rate of a base under 5 and keeps the fraction", () => {
    expect(titleOf(render().svg, "52479")).toBe("Sommevoire : 1 sur 3, effectif trop faible pour un taux");
  });

  it("explains its classes and its hatchings", () => {
    const { legende, classes } = render();
    expect(legende.map((entry) => entry.libelle)).toEqual([
      `moins de 15${NBSP}%`,
      `15${NBSP}% à moins de 20${NBSP}%`,
      `20${NBSP}% à moins de 25${NBSP}%`,
      `25${NBSP}% à moins de 30${NBSP}%, objectif atteint`,
      `30${NBSP}% ou plus, objectif atteint`,
      expect.stringMatching(/^effectif trop faible, moins de 5 \(\d+\)$/),
      expect.stringMatching(/^aucune donnée \(\d+\)$/),
    ]);
    expect(classes).toBe(`Classes de 5 points autour de l’objectif de 25${NBSP}%.`);
  });

  it("drops from the legend the classes that no rate can reach", () => {
    expect(render({ objectif: 0.05 }).legende[0]?.libelle).toBe(`moins de 5${NBSP}%`);
  });

  it("says whose shapes are drawn and of which year, each once", () => {
    expect(render().mention).toBe(`Contours des communes${NBSP}: carrés d’essai, 2018.`);
    expect(render().svg).toContain('<desc id="carte-d">Les valeurs figurent dans le tableau par commune. Contours');
    const [first, ...others] = communesFixture();
    const mixed = [...others, ...(first ? [{ ...first, source: "IGN 2018" }] : [])];
    expect(render({ communes: mixed }).mention).toContain("IGN 2018 ; carrés d’essai, 2018.");
    expect(render({ communes: others.map((commune) => ({ ...commune, source: null })) }).mention).toBeNull();
  });

  it("is one image, or a group when communes are links", () => {
    expect(render().svg).toContain('role="img" aria-labelledby="carte-t carte-d"');
    const linked = render({ href: (code) => `/communes?code=${code}&annee=2017` }).svg;
    expect(linked).toContain('role="group"');
    expect(linked).toContain('<a href="/communes?code=52550&amp;annee=2017" aria-label="Wassy');
  });

  it("escapes names", () => {
    const [first, ...rest] = communesFixture();
    const svg = render({ communes: [{ ...(first ?? never()), nom: `<b>"A" & B` }, ...rest], etiquettes: 3 }).svg;
    expect(svg).toContain("&lt;b&gt;&quot;A&quot; &amp; B");
    expect(svg).not.toContain("<b>");
  });

  it("draws something for a territory without shapes", () => {
    expect(render({ communes: [] }).svg).not.toMatch(/NaN|Infinity/);
  });

  it("keeps a full turn of the globe out of a shape whatever the winding of its ring", () => {
    const reversed = communesFixture(48).map((commune) => ({
      ...commune,
      contour: {
        ...commune.contour,
        coordinates: commune.contour.coordinates.map((p) => p.map((r) => r.toReversed())),
      },
    }));
    expect(render({ communes: reversed }).hauteur).toBe(render().hauteur);
  });

  it("stays under 12 kB gzipped for sixty detailed communes", () => {
    const detailed = communesFixture(48).map((commune) => ({
      ...commune,
      contour: { ...commune.contour, coordinates: commune.contour.coordinates.map((p) => p.map(roughen)) },
    }));
    const { svg } = render({ communes: detailed, etiquettes: 8 });
    expect(gzipSync(svg).length).toBeLessThan(12_288);
  });
});

/** 200 points a side, displaced by a deterministic noise of up to 300 m. */
function roughen(ring: readonly [number, number][]): [number, number][] {
  return ring.slice(1).flatMap(([x, y], i) => {
    const [fromX, fromY] = ring[i] ?? [x, y];
    return Array.from({ length: 200 }, (_, k): [number, number] => {
      const t = k / 200;
      const noise = k === 0 ? 0 : Math.sin(k * 12.9898 + i * 78.233) * 0.003;
      return [fromX + (x - fromX) * t + noise, fromY + (y - fromY) * t + noise];
    });
  });
}

function never(): never {
  throw new Error("the fixture is empty");
}

describe("renderCarteProposition", () => {
  const [commune] = communesFixture();
  const qpv = { nom: "Vert-Bois", fictif: true, contour: (commune ?? never()).contour };

  it("numbers the points over the perimeter and says the perimeter is fictional", () => {
    const svg = renderCarteProposition({
      commune: commune ?? never(),
      qpv: [qpv],
      points: [
        { longitude: 4.72, latitude: 48.42, numero: 1 },
        { longitude: 4.76, latitude: 48.43, numero: 2 },
      ],
    });
    expect(svg).toContain(`<title id="proposition-t">2${NBSP}propositions à Saint-Dizier</title>`);
    expect(svg).toContain("Quartier prioritaire Vert-Bois (périmètre fictif)");
    expect([...svg.matchAll(/fill="#ffffff">(\d)<\/text>/g)].map((m) => m[1])).toEqual(["1", "2"]);
  });

  it("keeps two proposals of one place apart", () => {
    const same = { longitude: 4.72, latitude: 48.42 };
    const svg = renderCarteProposition({
      commune: null,
      qpv: [],
      points: [1, 2, 3].map((numero) => ({ ...same, numero })),
    });
    const centres = [...svg.matchAll(/<circle cx="([\d.]+)"/g)].map((m) => Number(m[1]));
    expect(new Set(centres).size).toBe(3);
  });
});
