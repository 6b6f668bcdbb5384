import { expect, test } from "vitest";
import { readPlafondsPli } from "./plafonds-pli.ts";

const SEUL = { adultes: 1, personnesACharge: 0, couple: false } as const;
const COUPLE = { adultes: 2, personnesACharge: 0, couple: true } as const;

test.each<[string, Parameters<typeof readPlafondsPli>[0], readonly (number | null)[]]>([
  // CGI, annexe III, art. 2 terdecies D, table of 2024; F for overseas.
  ["alone", SEUL, [43475, 43475, 35435, 31892, 31859]],
  ["a couple", COUPLE, [64976, 64976, 47321, 42588, 42186]],
  // With a child, one adult or a couple are the same category; the other ceilings tell them apart.
  ["alone with a child", { ...SEUL, personnesACharge: 1 }, [85175, 78104, 56905, 51215, 50731]],
  ["a couple with a child", { ...COUPLE, personnesACharge: 1 }, [85175, 78104, 56905, 51215, 50731]],
  ["with four", { ...COUPLE, personnesACharge: 4 }, [136151, 124630, 91078, 81971, 81192]],
  ["with six", { ...COUPLE, personnesACharge: 6 }, [166487, 152402, 111400, 100255, 99318]],
])("%s, in 2024", (_, menage, montants) => {
  expect(readPlafondsPli(menage, 2024).map(({ montant }) => montant)).toEqual(montants);
});

test("a zone that nobody found is unknown, and so is a year or a household that the text does not name", () => {
  expect(
    readPlafondsPli(SEUL, 2025)
      .map(({ zone, montant }) => [zone, montant])
      .at(-1),
  ).toEqual(["outre-mer", null]);
  expect(readPlafondsPli(SEUL, 2026)).toEqual([]);
  expect(readPlafondsPli({ ...COUPLE, couple: null }, 2024)).toEqual([]);
  expect(readPlafondsPli({ adultes: 3, personnesACharge: 0, couple: false }, 2024)).toEqual([]);
});
