import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Compte } from "./attribution/compte.ts";
import { countEnQpv } from "./en-qpv.ts";
import { countHorsQpv } from "./hors-qpv.ts";
import { boundShare, judgeShare, PART_VIDE } from "./part.ts";

function compte(given: Partial<Compte>): Compte {
  return { situation: "hors-qpv", quartile: "q2-4", ressources: "positives", relogement: "non", nombre: 1, ...given };
}

describe("art. L. 441-1 CCH: who counts hors QPV", () => {
  it("counts a household both of the first quartile and rehoused once", () => {
    const both = compte({ quartile: "q1", relogement: "oui" });
    expect(countHorsQpv([both], "q2-4")).toMatchObject({ part: 1, total: 1, premierQuartile: 1 });
  });

  it("counts a rehoused household whatever its quartile, even unknown", () => {
    const reloges = [
      compte({ relogement: "oui" }),
      compte({ relogement: "oui", quartile: "inconnu", ressources: "absentes" }),
    ];
    expect(countHorsQpv(reloges, "q2-4")).toMatchObject({ part: 2, total: 2, premierQuartile: 0 });
  });

  it("leaves a lease without resources out of both counts", () => {
    expect(countHorsQpv([compte({ quartile: "inconnu", ressources: "absentes" })], "q2-4")).toMatchObject({
      part: 0,
      total: 0,
    });
  });

  it("never takes an unlocated lease for a lease hors QPV", () => {
    const unlocated = [
      compte({ situation: "inconnue", quartile: "q1", nombre: 4 }),
      compte({ situation: "inconnue", nombre: 17 }),
    ];
    expect(countHorsQpv(unlocated, "q2-4")).toMatchObject({
      ...PART_VIDE,
      part: 0,
      total: 0,
      inconnusPart: 4,
      inconnusAutres: 17,
    });
  });

  it.each([
    ["q1", 1, 1],
    ["q2-4", 0, 1],
    ["exclues", 0, 0],
  ] as const)("reads 0 € as %s", (nulles, part, total) => {
    expect(countHorsQpv([compte({ ressources: "nulles", quartile: "q1" })], nulles)).toMatchObject({ part, total });
  });
});

const anyCompte = fc.record({
  situation: fc.constantFrom("qpv", "hors-qpv", "inconnue"),
  quartile: fc.constantFrom("q1", "q2-4", "inconnu"),
  ressources: fc.constantFrom("positives", "nulles", "absentes"),
  relogement: fc.constantFrom("oui", "non", "inconnu"),
  nombre: fc.integer({ min: 0, max: 30 }),
}) as fc.Arbitrary<Compte>;

describe("whatever the counts", () => {
  it("has realise ≤ assiette, and bounds that hold the rate", () => {
    fc.assert(
      fc.property(fc.array(anyCompte, { maxLength: 40 }), (comptes) => {
        for (const share of [countHorsQpv(comptes, "q2-4"), countEnQpv(comptes, "q2-4")]) {
          expect(share.part).toBeLessThanOrEqual(share.total);
          const bornes = boundShare(share);
          if (share.total === 0 || bornes === null) continue;
          expect(bornes[0]).toBeLessThanOrEqual(share.part / share.total);
          expect(bornes[1]).toBeGreaterThanOrEqual(share.part / share.total);
        }
      }),
    );
  });

  it("gives a sure verdict only when no placing of the unlocated can turn it", () => {
    const small = fc.integer({ min: 0, max: 8 });
    fc.assert(
      fc.property(small, small, small, small, fc.constantFrom(0.21, 0.25, 0.5), (part, others, u1, u2, taux) => {
        fc.pre(part + others > 0);
        const verdict = judgeShare(
          { ...PART_VIDE, part, total: part + others, inconnusPart: u1, inconnusAutres: u2 },
          taux,
        );
        const outcomes = allOutcomes(part, part + others, u1, u2, taux);
        const expected = outcomes.size === 2 ? "indecidable" : outcomes.has(true) ? "atteint" : "non-atteint";
        expect(verdict).toBe(expected);
      }),
    );
  });
});

/** Tries every placing: k1 of u1 and k2 of u2 on this side. */
function allOutcomes(part: number, total: number, u1: number, u2: number, taux: number): ReadonlySet<boolean> {
  const outcomes = new Set<boolean>();
  for (let k1 = 0; k1 <= u1; k1++) {
    for (let k2 = 0; k2 <= u2; k2++) outcomes.add((part + k1) * 100 >= Math.round(taux * 100) * (total + k1 + k2));
  }
  return outcomes;
}
