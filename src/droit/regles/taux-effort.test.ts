import { describe, expect, it } from "vitest";
import { coutNet, depassementEffort, resteAVivre, tauxEffort, termesEffort } from "./taux-effort.ts";

const RIEN = { annexes: 0, contribution: 0, forfait: 0 };

describe("what a dwelling costs, and its share of the resources", () => {
  it.each([
    // loyer, charges, aide, ressources, net in cents, rates in %
    [400, 100, 200, 1000, [30_000, 30_000], [30, 30]],
    // Before the lease: between an aid of the whole rent and none.
    [400, 100, null, 1000, [10_000, 50_000], [10, 50]],
    // An aid above the whole cost: nothing to pay, never less.
    [150, 20, 300, 900, [0, 0], [0, 0]],
    [412.35, 87.65, 0, 1500, [50_000, 50_000], [33.3, 33.3]],
    [400, 100, 200, 0, [30_000, 30_000], [null, null]],
    [400, 100, 200, null, [30_000, 30_000], [null, null]],
  ] as const)("%s + %s − %s over %s", (loyer, charges, aide, ressources, [min, max], [bas, haut]) => {
    const net = coutNet({ ...RIEN, loyer, charges, aide });
    expect(net).toEqual({ min, max });
    expect([tauxEffort(net.min, ressources), tauxEffort(net.max, ressources)]).toEqual([bas, haut]);
  });

  it("counts annexes, the contribution and the flat rate", () => {
    const cout = { loyer: 400, annexes: 30, charges: 100, contribution: 12.5, forfait: 45, aide: 100 };
    expect(coutNet(cout)).toEqual({ min: 48_750, max: 48_750 });
  });
});

it("at the threshold itself a household is under it, to the cent", () => {
  expect(depassementEffort(33_000, 1000, 330)).toBe(0);
  expect(depassementEffort(33_001, 1000, 330)).toBe(1);
  expect(depassementEffort(32_999, 1000, 330)).toBe(-1);
});

it("leaves so much a day and a consumption unit, and says when it leaves less than nothing", () => {
  const of = { ressources: 1500, chargesDeclarees: 100, uniteConso: 1.5 };
  expect(resteAVivre(50_000, of, "2026-06-01")).toBe(20);
  expect(resteAVivre(200_000, of, "2026-06-01")).toBe(-13.33);
});

it("the text has a first day", () => {
  expect(() => termesEffort("2010-01-01")).toThrow(/Aucune valeur/);
  expect(termesEffort("2026-01-01").valeur.retires).toEqual(["aide au logement (APL ou AL)"]);
});
