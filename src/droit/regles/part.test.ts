// @module-tag profondeur
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { selon } from "../../../test/profondeur.ts";
import {
  boundShare,
  decideNombre,
  decideShare,
  judgeNombre,
  judgeShare,
  PART_VIDE,
  type PartIncertaine,
} from "./part.ts";

const TAUX = [0.05, 0.21, 0.25, 0.33, 0.5, 0.6, 1] as const;

/** What one unknown may add to each field. */
const REPONSES = {
  inconnusPart: [{}, { part: 1, total: 1 }],
  inconnusAutres: [{}, { total: 1 }],
  indecis: [{}, { part: 1 }],
  inconnusIndecis: [{}, { total: 1 }, { part: 1, total: 1 }],
} as const;
type Inconnu = keyof typeof REPONSES;
const INCONNUS = Object.keys(REPONSES) as Inconnu[];

const count = (max: number) => fc.integer({ min: 0, max });
const anyShare = (max: number): fc.Arbitrary<PartIncertaine> =>
  fc
    .record({
      part: count(6),
      others: count(12),
      inconnusPart: count(max),
      inconnusAutres: count(max),
      indecis: count(max),
      inconnusIndecis: count(max),
    })
    .map(({ others, ...share }) => ({ ...share, total: share.part + others + share.indecis }));

/** Every share that one answer about an unknown of that kind may give. */
function ask(share: PartIncertaine, inconnu: Inconnu): PartIncertaine[] {
  return REPONSES[inconnu].map((added: { part?: number; total?: number }) => ({
    ...share,
    [inconnu]: share[inconnu] - 1,
    part: share.part + (added.part ?? 0),
    total: share.total + (added.total ?? 0),
  }));
}

/** Every share that answers about that many of each kind may give. */
function askAll(share: PartIncertaine, choix: Readonly<Record<Inconnu, number>>): PartIncertaine[] {
  return INCONNUS.reduce<PartIncertaine[]>(
    (shares, inconnu) => {
      let reached = shares;
      for (let i = 0; i < choix[inconnu]; i++) reached = dedupe(reached.flatMap((one) => ask(one, inconnu)));
      return reached;
    },
    [share],
  );
}

function dedupe(shares: readonly PartIncertaine[]): PartIncertaine[] {
  return [...new Map(shares.map((share) => [JSON.stringify(share), share])).values()];
}

function completions(share: PartIncertaine): PartIncertaine[] {
  return askAll(share, share);
}

/** Every choice of how many of each kind to ask about. */
function choices(share: PartIncertaine): Record<Inconnu, number>[] {
  const upTo = (max: number) => Array.from({ length: max + 1 }, (_, i) => i);
  return upTo(share.inconnusPart).flatMap((inconnusPart) =>
    upTo(share.inconnusAutres).flatMap((inconnusAutres) =>
      upTo(share.indecis).flatMap((indecis) =>
        upTo(share.inconnusIndecis).map((inconnusIndecis) => ({
          inconnusPart,
          inconnusAutres,
          indecis,
          inconnusIndecis,
        })),
      ),
    ),
  );
}

/** The definition: every choice, every answer. */
function decideByTrying(share: PartIncertaine, taux: number) {
  if (judgeShare(share, taux) !== "indecidable") return null;
  let [suffit, auMieux] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const choix of choices(share)) {
    const size = INCONNUS.reduce((sum, inconnu) => sum + choix[inconnu], 0);
    const decided = askAll(share, choix).map((one) => judgeShare(one, taux) !== "indecidable");
    if (decided.every(Boolean)) suffit = Math.min(suffit, size);
    if (decided.some(Boolean)) auMieux = Math.min(auMieux, size);
  }
  return { suffit, auMieux };
}

describe("a share with four kinds of unknowns", () => {
  it("has bounds that hold the rate of every completion, and that completions reach", () => {
    fc.assert(
      fc.property(anyShare(3), (share) => {
        const rates = completions(share)
          .filter(({ total }) => total > 0)
          .map(({ part, total }) => part / total);
        const expected = rates.length === 0 ? null : [Math.min(...rates), Math.max(...rates)];
        expect(boundShare(share)).toEqual(expected);
      }),
    );
  });

  it("is undecided exactly when two completions disagree", () => {
    fc.assert(
      fc.property(anyShare(3), fc.constantFrom(...TAUX), (share, taux) => {
        const issues = new Set(completions(share).map((one) => issueOf(one, taux)));
        expect(judgeShare(share, taux)).toBe(issues.size === 1 ? [...issues][0] : "indecidable");
      }),
    );
  });

  it("never has wider bounds, nor a lost verdict, once one more is known", () => {
    fc.assert(
      fc.property(anyShare(5), fc.constantFrom(...INCONNUS), fc.constantFrom(...TAUX), (share, inconnu, taux) => {
        fc.pre(share[inconnu] > 0);
        const before = boundShare(share);
        const verdict = judgeShare(share, taux);
        for (const after of ask(share, inconnu)) {
          const bornes = boundShare(after);
          if (verdict !== "indecidable") expect(judgeShare(after, taux)).toBe(verdict);
          if (bornes === null || before === null) continue;
          expect(bornes[0]).toBeGreaterThanOrEqual(before[0]);
          expect(bornes[1]).toBeLessThanOrEqual(before[1]);
        }
      }),
    );
  });

  it("reads the two optional counts as none when they are not given", () => {
    const share = { ...PART_VIDE, part: 66, total: 360, inconnusPart: 4, inconnusAutres: 17 };
    expect(boundShare(share)).toEqual([66 / 377, 70 / 364]);
    expect(judgeShare(share, 0.25)).toBe("non-atteint");
    expect(judgeShare({ ...share, indecis: 30 }, 0.25)).toBe("indecidable");
    expect(judgeShare({ ...share, inconnusIndecis: 30 }, 0.25)).toBe("indecidable");
  });
});

function issueOf({ part, total }: PartIncertaine, taux: number) {
  if (total === 0) return "sans-objet";
  return part * 100 >= Math.round(taux * 100) * total ? "atteint" : "non-atteint";
}

describe("decideShare", () => {
  it("is what trying every choice and every answer finds", () => {
    fc.assert(
      fc.property(anyShare(3), fc.constantFrom(...TAUX), (share, taux) => {
        expect(decideShare(share, taux)).toEqual(decideByTrying(share, taux));
      }),
      { numRuns: selon({ ci: 100, preuve: 300 }) },
    );
  });

  it("is so with more unknowns of two kinds, where some may be left unasked", () => {
    const two = anyShare(8).map((share) => ({ ...share, total: share.total - share.indecis, indecis: 0 }));
    fc.assert(
      fc.property(two, fc.constantFrom(...TAUX), (share, taux) => {
        const known = { ...share, inconnusIndecis: 0 };
        expect(decideShare(known, taux)).toEqual(decideByTrying(known, taux));
      }),
      { numRuns: selon({ ci: 100, preuve: 300 }) },
    );
  });

  it.each([
    ["EPCI 2016: two of the 21 first quartile in a QPV are enough, else all", 55, 280, 21, 80, 101, 2],
    ["OPH 2017: one lease", 30, 120, 0, 1, 1, 1],
    ["Hamaris 2016", 32, 122, 1, 13, 14, 5],
    ["Le Foyer Rémois 2016", 1, 3, 4, 14, 18, 5],
  ])("%s", (_, part, total, inconnusPart, inconnusAutres, suffit, auMieux) => {
    expect(decideShare({ ...PART_VIDE, part, total, inconnusPart, inconnusAutres }, 0.25)).toEqual({ suffit, auMieux });
  });

  it("answers for thousands of unknowns", () => {
    const share = {
      ...PART_VIDE,
      part: 2500,
      total: 11_000,
      inconnusPart: 900,
      inconnusAutres: 3000,
      indecis: 800,
      inconnusIndecis: 500,
    };
    const found = decideShare(share, 0.25);
    expect(found).toEqual({ suffit: 5200, auMieux: 1125 });
  });

  it("has nothing to say once decided, or without anything", () => {
    expect(decideShare({ ...PART_VIDE, part: 66, total: 360, inconnusPart: 4, inconnusAutres: 17 }, 0.25)).toBeNull();
    expect(decideShare(PART_VIDE, 0.25)).toBeNull();
  });
});

describe("decideNombre", () => {
  it("is what trying every answer finds", () => {
    fc.assert(
      fc.property(count(6), count(8), count(14), (part, inconnus, attendu) => {
        const undecided = (known: number, left: number) =>
          judgeNombre({ ...PART_VIDE, part: known, inconnusPart: left }, attendu) === "indecidable";
        const found = decideNombre({ ...PART_VIDE, part, inconnusPart: inconnus }, attendu);
        if (!undecided(part, inconnus)) {
          expect(found).toBeNull();
          return;
        }
        const sizes = Array.from({ length: inconnus + 1 }, (_, size) => size);
        const outcomes = (size: number) =>
          Array.from({ length: size + 1 }, (_, i) => undecided(part + i, inconnus - size));
        expect(found).toEqual({
          suffit: sizes.find((size) => !outcomes(size).includes(true)),
          auMieux: sizes.find((size) => outcomes(size).includes(false)),
        });
      }),
    );
  });
});
