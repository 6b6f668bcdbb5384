import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { buildPointLocator } from "./locate-point.ts";

const SQUARE = [
  [0, 0],
  [4, 0],
  [4, 4],
  [0, 4],
] as const;
const HOLE = [
  [1, 1],
  [1, 2],
  [2, 2],
  [2, 1],
] as const;

describe("a point in a perimeter", () => {
  const locate = buildPointLocator([
    { code: "A", polygones: [[SQUARE, HOLE]] },
    {
      code: "B",
      polygones: [
        [
          [
            [10, 10],
            [12, 10],
            [11, 12],
          ],
        ],
        [
          [
            [20, 20],
            [21, 20],
            [21, 21],
            [20, 21],
          ],
        ],
      ],
    },
  ]);

  test.each([
    ["inside", 3, 3, "A"],
    ["in the hole", 1.5, 1.5, null],
    ["on the border", 4, 2, "A"],
    ["outside", 5, 5, null],
    ["in the second piece of a perimeter in two pieces", 20.5, 20.5, "B"],
    ["in the box but not in the triangle", 10.1, 11.9, null],
  ])("%s", (_, x, y, expected) => {
    expect(locate(x, y)).toBe(expected);
  });

  it("knows nothing without perimeters", () => {
    expect(buildPointLocator([])(1, 1)).toBeNull();
  });

  it("finds a regular polygon's inside and outside by distance to its centre", () => {
    const ring = Array.from({ length: 40 }, (_, i): [number, number] => [
      Math.cos((i * Math.PI) / 20),
      Math.sin((i * Math.PI) / 20),
    ]);
    const inDisc = buildPointLocator([{ code: "D", polygones: [[ring]] }]);
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 6.28, noNaN: true }),
        fc.double({ min: 0, max: 2, noNaN: true }),
        (angle, radius) => {
          const found = inDisc(radius * Math.cos(angle), radius * Math.sin(angle));
          if (radius < 0.99) expect(found).toBe("D");
          if (radius > 1.001) expect(found).toBeNull();
        },
      ),
    );
  });
});
