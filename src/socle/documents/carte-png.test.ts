import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { renderCarteCommunes } from "../images/carte.ts";
import type { CommuneCarte } from "../images/carte-parts.ts";
import { renderCartePng } from "./carte-png.ts";

/** Two squares side by side with a hole in the first. */
const communes: CommuneCarte[] = [
  commune("1", [rectangle(4.8, 48.5, 4.9, 48.6), rectangle(4.83, 48.53, 4.87, 48.57)]),
  commune("2", [rectangle(4.9, 48.5, 5, 48.6)]),
];

function commune(code: string, rings: [number, number][][]): CommuneCarte {
  return { code, nom: code, source: null, contour: { type: "MultiPolygon", coordinates: [rings] } };
}

function rectangle(west: number, south: number, east: number, north: number): [number, number][] {
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
}

function decode(png: Uint8Array) {
  const bytes = Buffer.from(png);
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const data = inflateSync(bytes.subarray(41, 41 + bytes.readUInt32BE(33)));
  return {
    width,
    height,
    at: (x: number, y: number) => {
      const start = Math.round(y) * (width * 3 + 1) + 1 + Math.round(x) * 3;
      return `#${data.subarray(start, start + 3).toString("hex")}`;
    },
  };
}

describe("renderCartePng", () => {
  const carte = renderCarteCommunes({
    communes,
    valeurs: new Map([["1", { realise: 30, assiette: 100 }]]),
    objectif: 0.25,
    titre: "Essai",
    largeur: 200,
  });
  const image = decode(renderCartePng(carte));

  it("is twice the frame", () => {
    expect([image.width, image.height]).toEqual([400, carte.hauteur * 2]);
  });

  it("fills a shape, leaves its hole and the outside white", () => {
    expect(image.at(25, image.height / 2)).toBe("#0b4f6c");
    expect(image.at(104, image.height / 2)).toBe("#ffffff");
    expect(image.at(1, 1)).toBe("#ffffff");
  });

  it("hatches the commune without data", () => {
    const row = Array.from({ length: 150 }, (_, i) => image.at(220 + i, image.height / 2));
    expect(row.filter((color) => color === "#ffffff").length).toBeGreaterThan(75);
    expect(row).toContain("#b4bec9");
  });
});
