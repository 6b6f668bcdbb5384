import { describe, expect, it } from "vitest";
import { rangsQuantile } from "./rangs-quantile.ts";

describe("ranks around a quantile", () => {
  it("are those of the tables for a median", () => {
    // Conover, Practical Nonparametric Statistics, table A3: n = 20 and 30, p = 0.5.
    expect(rangsQuantile(20, 0.5)).toEqual([6, 15]);
    expect(rangsQuantile(30, 0.5)).toEqual([10, 21]);
  });

  it("bound nothing when the sample is too small", () => {
    expect(rangsQuantile(5, 0.5)).toEqual([0, 6]);
    expect(rangsQuantile(6, 0.5)).toEqual([1, 6]);
    expect(() => rangsQuantile(10, 1)).toThrow(RangeError);
  });

  it("hold the quantile as often as they say, whatever is drawn", () => {
    for (const [n, p] of [
      [20, 0.5],
      [62, 0.5],
      [62, 0.75],
    ] as const) {
      const [bas, haut] = rangsQuantile(n, p);
      const mass = (k: number) => {
        let log = k * Math.log(p) + (n - k) * Math.log(1 - p);
        for (let i = 1; i <= k; i++) log += Math.log((n - k + i) / i);
        return Math.exp(log);
      };
      let held = 0;
      for (let k = bas; k < haut; k++) held += mass(k);
      expect(held).toBeGreaterThanOrEqual(0.95);
      expect(held - mass(bas)).toBeLessThan(0.975);
    }
  });
});
