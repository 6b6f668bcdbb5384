import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { expect, it, test } from "vitest";
import { readContours, readVoisines } from "./contours-communes.ts";

const SAINT_DIZIER = "52448";

async function contourOf(commune: string, codes: readonly string[] = [commune]) {
  return (await readContours(new Map([[commune, codes]]))).get(commune) ?? null;
}

it("gives Saint-Dizier its 49 points, where it is", async () => {
  const contour = await contourOf(SAINT_DIZIER);
  const [[anneau = []] = []] = contour?.coordinates ?? [];
  expect(contour?.coordinates).toHaveLength(1);
  expect(anneau).toHaveLength(49);
  for (const [longitude, latitude] of anneau) {
    expect(longitude).toBeGreaterThan(4.8);
    expect(longitude).toBeLessThan(5.1);
    expect(latitude).toBeGreaterThan(48.55);
    expect(latitude).toBeLessThan(48.75);
  }
});

it("makes one shape of communes that have merged, without the border between them", async () => {
  const [cherbourg, octeville, ensemble] = await Promise.all([
    contourOf("52448"),
    contourOf("52327"),
    contourOf("52448", ["52448", "52327"]),
  ]);
  const points = (contour: typeof cherbourg) => contour?.coordinates.flat(2).length ?? 0;
  expect(points(ensemble)).toBeGreaterThan(0);
  expect(points(ensemble)).toBeLessThan(points(cherbourg) + points(octeville));
});

test.each([
  ["Basse-Terre", "97105", -61.7, 16],
  ["Fort-de-France", "97209", -61, 14.6],
  ["Cayenne", "97302", -52.3, 4.9],
  ["Saint-Denis de La Réunion", "97411", 55.4, -20.9],
  ["Mamoudzou", "97611", 45.2, -12.8],
])("overseas too: %s", async (_, code, longitude, latitude) => {
  const points = (await contourOf(code))?.coordinates.flat(2) ?? [];
  const middle = points.reduce(([x, y], [dx, dy]) => [x + dx / points.length, y + dy / points.length], [0, 0]);
  expect(middle[0]).toBeCloseTo(longitude, 0);
  expect(middle[1]).toBeCloseTo(latitude, 0);
});

it("gives the communes around others, two borders deep, and on an island those of the island alone", async () => {
  const autour = await readVoisines([SAINT_DIZIER]);
  expect(autour.has(SAINT_DIZIER)).toBe(false);
  // Bettancourt-la-Ferrée touches it; Wassy, 15 km away, does not.
  expect(autour.has("52045")).toBe(true);
  expect(autour.has("52550")).toBe(false);
  expect(autour.size).toBeGreaterThan(10);
  expect(autour.size).toBeLessThan(60);
  const reunion = [...(await readVoisines(["97411"])).keys()];
  expect(reunion.length).toBeGreaterThan(1);
  expect(reunion.every((code) => code.startsWith("974"))).toBe(true);
});

it("says of a code that it has no contour by leaving it out", async () => {
  expect(await contourOf("75101")).toBeNull();
  expect(await contourOf("99999")).toBeNull();
});

it("finds every commune of the file, whatever the place where it is written", async () => {
  const fichier = new URL("./contours/communes-2018-metropole.topojson.gz", import.meta.url);
  const { objects } = JSON.parse(gunzipSync(readFileSync(fichier)).toString("utf8"));
  const codes: readonly string[] = objects.communes.geometries.map(
    ({ properties }: { properties: { code: string } }) => properties.code,
  );
  expect(codes).toHaveLength(35_228);
  const some = codes.filter((_, rang) => rang % 200 === 0 || rang > 35_220);
  expect((await readContours(new Map(some.map((code) => [code, [code]])))).size).toBe(some.length);
});
