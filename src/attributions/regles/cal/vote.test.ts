import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { classer, depouiller, derniersVotes, SENS_VOTE, type SensVote, sayDepouillement } from "./vote.ts";

const votes = (...sens: readonly SensVote[]) => sens.map((un, membre) => ({ membre, sens: un, rang: null }));
const [A, N, R, X] = ["attribution", "non-attribution", "report", "abstention"] as const;

describe("a tally", () => {
  test.each([
    [[], null, "aucun", false],
    [[A], null, A, false],
    [[X], null, "partage", false],
    [[A, A, N], null, A, false],
    [[A, A, N, X, X, X], null, A, false],
    [[A, N], null, "partage", false],
    // The mayor is the first member.
    [[A, N], 0, A, true],
    [[N, A], 0, N, true],
    [[X, A, N], 0, "partage", false],
    [[R, A, A, N, N], 0, "partage", false],
    [[A, N, R], 0, A, true],
    [[N, A, A], 0, A, false],
    [[A, A, N, R], 0, "partage", false],
  ] as const)("%j, mayor %s: %s", (sens, maire, issue, preponderante) => {
    expect(depouiller(votes(...sens), maire)).toMatchObject({ issue, preponderante });
  });

  test("counts each vote once, and its order changes nothing", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...SENS_VOTE), { maxLength: 9 }),
        fc.option(fc.nat(8), { nil: null }),
        (sens, maire) => {
          const cast = votes(...sens);
          const lu = depouiller(cast, maire);
          expect(Object.values(lu.voix).reduce((a, b) => a + b, 0)).toBe(sens.length);
          expect(depouiller(cast.toReversed(), maire)).toEqual(lu);
          if (lu.issue !== "partage" && lu.issue !== "aucun" && !lu.preponderante) {
            expect((lu.voix[lu.issue] ?? 0) * 2).toBeGreaterThan(lu.exprimes);
          }
        },
      ),
      { numRuns: 300, seed: 9 },
    );
  });

  test("is said", () => {
    expect(sayDepouillement(depouiller(votes(A, N, X), 0)).replaceAll("\u00a0", " ")).toBe(
      "1 voix pour l’attribution, 1 voix pour la non-attribution, 1 abstention ; la voix du maire est prépondérante.",
    );
    expect(sayDepouillement(depouiller([], null))).toBe("Aucun vote n’est enregistré.");
  });
});

test("the last vote of a member counts, in whatever order the trace is read", () => {
  const trace = [
    { membre: 1, candidature: 5, n: 1, sens: A },
    { membre: 1, candidature: 5, n: 2, sens: N },
    { membre: 2, candidature: 5, n: 1, sens: A },
  ];
  const expected = [
    [1, N],
    [2, A],
  ];
  for (const order of [trace, trace.toReversed()]) {
    expect(
      derniersVotes(order)
        .map(({ membre, sens }) => [membre, sens])
        .sort(),
    ).toEqual(expected);
  }
});

test.each([
  [
    [
      [1, 5, 1],
      [1, 6, 2],
      [2, 5, 2],
      [2, 6, 1],
    ],
    null,
    [5, 6],
  ],
  [
    [
      [1, 5, 1],
      [1, 6, 2],
      [2, 5, 2],
      [2, 6, 1],
    ],
    2,
    [6, 5],
  ],
  [[[1, 6, 1]], null, [6, 5]],
  [[], null, [5, 6]],
] as const)("ranks %j, mayor %s: %j", (rangs, maire, ordre) => {
  const donnes = rangs.map(([membre, candidature, rang]) => ({ membre, candidature, rang }));
  const candidats = [
    { id: 5, ordre: 1 },
    { id: 6, ordre: 2 },
  ];
  expect(classer(candidats, donnes, maire)).toEqual(ordre);
});
