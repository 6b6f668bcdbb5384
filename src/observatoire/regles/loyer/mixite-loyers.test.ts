import { expect, test } from "vitest";
import { type MixiteLoyers, readMixiteLoyers } from "./mixite-loyers.ts";

test.each<[readonly number[], MixiteLoyers]>([
  [[9, 1, 0], "faible"],
  [[8, 2, 0], "moyenne"],
  [[5, 5, 0], "moyenne"],
  [[4, 3, 3], "forte"],
  [[9, 0, 0], "inconnue"],
  [[], "inconnue"],
])("%j is %s", (classes, mixite) => {
  expect(readMixiteLoyers(classes, 10)).toBe(mixite);
});
