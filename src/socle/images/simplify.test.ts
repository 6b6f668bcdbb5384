import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Point, simplifyRings } from "./simplify.ts";

/** Two neighbours whose common border runs from (50, 0) to (50, 100) through `wiggles`. */
function neighbours(wiggles: readonly number[]): [Point[], Point[]] {
  const border: Point[] = wiggles.map((x, i) => [50 + x, ((i + 1) * 100) / (wiggles.length + 1)]);
  const top: Point = [50, 0];
  const bottom: Point = [50, 100];
  return [
    [[0, 0], top, ...border, bottom, [0, 100]],
    [[100, 100], bottom, ...border.toReversed(), top, [100, 0]],
  ];
}

function onBorder(ring: readonly Point[]): string[] {
  return ring.filter(([x]) => x > 10 && x < 90).map(([x, y]) => `${x};${y}`);
}

describe("simplifyRings", () => {
  it("keeps the same vertices on both sides of a shared border, whatever its shape", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { maxLength: 30 }),
        fc.double({ min: 0, max: 10, noNaN: true }),
        (wiggles, tolerance) => {
          const [left, right] = simplifyRings(neighbours(wiggles), tolerance);
          expect(onBorder(right ?? []).toReversed()).toEqual(onBorder(left ?? []));
        },
      ),
    );
  });

  it("drops the vertices that enclose less than the tolerance and keeps those that enclose more", () => {
    const wiggles = Array.from({ length: 99 }, (_, i) => (i === 59 ? 8 : (i % 2) * 0.2));
    const [left] = simplifyRings(neighbours(wiggles), 0.5);
    const kept = onBorder(left ?? []);
    expect(kept).toContain("58;60");
    expect(kept.length).toBeLessThan(20);
  });

  it("keeps a hole and the enclave that fills it alike", () => {
    const circle: Point[] = Array.from({ length: 40 }, (_, i) => [
      50 + 20 * Math.cos((i * Math.PI) / 20),
      50 + 20 * Math.sin((i * Math.PI) / 20),
    ]);
    const rotated = [...circle.slice(13), ...circle.slice(0, 13)].toReversed();
    const [hole, enclave] = simplifyRings([circle, rotated], 2);
    expect(hole?.length).toBeLessThan(40);
    expect(new Set(enclave?.map(String))).toEqual(new Set(hole?.map(String)));
  });

  it("empties a ring smaller than a pixel's tenth", () => {
    expect(
      simplifyRings(
        [
          [
            [1, 1],
            [1.01, 1],
            [1, 1.01],
            [1, 1],
          ],
        ],
        0.5,
      ),
    ).toEqual([[]]);
  });
});
