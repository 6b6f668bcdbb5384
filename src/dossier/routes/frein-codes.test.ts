import { expect, it } from "vitest";
import { createFreinCodes } from "./frein-codes.ts";

const PALIERS = [
  { nombre: 2, secondes: 60 },
  { nombre: 3, secondes: 3600 },
];

it("lets so many through, then says how long to wait, for that network alone", async () => {
  const frein = createFreinCodes("essai", PALIERS, null);
  const ask = () => frein.reserver("203.0.113.7");
  expect([await ask(), await ask()]).toEqual([null, null]);
  const attente = await ask();
  expect(attente).toBeGreaterThan(50);
  expect(attente).toBeLessThanOrEqual(60);
  expect(await frein.reserver("198.51.100.9")).toBeNull();
});

it("stops at the second step once the first one is over", async () => {
  const frein = createFreinCodes("essai-long", [{ nombre: 1, secondes: 3600 }], null);
  await frein.reserver("203.0.113.7");
  expect(await frein.reserver("203.0.113.7")).toBeGreaterThan(3500);
});
