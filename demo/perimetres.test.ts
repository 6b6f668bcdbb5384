import { describe, expect, it, test } from "vitest";
import { COMMUNES } from "./communes.ts";
import { readFeatures, ringsOf, surrounds } from "./relecture.ts";

type Ring = readonly (readonly [number, number])[];

function area(ring: Ring): number {
  return ring.slice(0, -1).reduce((sum, [x, y], rang) => {
    const [nx, ny] = ring[rang + 1] ?? [x, y];
    return sum + (x * ny - nx * y) / 2;
  }, 0);
}

const contours = readFeatures("communes.geojson");
const partsOf = (rang: number) => ringsOf(contours[rang]);

describe("communes.geojson", () => {
  it("draws the 60 communes as the IGN does, with name, population and secteur", () => {
    expect(contours.map(({ properties }) => properties)).toEqual(
      COMMUNES.map(({ code, nom, population, secteur }) => ({
        code,
        nom,
        population,
        secteur,
        source: "IGN, ADMIN EXPRESS COG 2018, Licence Ouverte",
      })),
    );
    expect(new Set(contours.map(({ properties }) => properties.secteur))).toEqual(
      new Set([
        "Secteur 1 – Saint-Dizier",
        "Secteur 2",
        "Secteur 3",
        "Secteur 4",
        "Secteur 5 – Wassy/Brousseval",
        "Secteur 6",
        "Vallée de la Marne",
        "Pays du Der",
        "Autres communes",
      ]),
    );
  });

  test.each(COMMUNES.map((commune, rang) => [commune.nom, commune, rang] as const))(
    "%s is drawn around its own point and no other's",
    (_nom, commune, rang) => {
      for (const ring of partsOf(rang)) expect(ring[0]).toEqual(ring[ring.length - 1]);
      const inside = COMMUNES.filter(({ longitude, latitude }) =>
        partsOf(rang).some((ring) => surrounds(ring, [longitude, latitude])),
      );
      expect(inside.map(({ code }) => code)).toEqual([commune.code]);
    },
  );
});

describe.each([2015, 2024] as const)("qpv-%i.geojson", (generation) => {
  const features = readFeatures(`qpv-${generation}.geojson`);
  const [ring = []] = ringsOf(features[0]);

  it("is one fictitious Vert-Bois of twelve vertices, said to be so", () => {
    expect(features).toHaveLength(1);
    expect(features[0]?.properties).toMatchObject({
      code: "DEMO-VERT-BOIS",
      nom: "Vert-Bois (périmètre de démonstration)",
      generation,
      fictif: true,
    });
    expect(ring).toHaveLength(13);
    expect(area(ring)).toBeGreaterThan(0);
  });

  it("lies inside Saint-Dizier", () => {
    const [saintDizier = []] = partsOf(COMMUNES.findIndex(({ code }) => code === "52448"));
    expect(ring.every((point) => surrounds(saintDizier, point))).toBe(true);
  });
});
