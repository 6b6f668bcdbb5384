import { expect, test } from "vitest";
import type { EtapeOperation } from "#donnees/regles/programme/operation.ts";
import { operationOf } from "../../../test/fixtures/operation.ts";
import { retardCourant, retardOf } from "./retard.ts";

const JOUR = "2024-03-01";
const etape = (jours: readonly (string | null)[], phase: EtapeOperation["phase"] = "chantier"): EtapeOperation => {
  const [debutPrevu = null, finPrevue = null, debutReel = null, finReelle = null] = jours;
  return { phase, debutPrevu, finPrevue, debutReel, finReelle };
};

test.each<[string, readonly (string | null)[], ReturnType<typeof retardOf>]>([
  ["nothing planned", [null, null, "2020-01-01"], null],
  ["ends today as planned", ["2024-01-01", JOUR, "2024-01-01"], null],
  // 2024 has a 29 February.
  [
    "should have ended two days before",
    ["2024-01-01", "2024-02-28", "2024-01-01"],
    { phase: "chantier", quoi: "fin", jours: 2, acheve: false },
  ],
  [
    "ended late",
    ["2023-01-01", "2023-12-31", "2023-01-01", "2024-01-10"],
    { phase: "chantier", quoi: "fin", jours: 10, acheve: true },
  ],
  ["ended early though it started late", ["2023-01-01", "2023-12-31", "2023-06-01", "2023-12-01"], null],
  ["has not started", ["2024-02-01", "2024-12-31"], { phase: "chantier", quoi: "debut", jours: 29, acheve: false }],
  [
    "started late, still has time",
    ["2024-02-01", "2024-12-31", "2024-02-11"],
    { phase: "chantier", quoi: "debut", jours: 10, acheve: true },
  ],
])("%s", (_, jours, expected) => {
  expect(retardOf(etape(jours), JOUR)).toEqual(expected);
});

test("the one shown is the longest that still runs, and a closed operation has none", () => {
  const etapes = [
    etape([null, "2024-02-20"], "relogement"),
    etape([null, "2023-12-31"], "chantier"),
    etape(["2020-01-01", "2020-02-01", "2020-01-01", "2023-01-01"], "etudes"),
  ];
  expect(retardCourant(operationOf({ etapes, etat: "en-cours" }), JOUR)).toMatchObject({
    phase: "chantier",
    jours: 61,
  });
  for (const etat of ["terminee", "refusee", "abandonnee"] as const) {
    expect(retardCourant(operationOf({ etapes, etat }), JOUR), etat).toBeNull();
  }
});
