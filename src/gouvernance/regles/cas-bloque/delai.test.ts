import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { addDays } from "#socle/regles/shared/calendrier.ts";
import { ancienneteCas, CAS_POUR_MEDIANE, type CasMesure, delaiBail } from "./delai.ts";

const OUVERT = "2018-01-01";
/** A case closed by a lease after so many days; or, without the day of the lease, closed after so many days. */
const signe = (jours: number): CasMesure => ({
  etat: "clos",
  ouvertLe: OUVERT,
  closLe: addDays(OUVERT, jours + 1),
  issue: "bail",
  bailLe: addDays(OUVERT, jours),
});
const sansJour = (jours: number): CasMesure => ({ ...signe(jours), closLe: addDays(OUVERT, jours), bailLe: null });
const ouvert: CasMesure = { etat: "inscrit", ouvertLe: OUVERT, closLe: null, issue: null, bailLe: null };

describe("the delay from the opening to the lease", () => {
  test.each([
    ["one case", [signe(42)], 1, [42, 42]],
    ["an odd number", [signe(90), signe(10), signe(42)], 3, [42, 42]],
    ["an even number: the middle of two, to the half day", [signe(10), signe(43)], 2, [26.5, 26.5]],
    ["signed the day it was opened", [signe(0), signe(0)], 2, [0, 0]],
    ["one lease without a day: between the opening and the closing", [signe(10), sansJour(60), signe(40)], 3, [10, 40]],
    ["only that one", [sansJour(60)], 1, [0, 60]],
    [
      "open cases and other ends do not count",
      [ouvert, signe(7), { ...signe(9), issue: "sans-suite", bailLe: null }],
      1,
      [7, 7],
    ],
  ] as const)("%s", (_, cas, nombre, bornes) => {
    expect(delaiBail(cas)).toMatchObject({ cas: nombre, bornes });
  });

  it("is none without a lease", () => {
    expect(delaiBail([ouvert])).toBeNull();
  });

  it("is said to be small under the smallest count that is published", () => {
    const many = Array.from({ length: CAS_POUR_MEDIANE }, (_, jours) => signe(jours));
    expect(delaiBail(many)?.petit).toBe(false);
    expect(delaiBail(many.slice(1))?.petit).toBe(true);
  });

  it("its bounds hold what the missing days would have made of it", () => {
    const cases = fc.array(fc.tuple(fc.nat(400), fc.nat(30), fc.boolean()), { minLength: 1, maxLength: 25 });
    fc.assert(
      fc.property(cases, (rows) => {
        const known = rows.map(([jours, apres]) => ({ ...signe(jours), closLe: addDays(OUVERT, jours + apres) }));
        const told = known.map((cas, rang) => (rows[rang]?.[2] ? { ...cas, bailLe: null } : cas));
        const [vrai] = delaiBail(known)?.bornes ?? [Number.NaN];
        const [basse, haute] = delaiBail(told)?.bornes ?? [Number.NaN, Number.NaN];
        return basse <= vrai && vrai <= haute;
      }),
    );
  });
});

test("a case is as old as today, or as the day it was closed", () => {
  expect(ancienneteCas(ouvert, "2018-02-01")).toBe(31);
  expect(ancienneteCas(ouvert, OUVERT)).toBe(0);
  expect(ancienneteCas(sansJour(12), "2019-02-01")).toBe(12);
});
