import { describe, expect, it, test } from "vitest";
import type { Reponse } from "#droit/regles/attribution/attribution.ts";
import { RANGS_OFFRE } from "./offre.ts";
import { findMieux, isNeuf, rangOf } from "./rang.ts";

const ANCIEN = { premiereLocationLe: "1974-06-01", conventionneLe: null };

describe("a new dwelling", () => {
  test.each([
    // Five years before the lease, that day included.
    ["2019-03-15", null, "2024-03-15", "oui"],
    ["2019-03-14", null, "2024-03-15", "non"],
    [null, "2019-03-15", "2024-03-15", "oui"],
    ["1974-01-01", "2023-01-01", "2024-03-15", "oui"],
    ["1974-01-01", "1985-01-01", "2024-03-15", "non"],
    ["1974-01-01", null, "2024-03-15", "non"],
    [null, null, "2024-03-15", "inconnu"],
    // Not let yet on the day of the offer.
    ["2025-01-01", null, "2024-03-15", "oui"],
    ["2019-02-28", null, "2024-02-29", "oui"],
  ])("first let %s, agreement %s, on %s: %s", (premiereLocationLe, conventionneLe, le, attendu) => {
    expect(isNeuf({ premiereLocationLe, conventionneLe }, le)).toBe(attendu);
  });

  it("is of the day of the lease: the same may be new when offered, and not when signed", () => {
    const logement = { premiereLocationLe: "2019-03-15", conventionneLe: null };
    expect([isNeuf(logement, "2024-03-01"), isNeuf(logement, "2024-04-01")]).toEqual(["oui", "non"]);
  });
});

describe("the order of the signed document", () => {
  const rang = (
    dates: { premiereLocationLe: string | null; conventionneLe: string | null },
    [rehabilite, residentialise, loyerBaisse, pru1]: readonly [Reponse, Reponse, Reponse, Reponse],
  ) => rangOf({ ...dates, rehabilite, residentialise, loyerBaisse, pru1 }, "2024-03-15");
  const NEUF = { premiereLocationLe: "2022-01-01", conventionneLe: null };
  const INCONNU = { premiereLocationLe: null, conventionneLe: null };

  test.each([
    [NEUF, ["oui", "oui", "oui", "oui"], "neuf"],
    [ANCIEN, ["oui", "non", "oui", "oui"], "rehabilite-loyer-baisse"],
    [ANCIEN, ["non", "oui", "oui", "non"], "rehabilite-loyer-baisse"],
    [ANCIEN, ["oui", "inconnu", "inconnu", "oui"], "rehabilite"],
    [ANCIEN, ["non", "oui", "non", "non"], "rehabilite"],
    // A lowered rent without works is no rank of the document.
    [ANCIEN, ["non", "non", "oui", "non"], "autre"],
    [ANCIEN, ["non", "non", "non", "oui"], "pru1"],
    [ANCIEN, ["inconnu", "inconnu", "inconnu", "inconnu"], "autre"],
    [INCONNU, ["inconnu", "inconnu", "inconnu", "inconnu"], "inconnu"],
    [INCONNU, ["non", "non", "non", "non"], "inconnu"],
    [INCONNU, ["oui", "non", "non", "non"], "rehabilite"],
    [INCONNU, ["non", "non", "non", "oui"], "pru1"],
  ] as const)("%o, works %o: %s", (dates, travaux, attendu) => {
    expect(rang(dates, travaux)).toBe(attendu);
  });

  it("knows what comes before an offer, among what was found", () => {
    expect(findMieux("pru1", ["autre", "neuf", "rehabilite", "pru1"])).toEqual(["neuf", "rehabilite"]);
    expect(findMieux("neuf", [...RANGS_OFFRE])).toEqual([]);
    expect(findMieux("autre", ["inconnu"])).toEqual([]);
    expect(findMieux("inconnu", ["autre"])).toEqual(["autre"]);
  });
});
