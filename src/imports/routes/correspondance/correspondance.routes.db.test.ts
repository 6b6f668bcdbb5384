import { afterAll, beforeAll, expect, it } from "vitest";
import { createDemoDatabase, type TestDatabase } from "../../../../test/database.ts";
import { openPagesDemo } from "../../../../test/fixtures/demo-personnes.ts";
import { EPCI, expectSoundPage } from "../../../../test/fixtures/pages.ts";

const RACINE = "donnees/correspondances";
let database: TestDatabase;
let pages: ReturnType<typeof openPagesDemo>;

beforeAll(async () => {
  database = await createDemoDatabase();
  pages = openPagesDemo(database, "2018-11-15");
  await database.pool.query(
    "insert into correspondance_colonne (epci, source, entete, colonne) values ($1, 'rpls', 'Code de la commune', 'DEPCOM')",
    [EPCI],
  );
});
afterAll(() => database?.drop());

const reprendre = (source: string, contenu: string, qui: "agent-epci" | "responsable-bailleur" = "agent-epci") =>
  pages.deposit(qui, RACINE, ["correspondance", "c.json", contenu], { source });

it("goes from one territory to another as a file, and is refused where it is not read", async () => {
  const { statut, html } = await pages.ask("agent-epci", RACINE);
  expect(statut).toBe(200);
  expectSoundPage(html);
  expect(html).toContain("Code de la commune");
  const fichier = (await pages.ask("agent-epci", `${RACINE}/rpls.json`)).html;
  expect(JSON.parse(fichier)).toEqual({
    format: "blaise-correspondance",
    version: 1,
    source: "rpls",
    colonnes: [{ entete: "Code de la commune", colonne: "DEPCOM" }],
  });
  await database.pool.query("delete from correspondance_colonne");
  for (const [source, contenu, dit] of [
    ["ops", fichier, "celle d’un autre fichier"],
    ["rpls", fichier.replace("DEPCOM", "OCCUPANT"), "n’existe pas ici"],
    ["rpls", "[]", "n’est pas une correspondance"],
  ] as const) {
    const refuse = await reprendre(source, contenu);
    expect([refuse.statut, refuse.text.includes(dit)], dit).toEqual([422, true]);
  }
  expect((await reprendre("rpls", fichier)).statut).toBe(303);
  const { rows } = await database.pool.query(
    "select source, entete, colonne from correspondance_colonne where epci = $1",
    [EPCI],
  );
  expect(rows).toEqual([{ source: "rpls", entete: "Code de la commune", colonne: "DEPCOM" }]);
});

it("is of those who deposit for the whole territory", async () => {
  for (const role of ["responsable-bailleur", "reservataire", "commune"] as const) {
    expect((await pages.ask(role, RACINE)).statut, role).toBe(403);
  }
  expect((await reprendre("rpls", "{}", "responsable-bailleur")).statut).toBe(403);
  expect((await pages.ask("agent-epci", `${RACINE}/inconnue.json`)).statut).toBe(404);
});
