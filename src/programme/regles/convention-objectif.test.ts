import { expect, test } from "vitest";
import type { EtapeOperation } from "#donnees/regles/programme/operation.ts";
import { operationOf } from "../../../test/fixtures/operation.ts";
import { checkPeriode, checkSignature, etatOfSignatures, isInPeriode } from "./convention-objectif.ts";

test("it is signed once both have", () => {
  expect(etatOfSignatures({ epci: null, bailleur: "2018-10-05" })).toBe("projet");
  expect(etatOfSignatures({ epci: "2018-10-05", bailleur: "2018-10-05" })).toBe("signee");
});

test.each([
  ["2018-10-04", "signature-avant"],
  ["2018-10-05", null],
  ["2018-12-31", null],
  ["2019-01-01", "signature-future"],
] as const)("established on 5 October, read on 31 December, signed on %s", (le, code) => {
  const convention = { signatures: { epci: null, bailleur: "2018-10-06" }, etablieLe: "2018-10-05" };
  const sign = () => checkSignature(convention, { partie: "epci", le }, "2018-12-31");
  if (code === null) expect(sign).not.toThrow();
  else expect(sign).toThrow(expect.objectContaining({ code }));
  expect(() => checkSignature(convention, { partie: "bailleur", le }, "2018-12-31")).toThrow(
    expect.objectContaining({ code: "convention-objectif-signee" }),
  );
});

test("a period is of twelve years at most, and not backwards", () => {
  expect(() => checkPeriode(2018, 2018)).not.toThrow();
  expect(() => checkPeriode(2018, 2029)).not.toThrow();
  for (const [debut, fin] of [
    [2018, 2030],
    [2019, 2018],
  ] as const) {
    expect(() => checkPeriode(debut, fin)).toThrow(expect.objectContaining({ code: "convention-periode" }));
  }
});

const chantier = (debutPrevu: string | null, finReelle: string | null): EtapeOperation => ({
  phase: "chantier",
  debutPrevu,
  finPrevue: null,
  debutReel: null,
  finReelle,
});

test.each<[string, Parameters<typeof isInPeriode>[0], boolean | null]>([
  ["nothing dated", operationOf(), null],
  ["ended the year before", operationOf({ etapes: [chantier("2015-01-01", "2017-12-31")] }), false],
  ["ends on its first day", operationOf({ etapes: [chantier("2015-01-01", "2018-01-01")] }), true],
  ["starts after", operationOf({ etapes: [chantier("2024-01-01", null)] }), false],
  ["covers it whole", operationOf({ etapes: [chantier("2010-01-01", "2030-12-31")] }), true],
  ["started before, its end unknown", operationOf({ etapes: [chantier("2016-01-01", null)] }), null],
  ["ends after, its start unknown", operationOf({ etapes: [chantier(null, "2026-12-31")] }), null],
  [
    "has one step in it, another of no known end",
    operationOf({ etapes: [chantier("2016-01-01", null), chantier("2019-01-01", "2020-01-01")] }),
    true,
  ],
  ["is rehoused in it", operationOf({ aReloger: { occupes: 3, occupesAu: null, depuis: 2023 } }), true],
])("an operation that %s, in 2018-2023", (_, operation, expected) => {
  expect(isInPeriode(operation, 2018, 2023)).toBe(expected);
});
