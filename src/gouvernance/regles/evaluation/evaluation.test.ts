import fc from "fast-check";
import { expect, it } from "vitest";
import { peutSePublier, peutSePublierEnPart } from "#attributions/regles/evaluation/masquage.ts";
import { labelAnnees, prefixNumero, yearsOf } from "./evaluation.ts";

it("evaluates one year, or the three that end with it", () => {
  expect(yearsOf("annuelle", 2017)).toEqual([2017]);
  expect(yearsOf("triennale", 2020)).toEqual([2018, 2019, 2020]);
});

it("names the years, and starts the number with them", () => {
  expect([labelAnnees(2017, 2017), labelAnnees(2018, 2020)]).toEqual(["2017", "2018 à 2020"]);
  expect([prefixNumero(2017, 2017), prefixNumero(2018, 2020)]).toEqual(["EVAL-2017", "EVAL-2018-2020"]);
});

it("tells none, or enough: nothing between", () => {
  expect([0, 1, 10, 11].map((nombre) => peutSePublier(nombre, 11))).toEqual([true, false, false, true]);
});

it("keeps the share of a few, and the share that leaves a few", () => {
  expect(peutSePublierEnPart(66, 360, 11)).toBe(true);
  expect(peutSePublierEnPart(5, 360, 11)).toBe(false);
  expect(peutSePublierEnPart(355, 360, 11)).toBe(false);
  // Vitry Habitat in 2017: seven leases, all on one side.
  expect(peutSePublierEnPart(0, 7, 11)).toBe(false);
});

it("never tells a share from which a small count can be taken", () => {
  const counts = fc.tuple(fc.nat(60), fc.nat(60), fc.integer({ min: 2, max: 20 }));
  fc.assert(
    fc.property(counts, ([part, autres, seuil]) => {
      if (!peutSePublierEnPart(part, part + autres, seuil)) return;
      for (const count of [part, autres, part + autres]) expect(count === 0 || count >= seuil).toBe(true);
    }),
  );
});
