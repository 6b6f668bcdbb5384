import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../database.ts";
import { ALTERATIONS } from "./alterations.ts";
import { alterChaines, writeTogether } from "./prove-chaines.ts";

let database: TestDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  database = await createDatabase();
  pool = database.pool;
});
afterAll(() => database.drop());

test("10 000 alterations: each is told with its organisation, its nature and its numbers, and nothing else is", async () => {
  const { manquees, parNature, alterations } = await alterChaines(pool, { alterations: 10_000, seed: 20_180_101 });
  expect(manquees.slice(0, 5)).toEqual([]);
  expect(alterations).toBe(10_000);
  expect(Object.values(parNature).every((combien) => combien > 300)).toBe(true);
  expect(Object.keys(parNature)).toHaveLength(ALTERATIONS.length);
}, 300_000);

test("100 000 honest lines written together by 16 connections: no false alarm, no hole", async () => {
  const honnetes = await writeTogether(pool, database.url, { lignes: 100_000, seed: 7 });
  expect(honnetes).toMatchObject({ lignes: 100_000, fausses: 0 });
  expect(honnetes.abandonnees).toBeGreaterThan(1000);
}, 300_000);
