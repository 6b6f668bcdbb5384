import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createDatabase, type TestDatabase } from "../database.ts";
import { rplsText } from "../fixtures/rpls-lines.ts";
import { clearLots, type Kill, killImport, killSpares, timeImport } from "./kill-import.ts";

const LIGNES = 12_000;
const KILLS = 50;

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

/** Fixed draws (mulberry32), so that a failure can be replayed: instants spread evenly over the import and a little beyond. */
function draws(count: number): number[] {
  let seed = 20181005;
  return Array.from({ length: count }, () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  });
}

it(`is all or nothing: ${KILLS} imports killed at random instants leave 0 or ${LIGNES} rows`, {
  timeout: 300_000,
}, async () => {
  const plan = { pool: database.pool, url: database.url, chemin: join(dossier, "rpls-2017.csv"), epci: "200068666" };
  await timeImport(plan);
  await clearLots(database.pool);
  const duration = await timeImport(plan);
  await clearLots(database.pool);
  const kills: Kill[] = [];
  for (const draw of draws(KILLS)) {
    // Half of the instants in the import, half around and after its end: both sides of the commit get their share.
    const after = draw < 0.5 ? draw * 2 * duration : duration * (0.9 + (draw - 0.5));
    const kill = await killImport(plan, after);
    kills.push(kill);
    await clearLots(database.pool);
  }
  for (const kill of kills) {
    const lignes = kill.etat?.lignes ?? 0;
    expect([0, LIGNES], JSON.stringify(kill)).toContain(lignes);
    expect(kill.etat?.statut ?? "lecture", JSON.stringify(kill)).toBe(lignes === LIGNES ? "pret" : "lecture");
    if (lignes === LIGNES) expect(kill.etat?.acceptees).toBe(LIGNES);
    if (kill.acknowledged) expect(lignes, "an acknowledged import is there").toBe(LIGNES);
  }
  const whole = kills.filter((kill) => kill.etat?.lignes === LIGNES).length;
  expect(whole, "kills after the commit").toBeGreaterThanOrEqual(KILLS / 5);
  expect(KILLS - whole, "kills before the commit").toBeGreaterThanOrEqual(KILLS / 5);
});

it("takes the file again after an import that died", async () => {
  const plan = { pool: database.pool, url: database.url, chemin: join(dossier, "rpls-2017.csv"), epci: "200068666" };
  await killImport(plan, 30);
  await database.base.lots.markInterrompus();
  expect((await database.base.lots.list("200068666")).map((lot) => lot.statut)).toEqual(["interrompu"]);
  await timeImport(plan);
  expect((await database.base.lots.list("200068666")).map((lot) => [lot.statut, lot.acceptees])).toContainEqual([
    "pret",
    LIGNES,
  ]);
});
