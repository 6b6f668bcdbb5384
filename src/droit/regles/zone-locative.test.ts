import { expect, test } from "vitest";
import { zoneLocativeOf } from "./zone-locative.ts";

const JOUR = "2026-12-01";

test.each([
  // Arrêté du 1er août 2014, annexe I, on 5 July 2024.
  ["Paris", "75056", "a-bis"],
  ["Lyon", "69123", "a"],
  ["Marseille", "13055", "a"],
  ["Reims", "51454", "b1"],
  ["Saint-Dizier, in none of the three lists", "52448", "b2-c"],
  ["Saint-Denis de La Réunion: one zone of ceilings overseas", "97411", "outre-mer"],
] as const)("%s", (_, commune, zone) => {
  expect(zoneLocativeOf(commune, JOUR)?.zone).toBe(zone);
});

test("the lists have been changed since: to be confirmed, but overseas, where they say nothing of the ceilings", () => {
  expect(["75056", "52448", "97411"].map((commune) => zoneLocativeOf(commune, JOUR)?.confiance)).toEqual([
    "B",
    "B",
    "R",
  ]);
});

test("unknown before the first list, and where these texts are not in force", () => {
  expect(zoneLocativeOf("75056", "2024-07-04")).toBeNull();
  expect(zoneLocativeOf("97502", JOUR)).toBeNull();
});
