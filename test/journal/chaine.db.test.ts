// @module-tag ci
// @module-tag moteur
// @module-tag profondeur
import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../database.ts";
import { selon } from "../profondeur.ts";
import { ALTERATIONS } from "./alterations.ts";
import { alterChaines, writeTogether } from "./prove-chaines.ts";

let database: TestDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  database = await createDatabase();
  pool = database.pool;
});
afterAll(() => database.drop());

const ALTEREES = selon({ ci: 1_000, moteur: 300, preuve: 10_000 });
const LIGNES = selon({ ci: 10_000, moteur: 3_000, preuve: 100_000 });

test(`${ALTEREES} alterations: each is told with its organisation, its nature and its numbers, and nothing else is`, async () => {
  const { manquees, parNature, alterations } = await alterChaines(pool, { alterations: ALTEREES, seed: 20_180_101 });
  expect(manquees.slice(0, 5)).toEqual([]);
  expect(alterations).toBe(ALTEREES);
  expect(Object.values(parNature).every((combien) => combien > ALTEREES / 34)).toBe(true);
  expect(Object.keys(parNature)).toHaveLength(ALTERATIONS.length);
}, 300_000);

test(`${LIGNES} honest lines written together by 16 connections: no false alarm, no hole`, async () => {
  const honnetes = await writeTogether(pool, database.url, { lignes: LIGNES, seed: 7 });
  expect(honnetes).toMatchObject({ lignes: LIGNES, fausses: 0 });
  expect(honnetes.abandonnees).toBeGreaterThan(LIGNES / 100);
}, 300_000);
