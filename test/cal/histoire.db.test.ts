// @module-tag moteur
// @module-tag profondeur
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HORLOGE } from "#service/commandes/session.ts";
import { createDatabase, type TestDatabase } from "../database.ts";
import { openCommission } from "../fixtures/cal.ts";
import { selon } from "../profondeur.ts";
import { jouerHistoire, type Terrain } from "./histoire.ts";
import { rejouer } from "./modele.ts";

const HISTOIRES = selon({ ci: 4, moteur: 2, preuve: 60 });

let database: TestDatabase;
let terrain: Terrain;
beforeAll(async () => {
  database = await createDatabase();
  const jour = HORLOGE.aujourdhui();
  terrain = { pool: database.pool, jour, commission: await openCommission(database.pool, database.bases, jour) };
});
afterAll(() => database.drop());

describe("a session under interleaved acts, against the serial model", () => {
  // The thousand are in `npm run preuve -- R6`.
  it.each(Array.from({ length: HISTOIRES }, (_, i) => i + 1))("seed %i", async (graine) => {
    const { decisions } = await jouerHistoire(terrain, graine);
    expect(decisions).toBeGreaterThanOrEqual(3);
  });
});

describe("the judge", () => {
  const vote = (membre: number, sens: string, n = 1) => ({ membre, candidature: 7, n, sens });
  it.each([
    [[], "aucun"],
    [[vote(1, "attribution"), vote(2, "non-attribution"), vote(3, "non-attribution")], "non-attribution"],
    [[vote(1, "attribution"), vote(2, "non-attribution")], "partage"],
    [[vote(9, "attribution"), vote(2, "non-attribution")], "attribution"],
    [[vote(1, "attribution"), vote(1, "non-attribution", 2)], "non-attribution"],
    [[vote(1, "abstention")], "partage"],
  ] as const)("%j: %s", (lignes, issue) => {
    expect(rejouer(lignes, [7], 9).get(7)).toBe(issue);
  });
});
