import { Hono } from "hono";
import { beforeEach, describe, expect, it, test } from "vitest";
import { connexionOf } from "../../../../test/fixtures/http.ts";
import { CADRE } from "../../../../test/fixtures/pages.ts";
import { type Acteur, PUBLIC } from "../../regles/habilitation/acteur.ts";
import { conflit, interdit, introuvable, tropSouvent } from "../../regles/shared/refus.ts";
import type { Env } from "../deps.ts";
import { handleError } from "./on-error.ts";
import { logRequests } from "./request-log.ts";
import { openServerLog } from "./server-log.ts";

const EPCI = "200068666";
const AGENT: Acteur = {
  nom: "Camille Canari",
  compte: 12,
  demandeurs: [],
  habilitations: [
    {
      id: 1,
      role: "agent-epci",
      epci: EPCI,
      organisation: 1,
      siren: null,
      nomOrganisation: "Canari",
      communes: [],
      sensible: false,
    },
  ],
  motif: "canari",
};

let written: string[] = [];
beforeEach(() => {
  written = [];
});

const REFUS = [interdit, introuvable, tropSouvent, conflit];

/** Uses the real log, written into `written`. */
function appWith(acteur: Acteur = AGENT) {
  const log = openServerLog("info", { write: (line: string) => void written.push(line) });
  const app = new Hono<Env>().use(logRequests({ log, hash: (text) => Buffer.from(text).toString("hex") }));
  app.onError(handleError({ log, connexion: connexionOf(null) }, CADRE));
  app.use(async (c, next) => {
    c.set("acteur", acteur);
    await next();
  });
  app.get("/t/:epci/lots/:id", (c) => c.text("ok"));
  app.post("/t/:epci/lots/:id", async (c) => c.text((await c.req.parseBody()).nom === "Canari" ? "ok" : "non"));
  for (const refuse of REFUS) {
    const refus = refuse("refus-essai", "Canari", { nom: "Canari" });
    app.get(`/refus/${refus.genre}`, () => {
      throw refus;
    });
  }
  app.get("/casse/:nom", (c) => {
    throw Object.assign(new Error(`Canari ${c.req.param("nom")}`), {
      detail: "Key (nom)=(Canari)",
      code: "23505",
      table: "lot",
    });
  });
  app.get("/cause/:nom", () => {
    throw new Error("Canari\n    at Canari (/canari.ts:1:1)", { cause: new SyntaxError('"Canari" is not valid JSON') });
  });
  return app;
}

const lines = (): Record<string, unknown>[] => written.map((line) => JSON.parse(line));

describe("one line a request", () => {
  it("says who under a pseudonym, where, by which route, and what was decided", async () => {
    const response = await appWith().request(`/t/${EPCI}/lots/6`);
    expect(lines()).toEqual([
      {
        level: "info",
        time: expect.any(String),
        msg: "requête",
        requete: response.headers.get("x-requete"),
        methode: "GET",
        route: "/t/:epci/lots/:id",
        statut: 200,
        ms: expect.any(Number),
        acteur: Buffer.from("acteur 12").toString("hex").slice(0, 8),
        epci: EPCI,
        decision: "ouvert",
        refus: null,
      },
    ]);
  });

  it("names nobody when nobody has logged in, nor a territory that is not theirs", async () => {
    await appWith(PUBLIC).request(`/t/${EPCI}/lots/6`);
    await appWith().request("/t/123456789/lots/6");
    expect(lines()).toMatchObject([{ acteur: null, epci: null }, { epci: null }]);
  });

  test.each([
    ["interdit", "refuse"],
    ["absent", "refuse"],
    ["trop-souvent", "refuse"],
    ["conflit", "ouvert"],
  ])("%s is « %s »", async (genre, decision) => {
    await appWith().request(`/refus/${genre}`);
    expect(lines()).toMatchObject([{ refus: "refus-essai", decision }]);
  });

  it("takes no id from outside", async () => {
    const response = await appWith().request("/nope", { headers: { "x-requete": "mienne", "x-request-id": "mienne" } });
    expect(response.headers.get("x-requete")).toMatch(/^[0-9a-f-]{36}$/);
    expect(written.join()).not.toContain("mienne");
  });

  it("holds its place on one line whatever is asked", async () => {
    await appWith().request("/t/1%0a2/lots/%0d%0a{}?a=%0a", { headers: { "user-agent": "a\tb" } });
    expect(written).toHaveLength(1);
    expect(written[0]?.trimEnd()).not.toContain("\n");
  });
});

describe("a defect", () => {
  it("is logged once, with the id that the person is given", async () => {
    const response = await appWith().request("/casse/x");
    const requete = response.headers.get("x-requete");
    expect(await response.text()).toContain(requete);
    expect(lines().map(({ level, requete: id }) => [level, id])).toEqual([
      ["error", requete],
      ["info", requete],
    ]);
  });

  it("says its class, its code and where it was thrown", async () => {
    await appWith().request("/casse/x");
    const { err } = lines()[0] as { err: { type: string; code: string; table: string; pile: string[] } };
    expect(err).toMatchObject({ type: "Error", code: "23505", table: "lot" });
    expect(err.pile[0]).toContain("request-log.test.ts");
  });

  it("says its cause too", async () => {
    await appWith().request("/cause/x");
    expect(lines()[0]).toMatchObject({ err: { type: "Error", cause: { type: "SyntaxError" } } });
  });
});

describe("nothing that a person wrote enters the log", () => {
  const secret = {
    "user-agent": "Canari",
    cookie: "session=canari",
    authorization: "Canari",
    referer: "http://canari/",
  };
  test.each<[string, string, RequestInit]>([
    ["path", `/t/${EPCI}/lots/canari`, {}],
    ["territory", "/t/canari/lots/1", {}],
    ["unknown page", "/canari/canari", {}],
    ["query", `/t/${EPCI}/lots/6?nom=canari&canari=1`, {}],
    ["body", `/t/${EPCI}/lots/6`, { method: "POST", body: new URLSearchParams({ nom: "Canari" }) }],
    ["headers", `/t/${EPCI}/lots/6`, { headers: secret }],
    ["method", `/t/${EPCI}/lots/6`, { method: "CANARI" }],
    ["refusal", "/refus/conflit?canari", {}],
    ["defect", "/casse/canari?canari", { headers: secret }],
    ["cause", "/cause/canari", { headers: secret }],
  ])("%s", async (_, path, init) => {
    await appWith().request(path, init);
    expect(written.length).toBeGreaterThan(0);
    // « canari » is not in our file names, which error frames hold.
    expect(written.join("")).not.toMatch(/canari/i);
  });

  it("not even by a field that somebody adds one day, until it is judged", () => {
    const log = openServerLog("info", { write: (line: string) => void written.push(line) });
    log.info({ nom: "Canari", lot: 6, err: new Error("Canari") }, "essai");
    expect(lines()).toMatchObject([{ nom: "[masqué]", lot: 6, err: { type: "Error" } }]);
    expect(written.join("")).not.toMatch(/canari/i);
  });
});
