import { afterAll, beforeAll, expect, it } from "vitest";
import type { RoleHabilite } from "#domain/habilitation/role.ts";
import { createDemoDatabase, type TestDatabase } from "../../../test/database.ts";
import { createTestApp } from "../../../test/fixtures/http.ts";
import { expectSoundPage, textOf } from "../../../test/fixtures/pages.ts";
import { addOrganisation, addPersonne } from "../../../test/journal/personnes.ts";

const EPCI = "200068666";

let database: TestDatabase;
let organisation: number;
beforeAll(async () => {
  database = await createDemoDatabase();
  organisation = await addOrganisation(database.pool, "epci", "Organisation d’essai");
});
afterAll(() => database.drop());

async function ask(role: RoleHabilite, chemin: string) {
  const acteur = await addPersonne(database.pool, `${role}-${chemin.length}`, [{ role, epci: EPCI, organisation }]);
  const response = await createTestApp(database.bases, {}, acteur).request(`/t/${EPCI}/${chemin}`, {
    headers: { accept: "text/html" },
  });
  return { statut: response.status, texte: await response.text() };
}

it("shows each index beside what chance gives, and the bailleurs to whoever reads them all", async () => {
  const { statut, texte } = await ask("agent-epci", "observatoire/segregation");
  expect(statut).toBe(200);
  expectSoundPage(texte);
  const text = textOf(texte);
  expect(text).toContain("quand le hasard seul donnerait");
  expect(text).toContain("entre bailleurs et quartiers");
  expect(text).toContain("22,9 %");
});

it("says to the others why bailleurs are not told apart", async () => {
  const { statut, texte } = await ask("commune", "observatoire/segregation");
  expect(statut).toBe(200);
  expect(textOf(texte)).toContain("Rien n’en est montré plutôt qu’une partie");
  expect(textOf(texte)).not.toContain("entre bailleurs et quartiers");
  expect((await ask("commune", "observatoire/segregation/figures/segregation-bailleurs.csv")).statut).toBe(404);
});

it("gives its figures as files", async () => {
  const { statut, texte } = await ask("commune", "observatoire/segregation/figures/segregation-qpv.ouvert.csv");
  expect(statut).toBe(200);
  expect(texte).toContain(",0.22915,");
  expect(texte).toContain(",0.03246,");
});

it("is closed to whoever has no right to the indicators", async () => {
  expect((await ask("dpo", "observatoire/segregation")).statut).toBe(403);
});
