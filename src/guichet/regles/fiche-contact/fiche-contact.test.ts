import { describe, expect, it, test } from "vitest";
import { countFiches, isEnRetard, type SuiteComptee } from "./compte-fiches.ts";
import { addJoursOuvres, dernierJourAccuse, isJourOuvre } from "./delai-fiche.ts";

describe("working days", () => {
  it.each([
    ["2018-03-05", 5, "2018-03-12"],
    // Easter Monday of 2018, then Ascension and 8 May.
    ["2018-03-30", 1, "2018-04-03"],
    ["2018-05-07", 2, "2018-05-11"],
    ["2018-12-31", 1, "2019-01-02"],
    ["2026-05-22", 1, "2026-05-26"],
    ["2018-03-10", 0, "2018-03-10"],
  ])("%s + %i = %s", (jour, nombre, attendu) => {
    expect(addJoursOuvres(jour, nombre)).toBe(attendu);
  });

  it("are not holidays nor the end of the week", () => {
    expect(["2024-04-01", "2025-06-09", "2026-11-28", "2026-11-29"].map(isJourOuvre)).toEqual(Array(4).fill(false));
  });
});

const SUITE: SuiteComptee = {
  emettrice: 1,
  destinataire: 2,
  emiseLe: "2018-03-05",
  accuserAvant: dernierJourAccuse("2018-03-05"),
  accuseeLe: null,
  issue: null,
  closeLe: null,
};

test("the last day is still in time, the next one is late, whenever it is acknowledged", () => {
  expect(isEnRetard(SUITE, "2018-03-12")).toBe(false);
  expect(isEnRetard(SUITE, "2018-03-13")).toBe(true);
  expect(isEnRetard({ ...SUITE, accuseeLe: "2018-03-12" }, "2019-01-01")).toBe(false);
});

test("counts by month, emitter and recipient, and in all; a delay that has no end counts in no median", () => {
  const comptes = countFiches(
    [
      { ...SUITE, accuseeLe: "2018-03-06", issue: "demande", closeLe: "2018-03-15" },
      { ...SUITE, accuseeLe: "2018-03-09" },
      SUITE,
      { ...SUITE, emiseLe: "2018-04-03", accuserAvant: "2018-04-10", destinataire: 3 },
    ],
    "2018-04-05",
  );
  expect(comptes.lignes.map(({ mois, destinataire, envoyees }) => [mois, destinataire, envoyees])).toEqual([
    ["2018-04", 3, 1],
    ["2018-03", 2, 3],
  ]);
  expect(comptes.lignes[1]).toMatchObject({
    accusees: 2,
    enRetard: 1,
    ouvertes: 2,
    issues: { demande: 1 },
    accuse: { nombre: 2, mediane: 2.5 },
    cloture: { nombre: 1, mediane: 10 },
  });
  expect(comptes.total).toMatchObject({ envoyees: 4, accusees: 2, enRetard: 1 });
  expect(countFiches([], "2018-04-05")).toEqual({ lignes: [], total: null });
});
