import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addMouvements, projectLieu, SANS_MOUVEMENT } from "./effet-lieu.ts";
import { known } from "./regle-part.ts";

describe("what the programme makes of a place", () => {
  test("nothing done changes nothing", () => {
    expect(projectLieu({ logements: 100, occupes: known(85) }, SANS_MOUVEMENT)).toEqual({
      logements: known(100),
      occupes: known(85),
      vacance: [1 - 85 / 100, 1 - 85 / 100],
    });
  });

  test("the Vert-Bois: 320 demolished of which 222 occupied; rehoused elsewhere, then in the place", () => {
    const effet = projectLieu(
      { logements: 3648, occupes: known(3112) },
      { demolis: known(320), occupes: known(222), construits: known(20) },
    );
    expect(effet.logements).toEqual(known(3348));
    expect(effet.occupes).toEqual({ bas: 2890, haut: 3132 });
    expect(effet.vacance).toEqual([1 - 3132 / 3348, 1 - 2890 / 3348]);
  });

  test("a size that nobody wrote leaves no end, and no vacancy", () => {
    const sans = projectLieu(
      { logements: 40, occupes: known(30) },
      { demolis: known(0), occupes: known(0), construits: { bas: 0, haut: null } },
    );
    expect(sans).toEqual({ logements: { bas: 40, haut: null }, occupes: { bas: 30, haut: null }, vacance: null });
  });

  test("never more households than dwellings, nor less than none, and the ends are in order", () => {
    const etendue = fc.tuple(fc.nat(500), fc.nat(500)).map(([bas, plus]) => ({ bas, haut: bas + plus }));
    fc.assert(
      fc.property(
        fc.nat(1000),
        fc.double({ min: 0, max: 1, noNaN: true }),
        etendue,
        etendue,
        etendue,
        (logements, part, demolis, occupes, construits) => {
          const loues = Math.floor(logements * part);
          const effet = projectLieu({ logements, occupes: known(loues) }, { demolis, occupes, construits });
          expect(effet.logements.bas).toBeGreaterThanOrEqual(0);
          expect(effet.occupes.bas).toBeLessThanOrEqual(effet.occupes.haut ?? Infinity);
          expect(effet.occupes.haut ?? 0).toBeLessThanOrEqual(effet.logements.haut ?? Infinity);
          if (effet.vacance) expect(effet.vacance[0]).toBeLessThanOrEqual(effet.vacance[1]);
        },
      ),
    );
  });

  test("movements add up, an unknown one staying unknown", () => {
    const un = { demolis: known(10), occupes: known(6), construits: known(2) };
    expect(addMouvements(un, { ...un, construits: { bas: 1, haut: null } })).toEqual({
      demolis: known(20),
      occupes: known(12),
      construits: { bas: 3, haut: null },
    });
  });
});
