import { expect, test } from "vitest";
import type { Perimetre } from "./locate-point.ts";
import { sortQuartiers } from "./sort-quartiers.ts";

/** A square of side `cote`; (x, y) is its south-west corner. */
function carre(code: string, x: number, y: number, cote: number): Perimetre {
  const ring = [
    [x, y],
    [x + cote, y],
    [x + cote, y + cote],
    [x, y + cote],
    [x, y],
  ] as const;
  return { code, polygones: [[ring]] };
}

const ANCIEN = carre("QP1", 0, 0, 10);

test.each<[string, readonly Perimetre[], "sorti" | "redessine"]>([
  ["nothing is there any more", [], "sorti"],
  ["another is elsewhere", [carre("QN9", 20, 20, 5)], "sorti"],
  ["another touches its side, and no more", [carre("QN9", 10, 0, 10)], "sorti"],
  ["one overlaps it by the thickness of a pen", [carre("QN9", 9.9, 0, 10)], "sorti"],
  ["one has the same ground", [carre("QN1", 0, 0, 10)], "redessine"],
  ["one has a quarter of it", [carre("QN1", 5, 5, 10)], "redessine"],
  [
    "two have a little each, which is enough together",
    [carre("QN1", 0, 0, 1.2), carre("QN2", 8.8, 8.8, 1.2)],
    "redessine",
  ],
])("%s", (_, nouveaux, sort) => {
  expect(sortQuartiers([ANCIEN, carre("QP2", 100, 100, 1)], nouveaux).get("QP1")).toBe(sort);
});

test("of two squares under one code, what is left of either is enough", () => {
  expect(sortQuartiers([ANCIEN, carre("QP1", 50, 50, 10)], [carre("QN1", 50, 50, 10)]).get("QP1")).toBe("redessine");
});
