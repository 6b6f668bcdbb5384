import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seedRandom } from "../synthese/mulberry32.ts";
import { computeChance, describeTaux } from "./distribution.ts";
import { type AnneeTirage, averageTaux, drawAlea, drawTaux } from "./tirages.ts";

const REFERENCE = { attributions: 360, q1: 66 };
const ANNEE: AnneeTirage = {
  ordinaires: 360,
  relogements: 42,
  partHorsQpv: 0.35,
  plai: 19,
  partPlaiQ1: 0.5,
  autresNeufs: 13,
  gain: 0,
};
const someAnnee: fc.Arbitrary<AnneeTirage> = fc.record({
  ordinaires: fc.nat(500),
  relogements: fc.nat(200),
  partHorsQpv: fc.double({ min: 0, max: 1, noNaN: true }),
  plai: fc.nat(60),
  partPlaiQ1: fc.double({ min: 0, max: 1, noNaN: true }),
  autresNeufs: fc.nat(60),
  gain: fc.double({ min: -1, max: 1, noNaN: true }),
});
const alea = drawAlea(seedRandom(3), REFERENCE, { tirages: 300, annees: 2 });

describe("drawTaux", () => {
  it("is a rate between 0 and 1 in every draw that has a lease, and never anything else", () => {
    fc.assert(
      fc.property(someAnnee, fc.nat(1), (annee, rang) => {
        const empty = annee.ordinaires + annee.plai + annee.autresNeufs === 0;
        for (const taux of drawTaux(annee, alea, rang)) {
          if (Number.isNaN(taux)) expect(empty).toBe(true);
          else expect(taux >= 0 && taux <= 1).toBe(true);
        }
      }),
    );
  });

  it("rises in every draw with the share of rehoused households, of PLAI, and with the gain", () => {
    fc.assert(
      fc.property(someAnnee, fc.double({ min: 0, max: 1, noNaN: true }), (annee, more) => {
        fc.pre(annee.relogements <= annee.ordinaires);
        const before = drawTaux(annee, alea, 0);
        const partHorsQpv = Math.max(annee.partHorsQpv, more);
        const partPlaiQ1 = Math.max(annee.partPlaiQ1, more);
        for (const raised of [{ partHorsQpv }, { partPlaiQ1 }, { gain: annee.gain + more }]) {
          const after = drawTaux({ ...annee, ...raised }, alea, 0);
          expect(after.every((taux, i) => Number.isNaN(taux) || taux >= (before[i] ?? 0))).toBe(true);
        }
      }),
    );
  });

  it("has the expected mean", () => {
    const many = drawAlea(seedRandom(11), REFERENCE, { tirages: 20_000, annees: 1 });
    const found = describeTaux(drawTaux(ANNEE, many, 0), [0.5]);
    const p0 = 66.5 / 361;
    const expected = (14.7 + (360 - 14.7) * p0 + 19 * 0.5 + 13 * p0) / 392;
    expect(Math.abs((found?.moyenne ?? 0) - expected)).toBeLessThan((5 * 0.03) / Math.sqrt(20_000));
  });

  it("is the same for the same seed, whatever was drawn for others", () => {
    const again = drawAlea(seedRandom(3), REFERENCE, { tirages: 300, annees: 2 });
    drawTaux({ ...ANNEE, ordinaires: 10 }, again, 1);
    expect(drawTaux(ANNEE, again, 0)).toEqual(drawTaux(ANNEE, alea, 0));
    expect(drawTaux(ANNEE, again, 1)).not.toEqual(drawTaux(ANNEE, alea, 0));
    const other = drawAlea(seedRandom(4), REFERENCE, { tirages: 300, annees: 2 });
    expect(drawTaux(ANNEE, other, 0)).not.toEqual(drawTaux(ANNEE, alea, 0));
  });

  it("has no number for a year that was not asked for", () => {
    expect(() => drawTaux(ANNEE, alea, 2)).toThrow(RangeError);
  });
});

describe("averageTaux, describeTaux and computeChance", () => {
  it("leave out what has no rate", () => {
    const annees = [Float64Array.of(0.1, Number.NaN, Number.NaN), Float64Array.of(0.3, 0.2, Number.NaN)];
    expect([...averageTaux(annees, 3)]).toEqual([0.2, 0.2, Number.NaN]);
    const taux = Float64Array.of(Number.NaN, 0.4, 0.1, 0.3, 0.2);
    expect(describeTaux(taux, [0.05, 0.25, 0.5, 0.75, 0.95])).toEqual({
      moyenne: 0.25,
      quantiles: [0.1, 0.1, 0.2, 0.3, 0.4],
    });
    expect(computeChance(taux, 0.3)).toEqual({ probabilite: 0.5, erreur: 0.25 });
    expect(describeTaux(Float64Array.of(Number.NaN), [0.5])).toBeNull();
    expect(computeChance(new Float64Array(0), 0.25)).toBeNull();
  });

  it("count a rate that equals the target, though its sum rounds below", () => {
    const mean = averageTaux([Float64Array.of(0.1), Float64Array.of(0.2), Float64Array.of(0.3)], 1);
    expect(computeChance(mean, 0.2)?.probabilite).toBe(1);
    expect(computeChance(Float64Array.of(0.7 + 0.1 - 0.55), 0.25)?.probabilite).toBe(1);
  });
});
