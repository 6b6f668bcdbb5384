import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { PART_VIDE, type PartIncertaine } from "#droit/regles/part.ts";
import { decomposeEcart } from "./decomposition.ts";

const of = (part: number, total: number, inconnusPart = 0, inconnusAutres = 0): PartIncertaine => ({
  ...PART_VIDE,
  part,
  total,
  inconnusPart,
  inconnusAutres,
});
const printed = (part: number | null, total: number | null, taux: number | null = null) => ({ part, total, taux });

describe("the signed document's own tables", () => {
  it("2017: the EPCI's table is ours", () => {
    const ours = of(66, 360, 4, 17);
    const { sansReloges, residuel, lecture, tauxCalcule } = decomposeEcart(ours, ours, printed(66, 360, 0.183));
    expect(sansReloges).toEqual({ part: 0, total: 0, milliemes: 0 });
    expect(residuel).toEqual({ part: 0, total: 0, milliemes: 0 });
    expect({ lecture, tauxCalcule }).toEqual({ lecture: "identique", tauxCalcule: false });
  });

  it("2016: 55 of 280 printed, 56 of 291 in the bailleurs' tables: no placing of our unlocated leases gives it", () => {
    const ours = of(56, 291, 7, 42);
    const found = decomposeEcart(ours, ours, printed(55, 280, 0.196));
    expect(found.residuel).toEqual({ part: -1, total: -11, milliemes: 4 });
    expect(found.lecture).toBe("residuel-autre");
  });
});

it("2018: five rehoused households are in our numerator, and not in theirs", () => {
  const found = decomposeEcart(of(63, 261, 2, 8), of(58, 261, 2, 8), printed(59, 266));
  expect(found.legal).toEqual({ part: 63, total: 261, milliemes: 241 });
  expect(found.sansReloges).toEqual({ part: -5, total: 0, milliemes: -19 });
  expect(found.residuel).toEqual({ part: 1, total: 5, milliemes: 0 });
  expect(found).toMatchObject({ lecture: "residuel-possible", tauxCalcule: true, desaccord: false });
});

test.each([
  ["one more than our unknowns of the part", 5, 20, "residuel-autre"],
  ["all our unknowns", 4, 21, "residuel-possible"],
  ["none", 0, 0, "identique"],
  ["fewer than ours", -1, -1, "residuel-autre"],
])("%s", (_, part, total, lecture) => {
  const ours = of(66, 360, 4, 17);
  expect(decomposeEcart(ours, ours, printed(66 + part, 360 + total)).lecture).toBe(lecture);
});

describe("what is masked", () => {
  const ours = of(66, 360, 4, 17);

  it("leaves the counts unknown and compares the rates within the bounds", () => {
    const inside = decomposeEcart(ours, ours, printed(null, null, 0.19));
    expect(inside.residuel).toEqual({ part: null, total: null, milliemes: 7 });
    expect(inside.lecture).toBe("residuel-possible");
    expect(decomposeEcart(ours, ours, printed(null, 360, 0.2)).lecture).toBe("residuel-autre");
  });

  test.each([
    ["a base under ours", null, 359],
    ["a base over all that we have", null, 382],
    ["a numerator under ours", 65, null],
    ["a numerator over all that we have", 71, null],
  ])("does not explain %s by our unlocated leases", (_, part, total) => {
    expect(decomposeEcart(ours, ours, printed(part, total, 0.185)).lecture).toBe("residuel-autre");
    expect(decomposeEcart(ours, ours, printed(part && 70, total && 381, 0.185)).lecture).toBe("residuel-possible");
  });

  it("is unknown when nothing is printed, never 0", () => {
    const found = decomposeEcart(ours, ours, printed(null, null));
    expect(found.national).toEqual({ part: null, total: null, milliemes: null });
    expect(found.lecture).toBe("inconnue");
  });

  it("has no rate on an empty base", () => {
    expect(decomposeEcart(of(0, 0), of(0, 0), printed(0, 0)).national.milliemes).toBeNull();
  });
});

test.each([
  [0.18, false],
  [0.183, false],
  [0.178, true],
  [0.25, true],
])("a rate of %s printed beside 66 of 360 disagrees: %s", (taux, expected) => {
  const ours = of(66, 360);
  expect(decomposeEcart(ours, ours, printed(66, 360, taux)).desaccord).toBe(expected);
});

const small = fc.nat({ max: 60 });
const part = fc
  .record({ part: small, rest: small, inconnusPart: small, inconnusAutres: small })
  .map(
    ({ part, rest, inconnusPart, inconnusAutres }): PartIncertaine =>
      of(part, part + rest, inconnusPart, inconnusAutres),
  );

it("adds up, in counts and in tenths of a point, to the national figure", () => {
  fc.assert(
    fc.property(part, small, small, part, (comparable, reloges, relogesSansRessources, theirs) => {
      const legal = {
        ...comparable,
        part: comparable.part + reloges,
        total: comparable.total + reloges + relogesSansRessources,
      };
      const found = decomposeEcart(legal, comparable, printed(theirs.part, theirs.total));
      for (const key of ["part", "total", "milliemes"] as const) {
        const steps = [found.legal[key], found.sansReloges[key], found.residuel[key]];
        if (steps.every((step) => step !== null) && found.national[key] !== null) {
          expect(steps.reduce((sum, step) => sum + (step ?? 0), 0)).toBe(found.national[key]);
        }
      }
      expect(found.sansReloges.part).toBeLessThanOrEqual(0);
    }),
  );
});

it("says that the residual is possible exactly when some placing of the unlocated leases gives the national counts", () => {
  fc.assert(
    fc.property(part, fc.nat({ max: 8 }), fc.nat({ max: 8 }), part, (theirs, u1, u2, ours) => {
      const own = { ...ours, inconnusPart: u1, inconnusAutres: u2 };
      let reached = false;
      for (let k1 = 0; k1 <= u1; k1++)
        for (let k2 = 0; k2 <= u2; k2++)
          reached ||= own.part + k1 === theirs.part && own.total + k1 + k2 === theirs.total;
      const { lecture } = decomposeEcart(own, own, printed(theirs.part, theirs.total));
      expect(lecture === "identique" || lecture === "residuel-possible").toBe(reached);
    }),
  );
});

it("finds every national figure that a placing of our unlocated leases gives", () => {
  fc.assert(
    fc.property(part, fc.nat(), fc.nat(), (ours, a, b) => {
      const [k1, k2] = [a % (ours.inconnusPart + 1), b % (ours.inconnusAutres + 1)];
      const { lecture } = decomposeEcart(ours, ours, printed(ours.part + k1, ours.total + k1 + k2));
      expect(lecture).toBe(k1 + k2 === 0 ? "identique" : "residuel-possible");
    }),
  );
});
