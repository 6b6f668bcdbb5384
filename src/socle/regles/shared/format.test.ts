import { describe, expect, it } from "vitest";
import {
  formatBornes,
  formatCompte,
  formatDecompte,
  formatEuros,
  formatFraction,
  formatJour,
  formatJourCourt,
  formatMesure,
  formatNombre,
  formatTaux,
  formatTauxCourt,
} from "./format.ts";

const NBSP = "\u00A0";
const FINE = "\u202F";

describe("French figures", () => {
  it.each([
    [66 / 360, `18,3${NBSP}%`],
    [0.25, `25,0${NBSP}%`],
    [0.1835, `18,4${NBSP}%`],
    [0.00049, `0,0${NBSP}%`],
    [0, `0,0${NBSP}%`],
    [1, `100,0${NBSP}%`],
  ])("writes the share %d as %s", (taux, expected) => {
    expect(formatTaux(taux)).toBe(expected);
  });

  it("drops a useless decimal in floors and targets only", () => {
    expect([0.25, 0.175].map(formatTauxCourt)).toEqual([`25${NBSP}%`, `17,5${NBSP}%`]);
  });

  it("groups thousands with a narrow space and glues units", () => {
    expect(formatNombre(6261)).toBe(`6${FINE}261`);
    expect(formatEuros(7228)).toBe(`7${FINE}228${NBSP}€`);
    expect(formatFraction(66, 360)).toBe("66 sur 360");
  });

  it("writes one rate when both bounds read alike", () => {
    expect(formatBornes([66 / 377, 70 / 364])).toBe(`entre 17,5${NBSP}% et 19,2${NBSP}%`);
    expect(formatBornes([0.25, 0.2501])).toBe(`25,0${NBSP}%`);
  });

  it.each([
    [{ realise: 66, assiette: 360, taux: 66 / 360, bornes: null, petitEffectif: false }, `18,3${NBSP}%`],
    [{ realise: 3, assiette: 16, taux: 3 / 16, bornes: null, petitEffectif: true }, "3 sur 16"],
    [{ realise: 0, assiette: 0, taux: null, bornes: null, petitEffectif: true }, "sans objet"],
    [{ realise: 0, assiette: 0, taux: null, bornes: [0, 1] as const, petitEffectif: true }, "inconnu"],
    [{ realise: 0, assiette: 0, taux: null, bornes: null, verdict: "en-cours", petitEffectif: true }, "en cours"],
    [{ realise: 0, assiette: 0, taux: null, bornes: null, verdict: "sans-objet", petitEffectif: true }, "sans objet"],
  ])("shows one figure for a measure, or why there is none: %j", (mesure, expected) => {
    expect(formatMesure(mesure)).toBe(expected);
  });

  it.each([
    [{ realise: 3, assiette: 16, bornes: [0.1, 0.2] as const }, "3 sur 16"],
    [{ realise: 0, assiette: 0, bornes: null }, "aucune"],
    [{ realise: 0, assiette: 0, bornes: [0, 1] as const }, "inconnu"],
  ])("says of a table’s count whether nothing is there, or nothing is known: %j", (mesure, expected) => {
    expect(formatDecompte(mesure)).toBe(expected);
  });

  it("agrees in number as French does", () => {
    expect([0, 1, 21].map((n) => formatCompte(n, "attribution"))).toEqual([
      `0${NBSP}attribution`,
      `1${NBSP}attribution`,
      `21${NBSP}attributions`,
    ]);
  });
});

describe("French days", () => {
  it.each([
    ["2018-10-05", "5 octobre 2018", "05/10/2018"],
    ["2018-10-01", "1er octobre 2018", "01/10/2018"],
    ["2018-12-31T23:30:00.000Z", "31 décembre 2018", "31/12/2018"],
  ])("writes %s", (iso, long, court) => {
    expect(formatJour(iso)).toBe(long);
    expect(formatJourCourt(iso)).toBe(court);
  });

  it("refuses what is not a day", () => {
    expect(() => formatJour("05/10/2018")).toThrow("Not an ISO day");
    expect(() => formatJourCourt("2018-13-01")).toThrow("Not an ISO day");
  });
});
