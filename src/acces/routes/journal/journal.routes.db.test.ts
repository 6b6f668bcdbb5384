import { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Acteur, PUBLIC } from "#socle/regles/habilitation/acteur.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { Env } from "#socle/routes/deps.ts";
import { statutOf } from "#socle/routes/serveur/statut.ts";
import type { Site } from "#socle/routes/site.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { EPCI, openTerritoireEssai } from "../../../../test/fixtures/lots.ts";
import { addOrganisation, addPersonne, demandeurOf } from "../../../../test/journal/personnes.ts";
import { journalRoutes } from "./journal.routes.ts";

const DOSSIER = "0d6a1d2e-7c52-4f60-9a57-5b0f1e0c1a11";

let database: TestDatabase;
let agent: Acteur & { compte: number };
let dpo: Acteur;
let responsable: Acteur;
let concurrent: Acteur;

beforeAll(async () => {
  database = await createDatabase();
  await openTerritoireEssai(database.base);
  const { pool, bases } = database;
  const bailleur = await addOrganisation(pool, "bailleur", "Bailleur");
  const autre = await addOrganisation(pool, "bailleur", "Concurrent");
  const epci = await addOrganisation(pool, "epci", "EPCI");
  agent = await addPersonne(pool, "=HYPERLINK", [{ role: "agent-bailleur", epci: EPCI, organisation: bailleur }]);
  dpo = await addPersonne(pool, "Dpo", [{ role: "dpo", epci: EPCI, organisation: epci }]);
  responsable = await addPersonne(pool, "Chef", [{ role: "responsable-bailleur", epci: EPCI, organisation: bailleur }]);
  concurrent = await addPersonne(pool, "Rival", [{ role: "responsable-bailleur", epci: EPCI, organisation: autre }]);
  await bases.pour(agent).transaction(async ({ journal }) => {
    for (let i = 1; i <= 104; i++) {
      await journal.ecrire({ acte: "lot-depose", ressource: "lot", epci: EPCI, objet: `lot:${i}` });
    }
    await journal.ecrire({
      acte: "dossier-lu",
      ressource: "demande-identite",
      epci: EPCI,
      demandeur: DOSSIER,
      motif: '=cmd|"/c calc"!A1',
    });
  });
});
afterAll(() => database.drop());

/** A request to the route alone, by `acteur`. */
function ask(acteur: Acteur, chemin: string): Response | Promise<Response> {
  const site = {
    deps: { version: "essai", log: { info: () => undefined, error: () => undefined } },
    ressources: { css: "/s.css", cssPublic: "/p.css", icone: "/i.svg", islands: {} },
    // The route uses nothing else of the site.
  } as unknown as Site;
  const app = new Hono<Env>();
  app.onError((error, c) => {
    if (error instanceof Refus) return c.text(error.code, statutOf(error));
    throw error;
  });
  app.use(async (c, next) => {
    c.set("acteur", acteur);
    c.set("bases", database.bases);
    c.set("base", database.bases.pour(acteur));
    await next();
  });
  app.route("/", journalRoutes(site).hono);
  return app.request(`/t/${EPCI}/${chemin}`);
}

async function page(acteur: Acteur, chemin = "journal"): Promise<string> {
  const answer = await ask(acteur, chemin);
  expect(answer.status).toBe(200);
  return answer.text();
}

const countLines = (html: string) => html.match(/<time /g)?.length ?? 0;

describe("the page", () => {
  test("twenty-five lines, then the rest page after page by their links, none lost and none twice", async () => {
    let html = await page(dpo);
    let lines = countLines(html);
    expect(lines).toBe(25);
    const olderOf = (one: string) =>
      /href="\/t\/\d+\/(journal\?[^"]*apres=[^"]*)"/.exec(one)?.[1]?.replaceAll("&amp;", "&");
    for (let next = olderOf(html); next !== undefined; next = olderOf(html)) {
      html = await page(dpo, next);
      lines += countLines(html);
    }
    expect(lines).toBeGreaterThanOrEqual(105);
    expect(html).toContain("lot 1<");
    expect(html).toContain("Revenir aux plus récentes");
    expect(html).not.toContain("Lignes plus anciennes");
  });

  test("filters, and keeps them on the way to the next page", async () => {
    const html = await page(dpo, "journal?acte=dossier-lu&du=2020-01-01&au=&compte=&demandeur=");
    expect(countLines(html)).toBe(1);
    expect(html).toContain("Dossier lu");
    expect(html).toContain(`href="/t/${EPCI}/journal.csv?du=2020-01-01&amp;acte=dossier-lu"`);
    expect(await page(dpo, `journal?compte=${agent.compte}&acte=lot-depose`)).toContain(
      `compte=${agent.compte}&amp;acte=lot-depose&amp;apres=`,
    );
  });

  test("says when nothing answers, and when nothing is there", async () => {
    expect(await page(dpo, "journal?acte=purge")).toContain("Rien ne répond à ce filtre");
    expect(await page(concurrent)).toContain("Rien pour l’instant");
  });

  test("to a manager, their organisation and no download", async () => {
    const html = await page(responsable, "journal?acte=dossier-lu");
    expect(countLines(html)).toBe(1);
    expect(html).not.toContain("journal.csv");
  });

  test("to a household, who opened their file by organisation, not by name", async () => {
    const html = await page(demandeurOf(DOSSIER));
    expect(countLines(html)).toBe(1);
    expect(html).toContain("Bailleur, 105");
    expect(html).toContain("un agent");
    expect(html).not.toContain("HYPERLINK");
    expect(await page(demandeurOf(crypto.randomUUID()))).toContain("Rien pour l’instant");
  });

  test.each([
    "journal?du=2026-02-31",
    "journal?du=0000-01-01",
    "journal?compte=-1",
    "journal?compte=99999999999999999999",
    "journal?acte=autre",
    "journal?demandeur=martin",
    "journal?apres=hier",
    "journal?apres=2026-13-01T00:00:00.000000Z~1~1",
    "journal?apres=2026-02-31T00:00:00.000000Z~1~1",
  ])("%s is refused on the page itself", async (chemin) => {
    const answer = await ask(dpo, chemin);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain("Filtre non appliqué");
  });

  test("dates the wrong way round", async () => {
    expect((await ask(dpo, "journal?du=2026-03-02&au=2026-03-01")).status).toBe(422);
  });

  test.each<[string, () => Acteur, string, string]>([
    ["nobody", () => PUBLIC, "journal", "connexion-requise"],
    ["an agent", () => agent, "journal", "droit-absent"],
    ["a manager", () => responsable, "journal.csv", "droit-absent"],
    // A household has its own pages.
    ["a household", () => demandeurOf(DOSSIER), "journal.csv", "connexion-requise"],
  ])("closed to %s", async (_, acteur, chemin, code) => {
    const answer = await ask(acteur(), chemin);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(await answer.text()).toBe(code);
  });
});

test("the CSV has every line, no formula, and is itself in the journal", async () => {
  const answer = await ask(dpo, `journal.csv?compte=${agent.compte}`);
  expect(answer.headers.get("content-disposition")).toBe(`attachment; filename="journal-${EPCI}.csv"`);
  const bytes = Buffer.from(await answer.arrayBuffer());
  const [header = "", ...lines] = bytes.toString("utf8").trimEnd().split("\r\n");
  expect(header.startsWith("\uFEFFdate_heure_paris;")).toBe(true);
  expect(lines).toHaveLength(105);
  expect(lines[0]).toContain(`;${DOSSIER};`);
  expect(lines[0]).toContain("\"'=cmd|");
  expect(bytes.toString("utf8")).not.toMatch(/(^|;|")[=+@]/m);
  expect(bytes.indexOf("\uFEFF", 3)).toBe(-1);
  expect(await page(dpo, "journal?acte=journal-exporte")).toContain("Camille Dpo");
});
