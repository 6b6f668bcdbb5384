import { Hono } from "hono";
import { beforeEach, expect, it } from "vitest";
import { type Acteur, PUBLIC } from "#domain/habilitation/acteur.ts";
import { baseOf } from "../../../test/fixtures/base.ts";
import { OFFICIER } from "../../../test/fixtures/http.ts";
import type { Env } from "../deps.ts";
import { cacheAnswers, cacheWhileUnwritten } from "./answer-cache.ts";

let jour = "2026-12-01";
let maintenant = "2026-12-01T10:00:30.000Z";
const horloge = { aujourdhui: () => jour, maintenant: () => maintenant };

let etat = "1";
let computed = 0;
let app: Hono<Env>;
let acteur: Acteur;

beforeEach(() => {
  etat = "1";
  computed = 0;
  acteur = OFFICIER;
  jour = "2026-12-01";
  maintenant = "2026-12-01T10:00:30.000Z";
  app = new Hono<Env>().get(
    "/t/:epci/bilan",
    async (c, next) => {
      c.set("acteur", acteur);
      c.set("base", baseOf({ territoires: { etat: async () => etat } }));
      await next();
    },
    cacheAnswers({ version: "0", horloge }),
    (c) => {
      computed++;
      return c.req.query("casse") ? c.text("non", 422) : c.html(`<p>${etat} ${c.req.query("annee")}</p>`);
    },
  );
});

const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers });

it("computes a page once, and again when the published data change", async () => {
  expect(await (await get("/t/1/bilan?annee=2017")).text()).toBe("<p>1 2017</p>");
  expect(await (await get("/t/1/bilan?annee=2017")).text()).toBe("<p>1 2017</p>");
  expect(computed).toBe(1);
  etat = "2";
  expect(await (await get("/t/1/bilan?annee=2017")).text()).toBe("<p>2 2017</p>");
  expect(computed).toBe(2);
});

it("keeps one page per address", async () => {
  await get("/t/1/bilan?annee=2017");
  expect(await (await get("/t/1/bilan?annee=2016")).text()).toBe("<p>1 2016</p>");
  expect(await (await get("/t/2/bilan?annee=2017")).text()).toBe("<p>1 2017</p>");
  expect(computed).toBe(3);
});

it("answers 304 to a browser that has the page, 200 once it changed", async () => {
  const etag = (await get("/t/1/bilan")).headers.get("etag") ?? "";
  expect((await get("/t/1/bilan", { "if-none-match": etag })).status).toBe(304);
  etat = "2";
  expect((await get("/t/1/bilan", { "if-none-match": etag })).status).toBe(200);
});

it("zips for those who accept it, with the same content", async () => {
  for (const _ of [1, 2]) {
    const response = await get("/t/1/bilan?annee=2017", { "accept-encoding": "gzip, br" });
    expect(response.headers.get("content-encoding")).toBe("gzip");
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect([bytes[0], bytes[1]]).toEqual([0x1f, 0x8b]);
  }
});

it("never keeps a refusal", async () => {
  expect((await get("/t/1/bilan?casse=1")).status).toBe(422);
  expect((await get("/t/1/bilan?casse=1")).status).toBe(422);
  expect(computed).toBe(2);
});

it("never gives to one person what was computed for another with other rights", async () => {
  const path = "/t/200068666/bilan?annee=2017";
  const etag = (await get(path)).headers.get("etag") ?? "";
  const [habilitation] = OFFICIER.habilitations;
  if (!habilitation) throw new Error("the officer holds nothing");
  const others: readonly Acteur[] = [
    PUBLIC,
    { ...OFFICIER, habilitations: [{ ...habilitation, role: "agent-bailleur", siren: "275200012" }] },
    { ...OFFICIER, habilitations: [{ ...habilitation, role: "agent-bailleur", siren: "562881178" }] },
    { ...OFFICIER, habilitations: [{ ...habilitation, organisation: 2 }] },
  ];
  for (const other of others) {
    acteur = other;
    expect((await get(path, { "if-none-match": etag })).status).toBe(200);
  }
  expect(computed).toBe(1 + others.length);
  acteur = { ...OFFICIER, compte: 8 };
  expect((await get(path, { "if-none-match": etag })).status).toBe(304);
});

it("computes again on another day", async () => {
  await get("/t/1/bilan");
  jour = "2026-12-02";
  await get("/t/1/bilan");
  expect(computed).toBe(2);
});

it("computes once what several ask for at once, and each their own when it fails", async () => {
  const together = (path: string) => Promise.all([1, 2, 3].map(async () => (await get(path)).text()));
  expect(await together("/t/1/bilan?annee=2017")).toEqual(Array(3).fill("<p>1 2017</p>"));
  expect(computed).toBe(1);
  expect(await together("/t/1/bilan?casse=1")).toEqual(["non", "non", "non"]);
  expect(computed).toBe(4);
});

it("keeps what is made from everything while nobody writes, for one person and one minute", async () => {
  let instantane = "10:10:";
  const person = { ...OFFICIER };
  const live = new Hono<Env>().get(
    "/t/:epci/a-faire",
    async (c, next) => {
      c.set("acteur", acteur);
      c.set("base", baseOf({ territoires: { instantane: async () => instantane } }));
      await next();
    },
    cacheWhileUnwritten({ version: "0", horloge }, { parMinute: true }),
    (c) => c.html(`<p>${++computed}</p>`),
  );
  const ask = async () => (await live.request("/t/1/a-faire")).text();
  expect([await ask(), await ask()]).toEqual(["<p>1</p>", "<p>1</p>"]);
  instantane = "10:11:";
  expect(await ask()).toBe("<p>2</p>");
  acteur = { ...person, compte: 8 };
  expect(await ask()).toBe("<p>3</p>");
  maintenant = "2026-12-01T10:01:00.000Z";
  expect([await ask(), await ask()]).toEqual(["<p>4</p>", "<p>4</p>"]);
});
