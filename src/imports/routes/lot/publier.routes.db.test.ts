import { afterAll, beforeAll, expect, it, test } from "vitest";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { acteurOf } from "../../../../test/fixtures/habilitations.ts";
import { createTestApp } from "../../../../test/fixtures/http.ts";
import { attribution, EPCI, logement, openTerritoireEssai, stageRows } from "../../../../test/fixtures/lots.ts";
import { expectSoundPage, textOf } from "../../../../test/fixtures/pages.ts";

let db: TestDatabase;
let ids: readonly number[];

beforeAll(async () => {
  db = await createDatabase();
  await openTerritoireEssai(db.base);
  ids = [
    await stageRows(db.base, "sne-attributions", [attribution({}, 1), attribution({}, 2)]),
    await stageRows(db.base, "rpls", [logement({}, 1)], { periode: "2017" }),
  ];
});
afterAll(() => db.drop());

const appOf = (role: RoleHabilite) => createTestApp(db.bases, {}, acteurOf(7, role));

async function read(role: RoleHabilite, chemin: string) {
  const response = await appOf(role).request(`/t/${EPCI}/donnees${chemin}`, { headers: { accept: "text/html" } });
  const html = await response.text();
  if (response.status === 200 && html.startsWith("<!doctype")) expectSoundPage(html);
  return { statut: response.status, html, text: textOf(html), type: response.headers.get("content-type") };
}

async function publish(role: RoleHabilite, lots: readonly number[]) {
  const response = await appOf(role).request(`/t/${EPCI}/donnees/publier`, {
    method: "POST",
    body: new URLSearchParams(lots.map((id): [string, string] => ["lots", String(id)])),
    headers: { accept: "text/html", origin: "http://localhost", "sec-fetch-site": "same-origin" },
  });
  return { statut: response.status, vers: response.headers.get("location"), text: textOf(await response.text()) };
}

test.each<RoleHabilite>(["agent-bailleur", "gestionnaire-epci", "dpo"])("%s neither sees nor does it", async (role) => {
  expect((await read(role, "/publier")).statut).toBe(403);
  expect((await publish(role, ids)).statut).toBe(403);
});

it("shows what all that is ready changes together, and is led to from the files", async () => {
  expect((await read("agent-epci", "")).text).toContain("Publier tout (2)");
  const { text } = await read("agent-epci", "/publier");
  expect(text).toContain("Ce qui change");
  expect(text).toContain("Attributions suivies d’un bail signé");
});

it("says what was published meanwhile, and publishes nothing else", async () => {
  const answers = await Promise.all([publish("agent-epci", ids), publish("etat", ids)]);
  expect(answers.map(({ statut }) => statut).sort()).toEqual([303, 409]);
  const [won] = answers.filter(({ statut }) => statut === 303);
  expect(won?.vers).toBe(`/t/${EPCI}/donnees?fait=tout-publie`);
  expect(answers.find(({ statut }) => statut === 409)?.text).toContain("il est déjà publié");
  expect((await read("agent-epci", "?fait=tout-publie")).text).toContain("les bilans en tiennent compte");
  expect((await read("agent-epci", "/publier")).text).toContain("Aucun fichier n’est prêt");
  expect((await publish("agent-epci", [])).text).toContain("Aucun fichier n’est prêt à publier");
});

it("goes back to the lot by an address that is written as addresses are", async () => {
  const headers = { accept: "text/html", origin: "http://localhost", "sec-fetch-site": "same-origin" };
  const id = await stageRows(db.base, "sne-attributions", [attribution({}, 3)], { fichier: "encore.csv" });
  const chemin = `/t/${EPCI}/donnees/lots/%0A${id}`;
  const done = await appOf("agent-epci").request(`${chemin}/abandonner`, { method: "POST", headers });
  expect([done.status, done.headers.get("location")]).toEqual([303, `${chemin}?fait=abandonne`]);
});

test.each([
  ["seuils.csv", 200],
  ["rpls.xlsx", 200],
  ["qpv.csv", 404],
  ["seuils.pdf", 404],
])("a template to fill in: %s", async (fichier, statut) => {
  const answer = await read("agent-epci", `/modeles/${fichier}`);
  expect(answer.statut).toBe(statut);
  if (fichier === "seuils.csv") expect(answer.html).toContain(`siren_epci;libelle;annee`);
  if (fichier === "seuils.csv") expect(answer.html).toContain(`\r\n${EPCI};`);
  expect((await read("dpo", `/modeles/${fichier}`)).statut).not.toBe(200);
});
