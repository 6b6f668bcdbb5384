import fc from "fast-check";
import { expect, it } from "vitest";
import { boundDissimilarite, type EnsemblePartage } from "./bornes.ts";
import { computeSegregation } from "./deux-groupes.ts";

const anyPartage = fc.record({
  dedans: fc.nat({ max: 9 }),
  dehors: fc.nat({ max: 9 }),
  inconnus: fc.nat({ max: 3 }),
});
const someEnsembles = fc.array(fc.record({ groupe: anyPartage, autres: anyPartage }), { minLength: 1, maxLength: 3 });

/** D for every way to put each unlocated member on a side. */
function everyD(ensembles: readonly EnsemblePartage[]): number[] {
  const ways = ensembles.map(({ groupe, autres }) =>
    range(groupe.inconnus).flatMap((k) =>
      range(autres.inconnus).map((l) => [
        { groupe: groupe.dedans + k, autres: autres.dedans + l },
        { groupe: groupe.dehors + groupe.inconnus - k, autres: autres.dehors + autres.inconnus - l },
      ]),
    ),
  );
  return ways
    .reduce<{ groupe: number; autres: number }[][]>(
      (done, own) => done.flatMap((units) => own.map((one) => [...units, ...one])),
      [[]],
    )
    .map((units) => computeSegregation(units)?.dissimilarite ?? Number.NaN);
}

const range = (most: number) => Array.from({ length: most + 1 }, (_, i) => i);

it("holds D wherever the unlocated are, and its upper end is reached", () => {
  fc.assert(
    fc.property(someEnsembles, (ensembles) => {
      const found = boundDissimilarite(ensembles);
      fc.pre(found !== null);
      const all = everyD(ensembles);
      const [low, high] = found ?? [Number.NaN, Number.NaN];
      expect(low).toBeLessThanOrEqual(Math.min(...all) + 1e-12);
      expect(high).toBeCloseTo(Math.max(...all), 10);
    }),
  );
});

it("is D itself when all are located, and near the least when they are many", () => {
  const located = {
    groupe: { dedans: 144, dehors: 66, inconnus: 0 },
    autres: { dedans: 247, dehors: 294, inconnus: 0 },
  };
  const d = computeSegregation([
    { groupe: 144, autres: 247 },
    { groupe: 66, autres: 294 },
  ])?.dissimilarite;
  const [low, high] = boundDissimilarite([located]) ?? [];
  expect(low).toBeCloseTo(d ?? Number.NaN, 12);
  expect(high).toBeCloseTo(d ?? Number.NaN, 12);
  const some = [{ groupe: { dedans: 5, dehors: 5, inconnus: 40 }, autres: { dedans: 30, dehors: 31, inconnus: 3 } }];
  expect(boundDissimilarite(some)?.[0]).toBeCloseTo(0, 12);
  expect(Math.min(...everyD(some))).toBeLessThan(0.01);
});

it("has nothing to say without one of the groups", () => {
  const nobody = { dedans: 0, dehors: 0, inconnus: 0 };
  expect(boundDissimilarite([{ groupe: nobody, autres: { dedans: 3, dehors: 1, inconnus: 1 } }])).toBeNull();
  expect(boundDissimilarite([])).toBeNull();
});
