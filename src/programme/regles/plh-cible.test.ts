import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeCible } from "./plh-cible.ts";

const base = { reference: { logementsSociaux: 20, residencesPrincipales: 660 }, points: 0.04, plafond: 0.5 };

describe("computeCible", () => {
  it("asks for the dwellings of the higher rate on today’s residences, and no more than half of the construction", () => {
    // (20 / 660 + 0.04) × 669 = 47.03: 48 dwellings, 28 more than in 2011.
    const cible = computeCible({ ...base, residencesPrincipales: 669, construction: 40 });
    expect(cible).toMatchObject({ besoin: 28, aRealiser: 20, ecretement: "oui" });
    expect(cible.taux).toBeCloseTo(20 / 660 + 0.04, 12);
    expect(computeCible({ ...base, residencesPrincipales: 669, construction: 56 })).toMatchObject({
      aRealiser: 28,
      ecretement: "non",
    });
  });

  it("does not know what the limit takes when nobody counted the construction", () => {
    expect(computeCible({ ...base, residencesPrincipales: 669, construction: null })).toMatchObject({
      besoin: 28,
      aRealiser: null,
      ecretement: "inconnu",
    });
    expect(computeCible({ ...base, residencesPrincipales: 669, construction: null, plafond: null })).toMatchObject({
      besoin: 28,
      aRealiser: 28,
      ecretement: "non",
    });
  });

  it("an odd construction gives the whole part of its half", () => {
    expect(computeCible({ ...base, residencesPrincipales: 669, construction: 41 }).aRealiser).toBe(20);
  });

  it("is the smallest count that reaches the rate, in whole numbers", () => {
    const count = (max: number) => fc.integer({ min: 1, max });
    fc.assert(
      fc.property(count(5000), count(9000), count(9000), fc.integer({ min: 0, max: 10 }), (part, rp, now, points) => {
        const reference = { logementsSociaux: part, residencesPrincipales: rp };
        const demande = {
          reference,
          points: points / 100,
          residencesPrincipales: now,
          plafond: null,
          construction: null,
        };
        const { besoin } = computeCible(demande);
        const reached = (count: bigint) =>
          count * 100n * BigInt(rp) >= (BigInt(part) * 100n + BigInt(points * rp)) * BigInt(now);
        expect(reached(BigInt(part + besoin))).toBe(true);
        if (besoin > 0) expect(reached(BigInt(part + besoin - 1))).toBe(false);
      }),
    );
  });
});
