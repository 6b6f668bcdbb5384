import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seedRandom, shuffle } from "../synthese/mulberry32.ts";
import { computeSegregation } from "./deux-groupes.ts";
import { computeInformation, decomposeInformation } from "./information.ts";

const anyUnites = fc.array(fc.record({ groupe: fc.nat({ max: 30 }), autres: fc.nat({ max: 30 }) }), {
  minLength: 2,
  maxLength: 9,
});
const anyEffectifs = fc
  .integer({ min: 2, max: 4 })
  .chain((width) =>
    fc.array(fc.array(fc.nat({ max: 25 }), { minLength: width, maxLength: width }), { minLength: 2, maxLength: 8 }),
  );

/** All the ways to deal `total` people, of whom some belong to the group, among units of fixed sizes, with their weight. */
function enumerate(tailles: readonly number[], groupe: number): { unites: number[]; poids: number }[] {
  const [first, ...rest] = tailles;
  if (first === undefined) return groupe === 0 ? [{ unites: [], poids: 1 }] : [];
  return Array.from({ length: Math.min(first, groupe) + 1 }, (_, k) =>
    enumerate(rest, groupe - k).map(({ unites, poids }) => ({
      unites: [k, ...unites],
      poids: poids * choose(first, k),
    })),
  ).flat();
}

function choose(n: number, k: number): number {
  let found = 1;
  for (let i = 1; i <= k; i++) found *= (n - k + i) / i;
  return found;
}

describe("computeSegregation", () => {
  it("expects, exactly, the mean D of every way to deal the same people", () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(sizes, fc.nat(), (tailles, drawn) => {
        const total = tailles.reduce((sum, t) => sum + t, 0);
        const groupe = 1 + (drawn % (total - 1));
        const ways = enumerate(tailles, groupe);
        const weight = ways.reduce((sum, { poids }) => sum + poids, 0);
        const dealt = (values: readonly number[]) =>
          values.map((k, i) => ({ groupe: k, autres: (tailles[i] ?? 0) - k }));
        const mean = ways.reduce(
          (sum, { unites, poids }) => sum + (poids / weight) * (computeSegregation(dealt(unites))?.dissimilarite ?? 0),
          0,
        );
        const meanM = ways.reduce(
          (sum, { unites, poids }) =>
            sum + (poids / weight) * (computeInformation(dealt(unites).map((u) => [u.groupe, u.autres]))?.m ?? 0),
          0,
        );
        const one = dealt(ways[0]?.unites ?? []);
        expect(computeSegregation(one)?.attendue).toBeCloseTo(mean, 10);
        expect(computeInformation(one.map((u) => [u.groupe, u.autres]))?.attendue).toBeCloseTo(meanM, 10);
      }),
    );
  });

  it("is between 0 and 1, and the same whichever group is looked at", () => {
    fc.assert(
      fc.property(anyUnites, (unites) => {
        const found = computeSegregation(unites);
        const back = computeSegregation(unites.map(({ groupe, autres }) => ({ groupe: autres, autres: groupe })));
        if (found === null || back === null) return expect([found, back]).toEqual([null, null]);
        for (const key of ["dissimilarite", "attendue", "gini"] as const) {
          expect(found[key]).toBeGreaterThanOrEqual(-1e-12);
          expect(found[key]).toBeLessThanOrEqual(1 + 1e-12);
          expect(back[key]).toBeCloseTo(found[key], 10);
        }
        expect(found.gini).toBeGreaterThanOrEqual(found.dissimilarite - 1e-12);
        expect(found.isolement + found.exposition).toBeCloseTo(1, 12);
        expect(back.isolement).toBeCloseTo(found.isolementAutres, 12);
        expect(back.eta2).toBeCloseTo(found.eta2, 10);
      }),
    );
  });

  it("does not grow when units are merged, nor change with an empty unit or the order", () => {
    fc.assert(
      fc.property(anyUnites, fc.integer(), (unites, seed) => {
        const found = computeSegregation(unites);
        fc.pre(found !== null);
        if (found === null) return;
        const [a, b, ...rest] = unites;
        const merged = { groupe: (a?.groupe ?? 0) + (b?.groupe ?? 0), autres: (a?.autres ?? 0) + (b?.autres ?? 0) };
        const fewer = computeSegregation([merged, ...rest]);
        expect(fewer?.dissimilarite).toBeLessThanOrEqual(found.dissimilarite + 1e-12);
        const shuffled = computeSegregation([...shuffle(seedRandom(seed), unites), { groupe: 0, autres: 0 }]);
        for (const key of ["dissimilarite", "attendue", "gini", "eta2"] as const) {
          expect(shuffled?.[key]).toBeCloseTo(found[key], 10);
        }
      }),
    );
  });

  it("has nothing to compare without one of the groups, and counts whole people", () => {
    expect(computeSegregation([])).toBeNull();
    expect(computeSegregation([{ groupe: 0, autres: 4 }])).toBeNull();
    // A single unit: nobody can be elsewhere.
    expect(computeSegregation([{ groupe: 2, autres: 4 }])).toMatchObject({
      dissimilarite: 0,
      attendue: 0,
      corrigee: 0,
    });
    // One person each in two units: whatever the deal, D is 1.
    expect(
      computeSegregation([
        { groupe: 1, autres: 0 },
        { groupe: 0, autres: 1 },
      ]),
    ).toMatchObject({ attendue: 1, corrigee: null });
    expect(() => computeSegregation([{ groupe: 0.5, autres: 4 }])).toThrow(RangeError);
  });
});

describe("computeInformation", () => {
  it("is H(unit) + H(group) − H(both), between 0 and the entropy of groups", () => {
    fc.assert(
      fc.property(anyEffectifs, (effectifs) => {
        const found = computeInformation(effectifs);
        fc.pre(found !== null);
        if (found === null) return;
        const total = effectifs.flat().reduce((sum, count) => sum + count, 0);
        const entropy = (counts: readonly number[]) =>
          counts.reduce((sum, count) => sum - (count > 0 ? (count / total) * Math.log(count / total) : 0), 0);
        const rows = effectifs.map((row) => row.reduce((sum, count) => sum + count, 0));
        const columns = (effectifs[0] ?? []).map((_, g) => effectifs.reduce((sum, row) => sum + (row[g] ?? 0), 0));
        expect(found.m).toBeCloseTo(entropy(rows) + entropy(columns) - entropy(effectifs.flat()), 10);
        expect(found.entropie).toBeCloseTo(entropy(columns), 12);
        expect(found.h).toBeGreaterThanOrEqual(-1e-12);
        expect(found.h).toBeLessThanOrEqual(1 + 1e-12);
        for (const value of found.locale) if (value !== null) expect(value).toBeGreaterThanOrEqual(-1e-12);
      }),
    );
  });

  it("of two groups has the dissimilarity of two groups", () => {
    fc.assert(
      fc.property(anyUnites, (unites) => {
        const multi = computeInformation(unites.map(({ groupe, autres }) => [groupe, autres]));
        const two = computeSegregation(unites);
        if (two === null) return expect(multi).toBeNull();
        expect(multi?.dissimilarite).toBeCloseTo(two.dissimilarite, 10);
      }),
    );
  });

  it("expects of three groups what shuffling them gives on average", () => {
    const effectifs = [
      [6, 2, 1],
      [3, 8, 2],
      [1, 2, 9],
    ];
    const people = effectifs.flatMap((row) => row.flatMap((count, g) => Array.from({ length: count }, () => g)));
    const random = seedRandom(4);
    let sum = 0;
    for (let i = 0; i < 4000; i++) {
      const dealt = shuffle(random, people);
      let from = 0;
      const table = effectifs.map((row) => {
        const taille = row.reduce((total, count) => total + count, 0);
        const here = dealt.slice(from, from + taille);
        from += taille;
        return [0, 1, 2].map((g) => here.filter((other) => other === g).length);
      });
      sum += computeInformation(table)?.m ?? 0;
    }
    expect(computeInformation(effectifs)?.attendue).toBeCloseTo(sum / 4000, 2);
  });

  it("needs two groups with somebody, and a table", () => {
    expect(computeInformation([])).toBeNull();
    expect(
      computeInformation([
        [3, 0],
        [4, 0],
      ]),
    ).toBeNull();
    expect(
      computeInformation(
        [
          [3, 1],
          [0, 0],
          [1, 3],
        ].slice(0, 2),
      )?.locale.at(1),
    ).toBeNull();
    expect(() => computeInformation([[1, 2], [3]])).toThrow(RangeError);
    expect(() => computeInformation([[1, -2]])).toThrow(RangeError);
  });
});

describe("decomposeInformation", () => {
  it("adds up to the M of the finest units, each level at least 0, as between + Σ weight·within", () => {
    const anyTree = fc.array(
      fc.record({
        chemin: fc.tuple(fc.constantFrom("a", "b"), fc.constantFrom("x", "y", "z"), fc.constantFrom("1", "2", "3")),
        effectifs: fc.tuple(fc.nat({ max: 20 }), fc.nat({ max: 20 })),
      }),
      { minLength: 2, maxLength: 15 },
    );
    fc.assert(
      fc.property(anyTree, (unites) => {
        const levels = decomposeInformation(unites);
        fc.pre(levels !== null);
        if (levels === null) return;
        const merged = (depth: number, among = unites) => [
          ...among
            .reduce((map, { chemin, effectifs }) => {
              const key = chemin.slice(0, depth).join("/");
              const [one = 0, two = 0] = map.get(key) ?? [];
              return map.set(key, [one + effectifs[0], two + effectifs[1]]);
            }, new Map<string, number[]>())
            .values(),
        ];
        const total = computeInformation(merged(3))?.m ?? Number.NaN;
        expect(levels.reduce((sum, { m }) => sum + m, 0)).toBeCloseTo(total, 10);
        for (const { m } of levels) expect(m).toBeGreaterThanOrEqual(-1e-12);
        const people = unites.flatMap((u) => u.effectifs).reduce((sum, count) => sum + count, 0);
        const within = ["a", "b"].reduce((sum, side) => {
          const here = unites.filter(({ chemin }) => chemin[0] === side);
          const size = here.flatMap((u) => u.effectifs).reduce((s, count) => s + count, 0);
          return sum + (size / people) * (computeInformation(merged(2, here))?.m ?? 0);
        }, 0);
        expect(levels[1]?.m).toBeCloseTo(within, 10);
      }),
    );
  });

  it("refuses units of unequal depth, and has no share of nothing", () => {
    const same = ["a", "b"].map((name) => ({ chemin: [name], effectifs: [3, 6] }));
    expect(decomposeInformation(same)).toEqual([expect.objectContaining({ part: null })]);
    expect(decomposeInformation([])).toEqual([]);
    expect(() => decomposeInformation([...same, { chemin: ["a", "b"], effectifs: [1, 1] }])).toThrow(RangeError);
  });
});
