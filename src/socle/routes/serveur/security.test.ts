// @module-tag lourd
// @module-tag profondeur
import { Hono } from "hono";
import { beforeEach, describe, expect, it, test } from "vitest";
import { baseOf } from "../../../../test/fixtures/base.ts";
import { createTestApp, OFFICIER } from "../../../../test/fixtures/http.ts";
import { EPCI, LOT } from "../../../../test/fixtures/pages.ts";
import { selon } from "../../../../test/profondeur.ts";
import type { Acteur } from "../../regles/habilitation/acteur.ts";
import type { Env } from "../deps.ts";
import { keepPrivate, SECURITY_HEADERS } from "./security.ts";

const errors: unknown[] = [];
const log = { info: () => undefined, error: (line: unknown) => void errors.push(line) };

/** Any query fails, as when the database is down. */
const appFor = (acteur: Acteur | null, deps: Parameters<typeof createTestApp>[1] = {}) =>
  createTestApp(baseOf({}), { log, ...deps }, acteur);

const ADMINISTRATEUR: Acteur = {
  ...OFFICIER,
  habilitations: OFFICIER.habilitations.map((held) => ({ ...held, role: "administrateur" as const, epci: null })),
};

type Route = { readonly method: string; readonly path: string };

/** Every route of the application, with an address that matches it. */
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
      // Braces nest once: « :id{[0-9]{1,9}} ».
      .replace(/:\w+(\{(?:[^{}]|\{[^}]*\})*\})?/g, "6"),
  }));
}

const LEAK = /unexpected query|is not a function|\.tsx?\b|node_modules|\/work\//;
const SAME_ORIGIN = { origin: "http://localhost" };

/** Required headers that this answer lacks. */
function findMissing({ headers }: Response): string[] {
  const wrong = SECURITY_HEADERS.filter(([name, value]) => headers.get(name) !== value).map(([name]) => name);
  if (!/^[0-9a-f-]{36}$/.test(headers.get("x-requete") ?? "")) wrong.push("x-requete");
  if (!KEPT.test(headers.get("cache-control") ?? "")) wrong.push(`cache-control: ${headers.get("cache-control")}`);
  if (headers.get("x-powered-by") !== null) wrong.push("x-powered-by");
  return wrong;
}

const KEPT = /^(no-store|private, no-cache|no-cache|public, max-age=31536000, immutable)$/;

function expectHeaders(response: Response): void {
  expect(findMissing(response)).toEqual([]);
}

/** Errors of each route, named by it. */
async function findWrong(
  routes: readonly Route[],
  judge: (route: Route, rang: number) => Promise<readonly string[]>,
): Promise<string[]> {
  const wrong: string[] = [];
  for (const [rang, route] of routes.entries()) {
    for (const what of await judge(route, rang)) wrong.push(`${route.method} ${route.path}: ${what}`);
  }
  return wrong;
}

/** One in `sur` in a daily run, not always the same: each person, route and way of asking is still covered. */
const isDrawn = selon({ ci: (rang: number, sur: number) => rang % sur === 0, preuve: () => true });

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

  describe.each(PERSONNES.map(([nom, acteur], rang) => [nom, acteur, rang] as const))("%s", (_, acteur, personne) => {
    const app = appFor(acteur);
    const drawn = (routes: readonly Route[], sur: number, first = 0) =>
      routes.filter((_route, rang) => isDrawn(rang + personne + first, sur));

    it.each([
      ["text/html", 0],
      ["application/json", 1],
    ])("who asks for %s", async (accept, first) => {
      const wrong = await findWrong(drawn(ROUTES, 2, first), async ({ method, path }) => {
        errors.length = 0;
        const response = await app.request(path, { method, headers: { ...SAME_ORIGIN, accept } });
        // Messages of the database and places in the code are for the log only, with the reference that the page shows.
        const leak = LEAK.exec(await response.text());
        const silent = response.status === 500 && errors.length === 0;
        return [...findMissing(response), ...(leak ? [`says « ${leak[0]} »`] : []), ...(silent ? ["not logged"] : [])];
      });
      expect(wrong).toEqual([]);
    });

    it("who asks for the headers alone", async () => {
      const pages = ROUTES.filter(({ method }) => method === "GET");
      const wrong = await findWrong(drawn(pages, 3), async ({ path }) => {
        const response = await app.request(path, { method: "HEAD" });
        return [...findMissing(response), ...((await response.text()) === "" ? [] : ["a body"])];
      });
      expect(wrong).toEqual([]);
    });

    it("who asks in a way that is not known", async () => {
      const wrong = await findWrong(drawn(ROUTES, 3), async ({ path }) => {
        const response = await app.request(path, { method: "PATCH", headers: SAME_ORIGIN });
        // 500: the session is read before the method is judged, and here the database is down.
        const expected = [401, 403, 404, 405, 500].includes(response.status);
        return [...findMissing(response), ...(expected ? [] : [`PATCH answers ${response.status}`])];
      });
      expect(wrong).toEqual([]);
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
      territoires: { etat: async () => "1", etatBilan: async () => "1" },
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

  test.each(ATTACKS)("not with %s, whatever is sent", async (attack, headers) => {
    const first = ATTACKS.findIndex(([name]) => name === attack);
    const wrong = await findWrong(ACTES, async ({ method, path }, acte) => {
      const found: string[] = [];
      for (const type of TYPES.filter((_, rang) => isDrawn(acte + first + rang, TYPES.length))) {
        const init = { method, body: "x", headers: { accept: "application/json", ...headers, "content-type": type } };
        const response = await app.request(path, init);
        const refused = response.status === 403 && /"code":"origine-refusee"/.test(await response.text());
        if (!refused) found.push(`${type}: ${response.status}`);
      }
      return found;
    });
    expect(wrong).toEqual([]);
    // Refused before any query.
    expect(errors).toEqual([]);
  });

  test.each([[SAME_ORIGIN], [{ "sec-fetch-site": "same-origin" }]])("every act is reached with %o", async (headers) => {
    const wrong = await findWrong(ACTES, async ({ method, path }) => {
      const response = await app.request(path, { method, headers: { accept: "application/json", ...headers } });
      return (await response.text()).includes("origine-refusee") ? ["refused"] : [];
    });
    expect(wrong).toEqual([]);
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
