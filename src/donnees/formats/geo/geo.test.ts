import proj4 from "proj4";
import { describe, expect, it, test } from "vitest";
import { openTexte, readTexte } from "../../../../test/fixtures/lecture.ts";
import type { CommuneRow, QpvRow } from "../rows.ts";

const L93 =
  "+proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=49 +lat_2=44 +x_0=700000 +y_0=6600000 +ellps=GRS80 +units=m +no_defs";
const CARRE = [
  [4.94, 48.63],
  [4.95, 48.63],
  [4.95, 48.64],
  [4.94, 48.63],
] as const;

function geojson(
  features: readonly { properties: object; ring?: readonly (readonly number[])[] }[],
  crs?: string,
): string {
  return JSON.stringify({
    type: "FeatureCollection",
    ...(crs ? { crs: { type: "name", properties: { name: crs } } } : {}),
    features: features.map(({ properties, ring }) => ({
      type: "Feature",
      properties,
      geometry: { type: "Polygon", coordinates: [ring ?? CARRE] },
    })),
  });
}

describe("QPV", () => {
  it("knows the generation by the code, and groups the entities of one neighbourhood", async () => {
    const { lecture, rows, lignes } = await readTexte(
      "qpv.geojson",
      geojson([
        { properties: { code_qp: "QN05201M", lib_qp: "Vert-Bois", insee_com: "52448,52550" } },
        { properties: { code_qp: "QN05201M", lib_qp: "Vert-Bois", insee_com: '="01053"' } },
      ]),
    );
    expect(lecture).toMatchObject({ source: "qpv", profil: "qpv-2024" });
    expect(rows).toMatchObject([
      { code: "QN05201M", nom: "Vert-Bois", generation: 2024, communes: ["52448", "52550", "01053"], fictif: false },
    ]);
    expect((rows as readonly QpvRow[])[0]?.contour.coordinates).toHaveLength(2);
    expect(lignes.map((ligne) => ligne.kind)).toEqual(["acceptee", "ecartee"]);
  });

  it("keeps a demonstration perimeter with its own code, and says it is fictional", async () => {
    const { lecture, rows } = await readTexte(
      "q.geojson",
      geojson([{ properties: { code: "DEMO-1", nom: "Vert-Bois", generation: 2015, fictif: true } }]),
    );
    expect(lecture.profil).toBe("qpv-2015");
    expect(rows).toMatchObject([{ code: "DEMO-1", generation: 2015, fictif: true }]);
  });

  test.each([
    ["declared Lambert-93", "urn:ogc:def:crs:EPSG::2154", L93],
    ["Lambert-93 that says nothing", undefined, L93],
    ["Web Mercator", "EPSG:3857", "EPSG:3857"],
    ["Lambert-93 announced as degrees", "urn:ogc:def:crs:OGC:1.3:CRS84", L93],
  ])("reprojects %s", async (_, crs, definition) => {
    const ring = CARRE.map((point) => proj4("WGS84", definition, [...point]));
    const { rows } = await readTexte(
      "q.geojson",
      geojson([{ properties: { code_qp: "QP052001", nom_qp: "A" }, ring }], crs),
    );
    const [point] = (rows as readonly QpvRow[])[0]?.contour.coordinates[0]?.[0] ?? [];
    expect(point?.[0]).toBeCloseTo(4.94, 6);
    expect(point?.[1]).toBeCloseTo(48.63, 6);
  });

  it("reads the former ZUS as a list of their own, by the name of their code's property or by what the file says", async () => {
    const { lecture, rows } = await readTexte(
      "zus.geojson",
      geojson([{ properties: { CODE_ZUS: "2104010", NOM_ZUS: "Bernon", INSEE_COM: "51230" } }]),
    );
    expect(lecture.profil).toBe("qpv-1996");
    expect(rows).toMatchObject([{ code: "2104010", nom: "Bernon", generation: 1996, communes: ["51230"] }]);
    const said = await readTexte(
      "zus.geojson",
      geojson([{ properties: { code: "DEMO-ZUS", nom: "Bernon", generation: "1996" } }]),
    );
    expect(said.lecture.profil).toBe("qpv-1996");
  });

  it("refuses two generations in one file", async () => {
    const texte = geojson([{ properties: { code_qp: "QP052001" } }, { properties: { code_qp: "QN05201M" } }]);
    await expect(readTexte("q.geojson", texte)).rejects.toMatchObject({ code: "generations-melangees" });
  });

  test.each([
    ["a code of nothing", { code_qp: "052001" }, undefined, "code-qpv"],
    [
      "a ring of two points",
      { code_qp: "QP052001" },
      [
        [4.9, 48.6],
        [4.8, 48.6],
      ],
      "contour-invalide",
    ],
    [
      "a shape in the ocean",
      { code_qp: "QP052001" },
      [
        [-30, 40],
        [-31, 40],
        [-31, 41],
        [-30, 40],
      ],
      "contour-hors-france",
    ],
  ])("leaves out %s", async (_, properties, ring, code) => {
    const features = [{ properties: { code_qp: "QP052002", nom_qp: "B" } }, { properties, ...(ring ? { ring } : {}) }];
    const { rows, rejets } = await readTexte("q.geojson", geojson(features));
    expect(rows).toHaveLength(1);
    expect(rejets).toMatchObject([
      { ligne: 2, anomalies: expect.arrayContaining([expect.objectContaining({ code })]) },
    ]);
  });

  it("refuses a text cut short", async () => {
    await expect(
      openTexte("q.geojson", geojson([{ properties: { code_qp: "QP052001" } }]).slice(0, -20)),
    ).rejects.toMatchObject({ code: "geojson-illisible" });
  });
});

describe("communes", () => {
  it("reads the code, the name, the population, and what is only a sketch", async () => {
    const { lecture, rows } = await readTexte(
      "communes.geojson",
      geojson([
        {
          properties: {
            code: "52448",
            nom: "Saint-Dizier",
            population: 24932,
            secteur: "Secteur 1",
            source: "IGN 2018",
          },
        },
        { properties: { code: "1004", nom: "Ambérieu-en-Bugey" } },
      ]),
    );
    expect(lecture).toMatchObject({ source: "communes", profil: "communes" });
    const [first, second] = rows as readonly CommuneRow[];
    expect(first).toMatchObject({ code: "52448", population: 24932, secteur: "Secteur 1", source: "IGN 2018" });
    expect(second).toMatchObject({ code: "01004", population: null, secteur: null, source: null });
  });
});
