import { expect, test } from "vitest";
import { BUDGET } from "./saisie.ts";

test.each([
  ["12 345,60", 12_346],
  ["12345,40", 12_345],
  ["12345", 12_345],
  ["", null],
])("a tax notice has no cents: « %s » is read %s", (ecrit, rfr) => {
  expect(BUDGET.rfr.parse([ecrit])).toBe(rfr);
});
