import { expect, test } from "vitest";
import { z } from "zod";
import { toBilanJson } from "#bilan/documents/json.ts";
import { computeBilan } from "#bilan/lectures/compute-bilan.ts";
import { quarterPeriode } from "#socle/regles/shared/periode.ts";
import { baseOf } from "../../../../test/fixtures/base.ts";
import { BILAN_2017 } from "../../../../test/fixtures/bilan-2017.ts";
import { CUBES_2017 } from "../../../../test/fixtures/cubes-2017.ts";
import { createTestApp } from "../../../../test/fixtures/http.ts";
import { EPCI, LOT } from "../../../../test/fixtures/pages.ts";
import { bilanSchema } from "./schemas.ts";

const adresse = {
  cleAdresse: "52448 miquelon",
  commune: "52448",
  communeNom: "Saint-Dizier",
  adresse: null,
  residence: null,
  numeroRpls: "R1",
  bailleur: "655200020",
  bailleurNom: null,
  typologie: null,
  lignes: 7,
  premierQuartile: 2,
  annees: [2017],
  probable: null,
  interrogeeLe: null,
  exemple: { fichier: "a.csv", ligne: 48 },
};

const base = baseOf({
  territoires: {
    list: async () => [{ epci: EPCI, nom: "CA", demonstration: true }],
    find: async (epci) => (epci === EPCI ? { epci, nom: "CA", demonstration: true } : null),
    communes: async () => [],
    perimetre: async () => [],
  },
  cubes: CUBES_2017,
  lots: {
    list: async () => [LOT],
    find: async (id) => (id === LOT.id ? LOT : null),
    groupesRejets: async () => [],
    anomalies: async () => [
      { code: "c", gravite: "LIG", lignes: 1, premiereLigne: 2, colonne: null, exemple: "DUPONT", message: "Faux." },
      {
        code: "d",
        gravite: "LIG",
        lignes: 1,
        premiereLigne: 3,
        colonne: null,
        exemple: "DUPONT",
        message: "La cellule « DUPONT » et « 1 » n’est pas un code. Corrigez-la.",
      },
    ],
  },
  localisations: { aLocaliser: async () => [adresse] },
});
const app = createTestApp(base);

async function get(path: string) {
  const response = await app.request(`/api/v1${path}`, { headers: { accept: "text/html" } });
  const body: unknown = await response.json();
  return { status: response.status, type: response.headers.get("content-type") ?? "", body };
}

test("the published schema describes every key of the bilan, and no other", () => {
  const bilan = toBilanJson(BILAN_2017);
  expect(bilanSchema.parse(bilan)).toEqual(bilan);
});

test("the bilan of the API is the one of every other format", async () => {
  const { status, body } = await get(`/territoires/${EPCI}/bilans/2017?periode=T3`);
  expect(status).toBe(200);
  const bilan = await computeBilan(base, { epci: EPCI, periode: quarterPeriode(2017, 3), bailleur: null });
  expect(bilan.horsQpv.premierQuartile).toBe(66);
  expect(body).toEqual(JSON.parse(JSON.stringify(toBilanJson(bilan))));
});

test("lists", async () => {
  expect((await get("/territoires")).body).toEqual([{ epci: EPCI, nom: "CA", demonstration: true }]);
  expect((await get(`/territoires/${EPCI}/lots`)).body).toMatchObject([{ id: 6, lignesLues: 779 }]);
  expect((await get(`/territoires/${EPCI}/a-localiser`)).body).toMatchObject([
    { cleAdresse: "52448 miquelon", lignes: 7 },
  ]);
});

test("a lot comes with its anomalies, without the cells they show", async () => {
  const { body } = await get(`/territoires/${EPCI}/lots/6`);
  const { anomalies } = z.object({ anomalies: z.array(z.record(z.string(), z.unknown())) }).parse(body);
  expect(anomalies).toEqual([
    { code: "c", gravite: "LIG", lignes: 1, premiereLigne: 2, colonne: null, message: "Faux." },
    {
      code: "d",
      gravite: "LIG",
      lignes: 1,
      premiereLigne: 3,
      colonne: null,
      message: "La cellule «\u00a0…\u00a0» n’est pas un code. Corrigez-la.",
    },
  ]);
});

test.each([
  ["/territoires/200000000/lots", 404, "territoire-inconnu"],
  ["/territoires/2000/lots", 404, "territoire-inconnu"],
  [`/territoires/${EPCI}/bilans/17`, 400, "saisie-invalide"],
  [`/territoires/${EPCI}/bilans/2017?periode=ete`, 400, "saisie-invalide"],
  [`/territoires/${EPCI}/lots/7`, 404, "lot-inconnu"],
  ["/nope", 404, "page-introuvable"],
])("%s is a problem %i even for a browser", async (path, statut, code) => {
  const { status, type, body } = await get(path);
  expect([status, type]).toEqual([statut, "application/problem+json"]);
  expect(body).toMatchObject({ code });
});

test("the document is OpenAPI 3.1 and lists every route with its problems", async () => {
  const { body } = await get("/openapi.json");
  const { openapi, paths, components } = documentSchema.parse(body);
  expect(openapi).toBe("3.1.0");
  expect(Object.keys(paths)).toEqual([
    "/territoires",
    "/territoires/{epci}/bilans/{annee}",
    "/territoires/{epci}/objectifs/{annee}",
    "/territoires/{epci}/operations",
    "/territoires/{epci}/actions",
    "/territoires/{epci}/conges",
    "/territoires/{epci}/lots",
    "/territoires/{epci}/lots/{id}",
    "/territoires/{epci}/a-localiser",
  ]);
  expect(components.schemas.Bilan?.required).toContain("nonLocalisees");
  const notFound = paths["/territoires/{epci}/lots/{id}"]?.get?.responses["404"];
  expect(notFound?.content).toHaveProperty(["application/problem+json"]);
});

const documentSchema = z.object({
  openapi: z.string(),
  paths: z.record(
    z.string(),
    z.object({
      get: z
        .object({ responses: z.record(z.string(), z.object({ content: z.record(z.string(), z.unknown()) })) })
        .optional(),
    }),
  ),
  components: z.object({ schemas: z.record(z.string(), z.object({ required: z.array(z.string()).optional() })) }),
});
