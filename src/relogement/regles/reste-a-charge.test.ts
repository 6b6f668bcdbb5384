import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { CoutLogement } from "./menage.ts";
import { compareResteACharge, computeResteACharge, judgeReste } from "./reste-a-charge.ts";

const cout = (loyer: number | null, charges: number | null, apl: number | null, surface: number | null = 50) => ({
  loyer,
  charges,
  apl,
  surface,
});

describe("reste à charge", () => {
  test.each([
    [cout(310.5, 95, 240, 76), { euros: 165.5, parM2: 2.18, bornes: null }],
    // 0.1 + 0.2 is not 0.3 in binary.
    [cout(0.1, 0.2, 0, 1), { euros: 0.3, parM2: 0.3, bornes: null }],
    [cout(300, 0, 300), { euros: 0, parM2: 0, bornes: null }],
    [cout(300, 60, 0, null), { euros: 360, parM2: null, bornes: null }],
    [cout(300, 60, null), { euros: null, parM2: null, bornes: [0, 360] }],
    [cout(null, 60, 100), { euros: null, parM2: null, bornes: null }],
    [cout(300, null, 100), { euros: null, parM2: null, bornes: null }],
    [cout(null, null, null, null), { euros: null, parM2: null, bornes: null }],
  ])("of %o", (logement, attendu) => {
    expect(computeResteACharge(logement)).toEqual(attendu);
  });

  it("is compared in euros and by square metre: dearer, and yet less by square metre", () => {
    expect(compareResteACharge(cout(300, 50, 200, 50), cout(400, 60, 260, 80))).toMatchObject({
      euros: 50,
      parM2: -0.5,
    });
  });

  test.each([
    [cout(300, 50, 200), cout(400, 60, null), [-150, 310]],
    [cout(300, 50, null), cout(400, 60, 260), [-150, 200]],
    [cout(300, 50, null), cout(400, 60, null), [-350, 460]],
    [cout(null, 50, 100), cout(400, 60, null), null],
  ] as const)("is bounded where an APL alone is unknown: %o, %o", (avant, apres, bornes) => {
    expect(compareResteACharge(avant, apres)).toMatchObject({ euros: null, parM2: null, bornes });
  });
});

describe("the limit of the charte", () => {
  const ecart = (avant: CoutLogement, apres: CoutLogement, limite: { euros: number | null; part: number | null }) =>
    judgeReste(compareResteACharge(avant, apres), limite);
  const avant = cout(300, 50, 150); // 200 €

  test.each([
    ["none", cout(900, 60, 0), { euros: null, part: null }, "sans-limite"],
    ["on the limit", cout(350, 50, 150), { euros: 50, part: null }, "dans-la-limite"],
    ["a cent above", cout(350.01, 50, 150), { euros: 50, part: null }, "au-dela"],
    ["10 % exactly", cout(320, 50, 150), { euros: null, part: 0.1 }, "dans-la-limite"],
    ["a cent above 10 %", cout(320.01, 50, 150), { euros: null, part: 0.1 }, "au-dela"],
    ["one of the two", cout(340, 50, 150), { euros: 50, part: 0.1 }, "au-dela"],
    ["less to pay", cout(100, 50, 100), { euros: 0, part: 0 }, "dans-la-limite"],
    ["an unknown rent", cout(null, 50, 100), { euros: 50, part: null }, "indecidable"],
    ["an APL that could decide", cout(350, 50, null), { euros: 50, part: null }, "indecidable"],
    ["an APL that cannot", cout(200, 50, null), { euros: 50, part: null }, "dans-la-limite"],
    ["beyond one whatever the other", cout(340, 50, 150), { euros: 10, part: null }, "au-dela"],
  ] as const)("%s", (_, apres, limite, attendu) => {
    expect(ecart(avant, apres, limite)).toBe(attendu);
  });

  it("of a share: any rise is beyond it when nothing was paid before", () => {
    expect(ecart(cout(300, 0, 300), cout(301, 0, 300), { euros: null, part: 0.5 })).toBe("au-dela");
    expect(ecart(cout(300, 0, null), cout(301, 0, 300), { euros: null, part: 0.5 })).toBe("indecidable");
  });
});

const montant = fc.integer({ min: 0, max: 90_000 }).map((centimes) => centimes / 100);
const connu: fc.Arbitrary<CoutLogement> = fc.record({
  loyer: montant,
  charges: montant,
  apl: montant,
  surface: fc.integer({ min: 9, max: 150 }),
});

describe("whatever the dwellings", () => {
  it("the bounds hold what the APL would have told, as long as it pays no more than the rent", () => {
    fc.assert(
      fc.property(connu, connu, fc.constantFrom("avant", "apres", "deux"), (a, b, cache) => {
        const cap = (one: CoutLogement) => ({
          ...one,
          apl: Math.min(one.apl ?? 0, (one.loyer ?? 0) + (one.charges ?? 0)),
        });
        const [avant, apres] = [cap(a), cap(b)];
        const { euros } = compareResteACharge(avant, apres);
        const hide = (one: CoutLogement, hidden: boolean) => (hidden ? { ...one, apl: null } : one);
        const { bornes } = compareResteACharge(hide(avant, cache !== "apres"), hide(apres, cache !== "avant"));
        expect(bornes?.[0]).toBeLessThanOrEqual((euros ?? Number.NaN) + 0.005);
        expect(bornes?.[1]).toBeGreaterThanOrEqual((euros ?? Number.NaN) - 0.005);
      }),
    );
  });

  it("going there and back costs nothing", () => {
    fc.assert(
      fc.property(connu, connu, (avant, apres) => {
        const there = compareResteACharge(avant, apres).euros ?? Number.NaN;
        expect(compareResteACharge(apres, avant).euros).toBeCloseTo(-there, 6);
      }),
    );
  });

  it("a verdict that hides an APL is never the contrary of the one that knows it", () => {
    fc.assert(
      fc.property(connu, connu, montant, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, euros, part) => {
        const cap = (one: CoutLogement) => ({
          ...one,
          apl: Math.min(one.apl ?? 0, (one.loyer ?? 0) + (one.charges ?? 0)),
        });
        const [avant, apres] = [cap(a), cap(b)];
        const known = judgeReste(compareResteACharge(avant, apres), { euros, part });
        const hidden = judgeReste(compareResteACharge(avant, { ...apres, apl: null }), { euros, part });
        expect(["indecidable", known]).toContain(hidden);
      }),
    );
  });
});
