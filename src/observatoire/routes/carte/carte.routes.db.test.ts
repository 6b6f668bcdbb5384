import { read } from "@e965/xlsx";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { createDemoDatabase, type TestDatabase } from "../../../../test/database.ts";
import { createTestApp } from "../../../../test/fixtures/http.ts";
import { expectSoundPage, textOf } from "../../../../test/fixtures/pages.ts";
import { addOrganisation, addPersonne } from "../../../../test/journal/personnes.ts";

const EPCI = "200068666";
const horloge = { aujourdhui: () => "2026-03-10", maintenant: () => "2026-03-10T09:00:00.000Z" };

let database: TestDatabase;
let organisation: number;
const acteurs = new Map<RoleHabilite, ReturnType<typeof addPersonne>>();

beforeAll(async () => {
  database = await createDemoDatabase();
  organisation = await addOrganisation(database.pool, "epci", "Organisation d’essai");
});
afterAll(() => database.drop());

async function appOf(role: RoleHabilite, tuiles: { modele: string; attribution: string } | null = null) {
  const known = acteurs.get(role) ?? addPersonne(database.pool, role, [{ role, epci: EPCI, organisation }]);
  acteurs.set(role, known);
  return createTestApp(database.bases, { horloge, tuiles }, await known);
}

async function ask(chemin: string, role: RoleHabilite = "agent-epci") {
  const response = await (await appOf(role)).request(`/t/${EPCI}/observatoire/carte${chemin}`, {
    headers: { accept: "text/html" },
  });
  const octets = new Uint8Array(await response.arrayBuffer());
  return { statut: response.status, octets, html: new TextDecoder().decode(octets), headers: response.headers };
}

type Points = { features: { properties: Record<string, string | number>; geometry: { coordinates: number[] } }[] };
const pointsOf = async (question: string) => JSON.parse((await ask(`/residences.geojson${question}`)).html) as Points;

describe("the page", () => {
  it("shows the résidences without any script: drawing, table, method, files", async () => {
    const { statut, html } = await ask("");
    expect(statut).toBe(200);
    expectSoundPage(html);
    const text = textOf(html);
    expect(text).toMatch(/(\d+) résidences sur \1\./);
    expect(text).toContain("Résidences au 1er janvier 2017 : vacance");
    expect(text).toContain("Cinq classes, à seuils fixes.");
    expect(text).toContain("sans valeur réglementaire");
    expect(html.match(/<circle [^>]*><title>/g)?.length).toBeGreaterThan(100);
    expect(html).toContain(".geojson?millesime=2017");
  });

  it("keeps the classes of the territory under filters, and the filters in the files' addresses", async () => {
    const toutes = (await pointsOf("")).features.length;
    const { features } = await pointsOf("?classe=4");
    expect(features.length).toBeGreaterThan(0);
    expect(features.length).toBeLessThan(toutes);
    expect(new Set(features.map(({ properties }) => properties.couleur))).toEqual(new Set(["#0b4f6c"]));
    const counts = await Promise.all(
      [0, 1, 2, 3, 4].map(async (i) => (await pointsOf(`?classe=${i}`)).features.length),
    );
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(toutes);
    const { html } = await ask("?classe=4&bailleur=999000011&indicateur=vacance");
    expect(html).toMatch(/figures\/residences\.xlsx\?millesime=2017&amp;bailleur=999000011&amp;classe=4"/);
    expect(html).toMatch(/<option value="4" selected(="")?>20,0.% ou plus/);
  });

  test.each(["vacance-3-mois", "mobilite", "loyer-m2", "construction", "logements"])("draws %s", async (indicateur) => {
    const { statut, html } = await ask(`?indicateur=${indicateur}`);
    expect(statut).toBe(200);
    expectSoundPage(html);
    expect(html.match(/<circle [^>]*><title>/g)?.length).toBeGreaterThan(100);
  });

  it("draws the reading of imbalances, statuses in words, from the darkest", async () => {
    const { statut, html } = await ask("?indicateur=desequilibre");
    expect(statut).toBe(200);
    expectSoundPage(html);
    const legende = /<ul class="legende">(.*?)<\/ul>/.exec(html)?.[1] ?? "";
    expect(textOf(legende)).toMatch(/À surveiller.*Non distinguable.*effectif trop faible/);
    const { features } = await pointsOf("?indicateur=desequilibre&classe=1");
    expect(features.length).toBeGreaterThan(0);
    for (const { properties } of features)
      expect(properties.dit).toContain("Déséquilibre des occupants : À surveiller");
    const { html: autre } = await ask("");
    expect(textOf(autre)).not.toContain("À surveiller");
  });

  test.each(["?indicateur=revenus", "?bailleur=1", "?commune=5244", "?classe=7", "?classe=x"])(
    "refuses %s",
    async (question) => {
      expect((await ask(question)).statut).toBe(400);
    },
  );

  it("sets the résidence of the address apart", async () => {
    const { features } = await pointsOf("");
    const cle = String(features[0]?.properties.cle);
    const { html } = await ask(`?comparer=${encodeURIComponent(cle)}`);
    expect(textOf(html)).toContain("(comparée)");
    expect(textOf(html)).toContain("Entourée d’un trait épais");
  });

  test.each<[RoleHabilite, number]>([
    ["agent-bailleur", 200],
    ["commune", 200],
    ["guichet", 200],
  ])("answers %s with %i", async (role, statut) => {
    for (const chemin of ["", "/residences.geojson", "/communes.geojson", "/qpv.geojson", "/figures/residences.csv"]) {
      expect((await ask(chemin, role)).statut, chemin).toBe(statut);
    }
  });
});

describe("what the map is drawn from", () => {
  it("is in WGS84, with words that say all that a colour says", async () => {
    const { features } = await pointsOf("");
    for (const { properties, geometry } of features) {
      expect(geometry.coordinates[0]).toBeGreaterThan(4);
      expect(geometry.coordinates[0]).toBeLessThan(6);
      expect(properties.dit).toMatch(/^Vacance : .+ ; [\d\s\u202f]+ logements$/);
      expect(properties.rayon).toBeGreaterThanOrEqual(3);
      expect(properties.couleur).toMatch(/^#[0-9a-f]{6}$/);
      expect(properties.fiche).toMatch(new RegExp(`^/t/${EPCI}/observatoire/residences/`));
    }
  });

  it("has closed contours, the communes' and the neighbourhood's", async () => {
    for (const [couche, nombre] of [
      ["communes", 60],
      ["qpv", 1],
    ] as const) {
      const { features } = JSON.parse((await ask(`/${couche}.geojson`)).html);
      expect(features).toHaveLength(nombre);
      for (const { geometry } of features) {
        expect(geometry.coordinates.length).toBeGreaterThan(0);
        for (const [ring] of geometry.coordinates) expect(ring[0]).toEqual(ring.at(-1));
      }
    }
  });
});

describe("the files of the figure", () => {
  it("have the same rows in each form", async () => {
    const csv = (await ask("/figures/residences.ouvert.csv?commune=52550")).html.trim().split("\n");
    const geojson = JSON.parse((await ask("/figures/residences.geojson?commune=52550")).html);
    const book = read((await ask("/figures/residences.xlsx?commune=52550")).octets, { type: "array" });
    expect(csv[0]).toMatch(/^code,libelle,bailleur,commune,logements,vacance,/);
    expect(geojson.features).toHaveLength(csv.length - 1);
    expect(book.Sheets.Données?.["!ref"]).toMatch(new RegExp(`:[A-Z]+${csv.length}$`));
    expect(geojson.features[0].geometry.type).toBe("Point");
    const tableur = (await ask("/figures/residences.csv?commune=52550")).headers;
    expect(tableur.get("content-disposition")).toBe(`attachment; filename="residences-${EPCI}.csv"`);
    const svg = await ask("/figures/residences.svg?commune=52550");
    expect(svg.headers.get("content-type")).toContain("image/svg+xml");
    expect(svg.html).toMatch(/^<svg[^>]*viewBox="0 0 680 /);
    expect((await ask("/figures/residences?commune=52550")).headers.get("content-type")).toContain("text/html");
  });

  test.each(["autre.csv", "autre", "residences.pdf", "residences.ouvert.xlsx", ".csv"])(
    "there is no %s",
    async (fichier) => {
      expect((await ask(`/figures/${fichier}`)).statut).toBe(404);
    },
  );
});

describe("the policy of the page", () => {
  const TUILES = { modele: "https://tuiles.exemple.fr/{z}/{x}/{y}.png?cle={z}", attribution: "© IGN" };
  const policyOf = async (tuiles: typeof TUILES | null, chemin = "") => {
    const response = await (await appOf("agent-epci", tuiles)).request(`/t/${EPCI}/observatoire/carte${chemin}`);
    return { policy: response.headers.get("content-security-policy") ?? "", html: await response.text() };
  };

  it("adds the worker, and nothing from elsewhere", async () => {
    const { policy, html } = await policyOf(null);
    expect(policy).toContain("worker-src 'self'");
    expect(policy).not.toMatch(/blob:|https?:|unsafe/);
    expect(html).not.toContain("data-tuiles");
  });

  it("adds the origin of the tiles that the installation has chosen, for images and requests alone", async () => {
    const { policy, html } = await policyOf(TUILES);
    expect(policy.match(/https:\/\/tuiles\.exemple\.fr/g)).toHaveLength(2);
    expect(policy).toContain("img-src 'self' data: https://tuiles.exemple.fr;");
    expect(policy).toContain("connect-src 'self' https://tuiles.exemple.fr;");
    expect(policy).toContain("script-src 'self';");
    expect(html).toMatch(/<blaise-carte|Carte détaillée/);
  });

  it("keeps that of all pages on what it refuses, and on its files", async () => {
    expect((await policyOf(TUILES, "?classe=x")).policy).not.toContain("worker-src");
    expect((await policyOf(TUILES, "/figures/residences.csv")).policy).not.toContain("tuiles");
  });
});

it("says what is missing where no stock is published", async () => {
  await database.pool.query("delete from publication where source = 'rpls'");
  const { statut, html } = await ask("");
  expect(statut).toBe(200);
  expect(textOf(html)).toContain("Aucun parc publié");
  expectSoundPage(html);
  expect((await ask("/residences.geojson")).statut).toBe(404);
});
