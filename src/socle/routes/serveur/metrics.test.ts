import { Hono } from "hono";
import { afterAll, describe, expect, it, test } from "vitest";
import { Refus } from "../../regles/shared/refus.ts";
import { createMetriques } from "./metrics.ts";

const metriques = createMetriques({
  connexions: () => ({ total: 3, libres: 2, attente: 0 }),
  derniers: async () => ({ sauvegarde: "2018-10-05T12:00:00.000Z", purge: null }),
});
metriques.watchImports(() => 1);
metriques.watchTravaux({ documents: () => ({ attente: 7, encours: 2 }) });
afterAll(() => metriques.close());

const app = new Hono()
  .use(metriques.observe)
  .get("/metriques", metriques.send)
  .get("/t/:epci/lots/:id", (c) => c.text("ok"))
  .get("/casse/:nom", () => {
    throw new Error("Dupont");
  });
app.onError((error, c) => c.text("non", error instanceof Refus ? 404 : 500));

const LOCAL = { incoming: { socket: { remoteAddress: "127.0.0.1" } } };
const ask = (headers: Record<string, string> = {}, env: unknown = LOCAL) =>
  app.request("/metriques", { headers: { host: "localhost:3000", ...headers } }, env as object);

describe("only on this machine", () => {
  test.each<[string, Record<string, string>, unknown, number]>([
    ["the loopback", {}, LOCAL, 200],
    ["its number", { host: "127.0.0.1:3000" }, LOCAL, 200],
    ["IPv6", { host: "[::1]:3000" }, { incoming: { socket: { remoteAddress: "::1" } } }, 200],
    ["IPv4 in IPv6", {}, { incoming: { socket: { remoteAddress: "::ffff:127.0.0.1" } } }, 200],
    ["another machine", {}, { incoming: { socket: { remoteAddress: "10.0.0.2" } } }, 404],
    [
      "another machine that says it is not",
      { "x-forwarded-for": "127.0.0.1" },
      { incoming: { socket: { remoteAddress: "10.0.0.2" } } },
      404,
    ],
    ["through a proxy", { "x-forwarded-for": "203.0.113.7" }, LOCAL, 404],
    ["a proxy that says only the scheme", { "x-forwarded-proto": "https" }, LOCAL, 404],
    ["a proxy with the standard header", { forwarded: "for=203.0.113.7" }, LOCAL, 404],
    ["a proxy that says its name", { via: "1.1 relais" }, LOCAL, 404],
    ["a proxy with X-Real-IP", { "x-real-ip": "203.0.113.7" }, LOCAL, 404],
    ["a proxy that keeps the name", { host: "blaise.exemple.fr" }, LOCAL, 404],
    ["a name that points here", { host: "localhost.evil.example" }, LOCAL, 404],
    ["a connection already gone", {}, { incoming: { socket: {} } }, 404],
    ["from within", {}, {}, 404],
  ])("%s", async (_, headers, env, statut) => {
    expect((await ask(headers, env)).status).toBe(statut);
  });
});

it("tells requests by route, method and class of status, and never by address", async () => {
  for (const path of ["/t/200068666/lots/12", "/t/200068666/lots/13?nom=Dupont", "/nope/Dupont", "/casse/Dupont"]) {
    await app.request(path, { headers: { "user-agent": "Dupont" } });
  }
  await app.request("/t/200068666/lots/12", { method: "DUPONT" });
  const response = await ask();
  const text = await response.text();
  expect(response.headers.get("content-type")).toContain("text/plain");
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(text).toContain('blaise_http_duree_secondes_count{methode="GET",route="/t/:epci/lots/:id",classe="2xx"} 2');
  expect(text).toContain('blaise_http_duree_secondes_count{methode="GET",route="aucune",classe="4xx"} 1');
  expect(text).toContain('blaise_http_duree_secondes_count{methode="GET",route="/casse/:nom",classe="5xx"} 1');
  expect(text).toContain('blaise_http_duree_secondes_count{methode="AUTRE",route="aucune",classe="4xx"} 1');
  // The request for metrics itself.
  expect(text).toContain("blaise_http_en_cours 1");
  expect(text).not.toMatch(/dupont|200068666/i);
});

it("gives the sources, and leaves out what is not known", async () => {
  const text = await (await ask()).text();
  expect(text).toContain('blaise_base_connexions{etat="total"} 3');
  expect(text).toContain('blaise_base_connexions{etat="attente"} 0');
  expect(text).toContain("blaise_imports_en_cours 1");
  expect(text).toContain('blaise_travaux{file="documents",etat="attente"} 7');
  expect(text).toContain('blaise_travaux{file="documents",etat="encours"} 2');
  expect(text).toContain(
    `blaise_dernier_succes_secondes{acte="sauvegarde"} ${Date.parse("2018-10-05T12:00:00Z") / 1000}`,
  );
  expect(text).not.toContain('acte="purge"');
  expect(text).toMatch(/^nodejs_eventloop_lag_seconds \d/m);
  expect(text).toMatch(/^process_resident_memory_bytes \d/m);
});

it("is still readable when the database is not", async () => {
  const down = createMetriques({ derniers: async () => Promise.reject(new Error("connection refused")) });
  const response = await new Hono()
    .get("/metriques", down.send)
    .request("/metriques", { headers: { host: "localhost" } }, LOCAL);
  expect(response.status).toBe(200);
  expect(await response.text()).not.toContain("dernier_succes_secondes{");
  down.close();
});
