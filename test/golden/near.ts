import { expect } from "vitest";

/** Absolute difference, as the tolerance of a file is meant; null and a missing value are never near. */
export function expectNear(
  found: number | readonly (number | null)[] | null,
  expected: number | readonly number[],
  tolerance: number,
) {
  const [left, right] = [[found].flat(), [expected].flat()];
  expect(left).toHaveLength(right.length);
  for (const [i, value] of right.entries()) {
    const difference = Math.abs((left[i] ?? Number.NaN) - value);
    expect(difference, `${left[i]} against ${value}`).toBeLessThanOrEqual(tolerance);
  }
}
