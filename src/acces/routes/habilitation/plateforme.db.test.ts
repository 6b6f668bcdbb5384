import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { acteurOf, seedOf } from "../../../../test/fixtures/habilitations.ts";
import { createTestApp } from "../../../../test/fixtures/http.ts";
import { EPCI, expectSoundPage, textOf } from "../../../../test/fixtures/pages.ts";

const horloge = { aujourdhui: () => "2026-03-10", maintenant: () => "2026-03-10T09:00:00.000Z" };
const RACINE = "/plateforme/habilitations";
const FORMULAIRE = {
  courriel: "premiere@exemple.fr",
  prenom: "Premiere",
  nom: "Gerante",
  charge: EPCI,
  debut: "2026-03-10",
  fin: "2027-03-10",
  motif: "Désignée par le président de l’EPCI",
  remise: "main",
};

let db: TestDatabase;
let app: ReturnType<typeof createTestApp>;
let agents: ReturnType<typeof createTestApp>;
let ids: { admin: number; hAdmin: number; hAgent: number };

beforeAll(async () => {
  db = await createDatabase();
  const { territoire, compte, organisation, habilitation } = seedOf(db.pool);
  await territoire();
  const plateforme = await organisation("plateforme", "Exploitant de la plateforme");
  const admin = await compte("Admin", "2026-03-09T10:00:00Z");
  const agent = await compte("Agent", "2026-03-09T10:00:00Z");
  const hAdmin = await habilitation(admin, plateforme, "administrateur", { epci: null });
  const hAgent = await habilitation(agent, await organisation("bailleur", "Un bailleur"), "agent-bailleur");
  ids = { admin, hAdmin, hAgent };
  app = createTestApp(
    db.bases,
    { horloge },
    acteurOf(admin, "administrateur", { epci: null, organisation: plateforme }),
  );
  agents = createTestApp(db.bases, { horloge }, acteurOf(agent, "agent-bailleur"));
});
afterAll(() => db.drop());

async function send(chemin: string, champs: Readonly<Record<string, string>>) {
  const headers = { accept: "text/html", origin: "http://localhost", "sec-fetch-site": "same-origin" };
  const response = await app.request(RACINE + chemin, { method: "POST", body: new URLSearchParams(champs), headers });
  return { statut: response.status, html: await response.text(), vers: response.headers.get("location") };
}

async function page(chemin: string): Promise<string> {
  const response = await app.request(RACINE + chemin, { headers: { accept: "text/html" } });
  expect(response.status).toBe(200);
  const html = await response.text();
  expectSoundPage(html);
  return html;
}

test.each(["", "/accorder", "/1"])("does not exist for anybody else: %s", async (chemin) => {
  const response = await agents.request(RACINE + chemin, { headers: { accept: "text/html" } });
  expect(response.status).toBe(404);
});

describe("naming the manager of a territory", () => {
  it("says which territories have none, names one, and gives the link", async () => {
    expect(textOf(await page(""))).toContain("Sans gestionnaire Territoire.");
    const named = await send("/accorder", FORMULAIRE);
    expect(named.statut).toBe(200);
    expectSoundPage(named.html);
    expect(named.html).toMatch(/value="http:\/\/localhost\/bienvenue\/[\w-]{43}"/);
    const after = textOf(await page(""));
    expect(after).not.toContain("Sans gestionnaire");
    expect(after).toContain("Premiere Gerante");
  });

  it("lets that manager in, and see that the platform named them", async () => {
    const { rows } = await db.pool.query<{ id: number }>(
      "select id from compte where courriel = 'premiere@exemple.fr'",
    );
    const acteur = acteurOf(rows[0]?.id ?? 0, "gestionnaire-epci");
    const [own] = await db.bases.pour(acteur).habilitations.mine("2026-03-10");
    expect(own).toMatchObject({ epci: EPCI, accordeePar: ids.admin, organisation: { type: "epci", siren: EPCI } });
  });

  test.each<[string, Record<string, string>, number, string]>([
    ["nowhere", { charge: "999999999" }, 422, "Choisissez un territoire"],
    ["oneself", { courriel: "admin@exemple.fr" }, 403, "Personne ne s’accorde"],
    ["for too long", { courriel: "autre@exemple.fr", fin: "2027-03-11" }, 422, "dure 12 mois au plus"],
    ["without a reason", { courriel: "autre@exemple.fr", motif: "" }, 422, "Écrivez le motif"],
    ["twice", {}, 409, "a déjà cette habilitation"],
  ])("refuses: %s", async (_, changes, statut, message) => {
    const answer = await send("/accorder", { ...FORMULAIRE, ...changes });
    expect(answer.statut).toBe(statut);
    expectSoundPage(answer.html);
    expect(textOf(answer.html)).toContain(message);
  });
});

describe("administrateurs", () => {
  it("name one another, and one of them stays", async () => {
    const last = await send(`/${ids.hAdmin}/revoquer`, { motif: "Départ de l’équipe" });
    expect(last.statut).toBe(409);
    expect(textOf(last.html)).toContain("la plateforme resterait sans personne");
    const named = await send("/accorder", { ...FORMULAIRE, courriel: "second@exemple.fr", charge: "plateforme" });
    expect(named.statut).toBe(200);
    const [, id] = /habilitations\/(\d+)"/.exec(named.html) ?? [];
    await page(`/${id}`);
    const link = await send(`/${id}/lien`, { remise: "main" });
    expect(link.html).toMatch(/value="http:\/\/localhost\/bienvenue\/[\w-]{43}"/);
    const renewed = await send(`/${id}/renouveler`, { fin: "2027-12-31", motif: "Toujours dans l’équipe" });
    expect(renewed.statut).toBe(303);
    const own = await send(`/${ids.hAdmin}/renouveler`, { fin: "2027-06-30", motif: "Toujours dans l’équipe" });
    expect(own.statut).toBe(403);
    const left = await send(`/${ids.hAdmin}/revoquer`, { motif: "Départ de l’équipe" });
    expect(left.vers).toBe(`${RACINE}/${ids.hAdmin}?fait=revoquee`);
    await db.pool.query("update habilitation set revoquee_le = null, revoquee_par = null where id = $1", [ids.hAdmin]);
  });

  it("know nothing of what the managers grant", async () => {
    const response = await app.request(`${RACINE}/${ids.hAgent}`, { headers: { accept: "text/html" } });
    expect(response.status).toBe(404);
    expect((await send(`/${ids.hAgent}/revoquer`, { motif: "Départ de l’équipe" })).statut).toBe(404);
  });
});
