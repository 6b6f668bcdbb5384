import fc from "fast-check";
import { expect, test } from "vitest";
import { findNir, mayHoldNir } from "./nir.ts";

const joint = fc.constantFrom("", " ", "\u00a0", "\u202f", "\u2009", ".", "-", "\u2011", "_", ". ");

test("the cheap test lets through every cell where a NIR is found", () => {
  fc.assert(
    fc.property(fc.array(joint, { minLength: 6, maxLength: 6 }), fc.constantFrom("", "Mme ", "n°"), (joints, avant) => {
      for (const groupes of [
        ["1", "85", "05", "78", "006", "084", "91"],
        ["1", "85", "05", "2A", "006", "084", "35"],
      ]) {
        const cell = avant + groupes.map((groupe, i) => groupe + (joints[i] ?? "")).join("");
        expect(findNir(cell)).toBe("cle");
        expect(mayHoldNir(cell)).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});

test.each([
  ["185057800608491", "cle"],
  ["1850578006084", "forme"],
  ["1850578006084 clé 91", "cle"],
  ["185057800608492", null],
  ["1850578006084 12", null],
  ["12345678200010", null],
])("%s: %s", (cell, expected) => {
  expect(mayHoldNir(cell) ? findNir(cell) : null).toBe(expected);
});
