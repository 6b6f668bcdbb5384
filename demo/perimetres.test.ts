import { describe, expect, it, test } from "vitest";
import { COMMUNES } from "./communes.ts";
import { readFeatures, ringOf, surrounds } from "./relecture.ts";

type Ring = readonly (readonly [number, number])[];

function area(ring: Ring): number {
  return ring.slice(0, -1).reduce((sum, [x, y], rang) => {
    const [nx, ny] = ring[rang + 1] ?? [x, y];
    return sum + (x * ny - nx * y) / 2;
  }, 0);
}

const cells = readFeatures("communes.geojson");

describe("communes.geojson", () => {
  it("draws the 60 communes, marked schematic, with name, population and secteur", () => {
    expect(cells.map(({ properties }) => properties)).toEqual(
      COMMUNES.map(({ code, nom, population, secteur }) => ({ code, nom, population, secteur, schematique: true })),
    );
    expect(new Set(cells.map(({ properties }) => properties.secteur))).toEqual(
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
    "%s is a closed ring, counter-clockwise, around its own point and no other's",
    (_nom, commune, rang) => {
      const ring = ringOf(cells[rang]);
      expect(ring.length).toBeGreaterThanOrEqual(4);
      expect(ring[0]).toEqual(ring[ring.length - 1]);
      expect(area(ring)).toBeGreaterThan(0);
      const inside = COMMUNES.filter(({ longitude, latitude }) => surrounds(ring, [longitude, latitude]));
      expect(inside.map(({ code }) => code)).toEqual([commune.code]);
    },
  );

  it("is not a rectangle: the outline has many directions, and neighbours share their borders", () => {
    const corners = new Map<string, number>();
    for (const cell of cells) {
      for (const point of new Set(ringOf(cell).map(String))) corners.set(point, (corners.get(point) ?? 0) + 1);
    }
    const shared = [...corners.values()].filter((count) => count >= 3).length;
    // A planar map of 60 regions has about twice as many inner meeting points of three.
    expect(shared).toBeGreaterThan(70);
    expect([...corners.values()].filter((count) => count === 1).length).toBeGreaterThan(40);
  });
});

describe.each([2015, 2024] as const)("qpv-%i.geojson", (generation) => {
  const features = readFeatures(`qpv-${generation}.geojson`);

  it("is one fictitious Vert-Bois of twelve vertices, said to be so", () => {
    expect(features).toHaveLength(1);
    expect(features[0]?.properties).toMatchObject({
      code: "DEMO-VERT-BOIS",
      nom: "Vert-Bois (périmètre de démonstration)",
      generation,
      fictif: true,
    });
    expect(ringOf(features[0])).toHaveLength(13);
    expect(area(ringOf(features[0]))).toBeGreaterThan(0);
  });

  it("lies inside Saint-Dizier's cell", () => {
    const saintDizier = ringOf(cells.find(({ properties }) => properties.code === "52448"));
    expect(ringOf(features[0]).every((point) => surrounds(saintDizier, point))).toBe(true);
  });
});
