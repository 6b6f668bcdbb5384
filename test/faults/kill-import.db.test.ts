// @module-tag ci
// @module-tag profondeur
// @module-tag seul
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createDatabase, type TestDatabase } from "../database.ts";
import { rplsText } from "../fixtures/rpls-lines.ts";
import { selon } from "../profondeur.ts";
import { describeBreach, killOnceOpen, killSpares, runKills, timeImport } from "./kill-import.ts";

const LIGNES = 12_000;
const KILLS = selon({ ci: 6, preuve: 24 });

let database: TestDatabase;
let dossier: string;

beforeAll(async () => {
  database = await createDatabase();
  dossier = await mkdtemp(join(tmpdir(), "blaise-kill-"));
  await writeFile(join(dossier, "rpls-2017.csv"), rplsText(LIGNES));
  await database.base.territoires.add({ epci: "200068666", nom: "Essai", demonstration: true }, [
    { commune: "52448", nom: "Saint-Dizier", population: null },
  ]);
});

afterAll(async () => {
  await killSpares();
  await rm(dossier, { recursive: true, force: true });
  await database.drop();
});

it(`is all or nothing: ${KILLS} imports killed at random instants leave 0 or ${LIGNES} rows`, {
  timeout: 300_000,
}, async () => {
  const plan = { pool: database.pool, url: database.url, chemin: join(dossier, "rpls-2017.csv"), epci: "200068666" };
  const { kills, whole } = await runKills(plan, { count: KILLS, chacun: KILLS / 6, lignes: LIGNES, seed: 20181005 });
  for (const kill of kills) expect(describeBreach(kill, LIGNES)).toBeNull();
  expect(whole, "kills after the commit").toBeGreaterThanOrEqual(KILLS / 6);
  expect(kills.length - whole, "kills before the commit").toBeGreaterThanOrEqual(KILLS / 6);
});

it("takes the file again after an import that died", async () => {
  const plan = { pool: database.pool, url: database.url, chemin: join(dossier, "rpls-2017.csv"), epci: "200068666" };
  await killOnceOpen(plan);
  await database.base.lots.markInterrompus();
  expect((await database.base.lots.list("200068666")).map((lot) => lot.statut)).toEqual(["interrompu"]);
  await timeImport(plan);
  expect((await database.base.lots.list("200068666")).map((lot) => [lot.statut, lot.acceptees])).toContainEqual([
    "pret",
    LIGNES,
  ]);
});
