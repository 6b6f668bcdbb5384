import { describe, expect, it } from "vitest";
import { findReglesEnVigueur, type VersionRegle } from "./regle.ts";

const version = (id: number, depuis: string, change: Partial<VersionRegle> = {}): VersionRegle => ({
  id,
  depuis,
  genre: "reconstitution-plai",
  commune: "",
  jusque: null,
  texte: "x",
  reference: "y",
  confiance: "S",
  parametres: { genre: "reconstitution-plai", min: id / 10, cadres: [] },
  ...change,
});

describe("findReglesEnVigueur", () => {
  const versions = [
    version(7, "2024-01-01", { jusque: "2025-12-31" }),
    version(6, "2018-10-05"),
    version(8, "2027-01-01", { parametres: null }),
  ];

  it.each([
    ["2018-10-04", []],
    ["2018-10-05", [6]],
    ["2023-12-31", [6]],
    ["2024-01-01", [7]],
    ["2025-12-31", [7]],
    // Once its last day is past, the former version does not apply again.
    ["2026-01-01", []],
    ["2027-01-01", []],
  ])("%s: %j", (jour, expected) => {
    expect(findReglesEnVigueur(versions, jour).map(({ id }) => id)).toEqual(expected);
  });

  it("a rule of one commune is not a version of another’s", () => {
    const own = [version(1, "2018-01-01"), version(2, "2019-01-01", { commune: "52448" })];
    expect(findReglesEnVigueur(own, "2020-01-01").map(({ id }) => id)).toEqual([1, 2]);
  });
});
