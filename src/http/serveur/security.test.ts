import { Hono } from "hono";
import { beforeEach, describe, expect, it, test } from "vitest";
import type { Acteur } from "#domain/habilitation/acteur.ts";
import { baseOf } from "../../../test/fixtures/base.ts";
import { createTestApp, OFFICIER } from "../../../test/fixtures/http.ts";
import { EPCI, LOT } from "../../../test/fixtures/pages.ts";
import type { Env } from "../deps.ts";
import { keepPrivate, SECURITY_HEADERS } from "./security.ts";

const errors: unknown[] = [];
const log = { info: () => undefined, error: (line: unknown) => void errors.push(line) };

/** No query is expected: whatever asks one fails, as when the database is not there. */
const appFor = (acteur: Acteur | null, deps: Parameters<typeof createTestApp>[1] = {}) =>
  createTestApp(baseOf({}), { log, ...deps }, acteur);

const ADMINISTRATEUR: Acteur = {
  ...OFFICIER,
  habilitations: OFFICIER.habilitations.map((held) => ({ ...held, role: "administrateur" as const, epci: null })),
};

type Route = { readonly method: string; readonly path: string };

/** Every route of the application, at an address that reaches it. */
const ROUTES: readonly Route[] = routesOf(appFor(null));

function routesOf(app: Hono<Env>): Route[] {
  const seen = new Map(
    app.routes
      .filter(({ method }) => method !== "ALL")
      .map(({ method, path }) => [`${method} ${path}`, { method, path }]),
  );
  return [...seen.values()].map(({ method, path }) => ({
    method,
    path: path
      .replace(/:epci\b/, EPCI)
      .replace(/:annee\b/, "2017")
      .replace(/:fichier\{bilan.*\}/, "bilan.csv")
      .replace(/:fichier\{.*\}/, "2017-annee-1.csv")
      // One level of braces inside: « :id{[0-9]{1,9}} ».
      .replace(/:\w+(\{(?:[^{}]|\{[^}]*\})*\})?/g, "6"),
  }));
}

const SAME_ORIGIN = { origin: "http://localhost" };

/** What every answer owes, whatever it is. */
function expectHeaders(response: Response): void {
  const found = SECURITY_HEADERS.map(([name]) => [name, response.headers.get(name)]);
  expect(found).toEqual(SECURITY_HEADERS.map(([...header]) => header));
  expect(response.headers.get("x-requete")).toMatch(/^[0-9a-f-]{36}$/);
  expect(response.headers.get("cache-control")).toMatch(
    /^(no-store|private, no-cache|no-cache|public, max-age=31536000, immutable)$/,
  );
  expect(response.headers.get("x-powered-by")).toBeNull();
}

beforeEach(() => {
  errors.length = 0;
});

it("finds the routes, and the acts among them", () => {
  expect(ROUTES.length).toBeGreaterThan(60);
  expect(ROUTES.filter(({ method }) => method !== "GET").length).toBeGreaterThan(20);
  expect(ROUTES.map(({ path }) => path).join()).not.toMatch(/[:{}]/);
});

describe("every answer of every route has the security headers", () => {
  const PERSONNES: readonly (readonly [string, Acteur | null])[] = [
    ["nobody", null],
    ["an officer", OFFICIER],
    ["an administrator", ADMINISTRATEUR],
  ];

  describe.each(PERSONNES)("%s", (_, acteur) => {
    const app = appFor(acteur);
    test.each(ROUTES)("$method $path", async ({ method, path }) => {
      for (const accept of ["text/html", "application/json"]) {
        const init = { method, headers: { ...SAME_ORIGIN, accept } };
        const response = await app.request(path, init);
        expectHeaders(response);
        // What the database said, where in the code: for the log, with the reference that the page gives.
        expect(await response.text()).not.toMatch(/unexpected query|is not a function|\.tsx?\b|node_modules|\/work\//);
        if (response.status === 500) expect(errors.length).toBeGreaterThan(0);
        errors.length = 0;
      }
    });

    test.each(ROUTES.filter(({ method }) => method === "GET"))("HEAD $path", async ({ path }) => {
      const response = await app.request(path, { method: "HEAD" });
      expectHeaders(response);
      expect(await response.text()).toBe("");
    });

    test.each(ROUTES)("$path in a way that it does not know", async ({ path }) => {
      const response = await app.request(path, { method: "PATCH", headers: SAME_ORIGIN });
      expectHeaders(response);
      // 500: who is where is read before the method is judged, and here the database is away.
      expect([401, 403, 404, 405, 500]).toContain(response.status);
    });
  });
});

describe("so has every kind of answer", () => {
  const socket = { incoming: { socket: { remoteAddress: "203.0.113.7" } } };
  const app = createTestApp(
    baseOf({
      lots: {
        find: async () => LOT,
        rejets: async function* () {
          yield { ligne: 1, brut: Buffer.from("a"), anomalies: [] };
        },
      },
      territoires: { etat: async () => "1" },
      journal: { ecrire: async () => undefined },
    }),
    { log, hotes: ["localhost"] },
  );

  it("a page that is not there, another name, a form too long", async () => {
    const long = { method: "POST", body: "x".repeat(600_000), headers: { ...SAME_ORIGIN, "content-length": "600000" } };
    const found = [
      await app.request("/nope"),
      await app.request("http://evil.example/vivant"),
      await app.request(`/t/${EPCI}/rapport`, long),
    ];
    found.forEach(expectHeaders);
    expect(found.map(({ status }) => status)).toEqual([404, 421, 413]);
  });

  it("too many requests, with the time to wait", async () => {
    const login = () => app.request("/connexion", { method: "POST", headers: { accept: "text/html" } }, socket);
    for (let i = 0; i < 20; i++) await login();
    const refused = await login();
    expectHeaders(refused);
    expect([refused.status, Number(refused.headers.get("retry-after")) > 0]).toEqual([429, true]);
    expect(await refused.text()).toContain("Trop de demandes");
  });

  it("a file that the browser has, one that it has not", async () => {
    const href =
      /\/statique\/style\.css\?v=[0-9a-f]+/.exec(await (await app.request("/accessibilite")).text())?.[0] ?? "";
    const css = await app.request(href);
    expectHeaders(css);
    expect(css.headers.get("cache-control")).toContain("immutable");
    const again = await app.request(href, { headers: { "if-none-match": css.headers.get("etag") ?? "" } });
    expectHeaders(again);
    expect(again.status).toBe(304);
  });

  it("a download that flows", async () => {
    const rejets = await app.request(`/t/${EPCI}/donnees/lots/${LOT.id}/rejets.csv`);
    expectHeaders(rejets);
    expect([rejets.status, rejets.headers.get("cache-control")]).toEqual([200, "no-store"]);
  });
});

describe("an act comes from a page of ours", () => {
  const ATTACKS: readonly (readonly [string, Record<string, string>])[] = [
    ["no origin", {}],
    ["a foreign origin", { origin: "https://evil.example" }],
    ["a foreign origin that begins like ours", { origin: "http://localhost.evil.example" }],
    ["an opaque origin", { origin: "null" }],
    ["our host at another port", { origin: "http://localhost:8080" }],
    ["no more than a referer", { referer: "http://localhost/connexion" }],
    ["cross-site", { "sec-fetch-site": "cross-site", origin: "http://localhost" }],
    ["a sibling site", { "sec-fetch-site": "same-site", origin: "http://localhost" }],
    ["an address typed in", { "sec-fetch-site": "none", origin: "http://localhost" }],
  ];
  const TYPES = [
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "text/plain",
    "application/json",
  ];
  const ACTES = ROUTES.filter(({ method }) => method !== "GET");
  const app = appFor(ADMINISTRATEUR);

  test.each(ACTES)("$method $path", async ({ method, path }) => {
    for (const [attack, headers] of ATTACKS) {
      for (const type of TYPES) {
        const init = { method, body: "x", headers: { accept: "application/json", ...headers, "content-type": type } };
        const response = await app.request(path, init);
        const found = { attack, type, status: response.status, problem: await response.json() };
        expect(found).toMatchObject({ attack, type, status: 403, problem: { code: "origine-refusee" } });
      }
    }
    // Refused before anything was asked of the database.
    expect(errors).toEqual([]);
  });

  test.each(ACTES)("$method $path is reached from ours", async ({ method, path }) => {
    for (const headers of [SAME_ORIGIN, { "sec-fetch-site": "same-origin" }]) {
      const response = await app.request(path, { method, headers: { accept: "application/json", ...headers } });
      expect(await response.text()).not.toContain("origine-refusee");
    }
  });
});

test.each<[string, Record<string, string>, string]>([
  ["nothing said", {}, "no-store"],
  ["a mark", { etag: '"1"' }, "private, no-cache"],
  ["something said", { etag: '"1"', "cache-control": "public, max-age=60" }, "public, max-age=60"],
])("how an answer may be kept: %s", async (_, headers, expected) => {
  const app = new Hono().use(keepPrivate).get("/", (c) => c.text("ok", 200, headers));
  expect((await app.request("/")).headers.get("cache-control")).toBe(expected);
});
