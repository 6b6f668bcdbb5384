import { describe, expect, it, test } from "vitest";
import { Refus } from "#socle/regles/shared/refus.ts";
import { checkObservation, checkSuite } from "./check-suite.ts";
import { ETATS_REMONTEE, ETATS_SUITE, type EtatRemontee, isClose } from "./remontee.ts";

const codeOf = (work: () => void) => {
  try {
    work();
    return "rien";
  } catch (error) {
    return error instanceof Refus ? error.code : String(error);
  }
};

describe("the day of an observation", () => {
  test.each([
    ["2026-03-10", "rien"],
    ["2026-03-11", "remontee-date-future"],
    ["2021-03-10", "rien"],
    ["2021-03-09", "remontee-date-ancienne"],
  ])("%s, on 10 March 2026: %s", (jour, code) => {
    expect(codeOf(() => checkObservation(jour, "2026-03-10"))).toBe(code);
  });
});

describe("a follow-up", () => {
  const seen = (etat: EtatRemontee, suivieLe: string | null = null) => ({ etat, observeeLe: "2026-02-01", suivieLe });

  test.each([
    ["the day it was seen", seen("signalee"), "2026-02-01", "rien"],
    ["before it was seen", seen("signalee"), "2026-01-31", "remontee-suite-avant"],
    ["before the former one", seen("prise-en-charge", "2026-02-10"), "2026-02-09", "remontee-suite-avant"],
    ["the day of the former one", seen("prise-en-charge", "2026-02-10"), "2026-02-10", "rien"],
    ["tomorrow", seen("signalee"), "2026-03-11", "remontee-date-future"],
    ["of what is closed", seen("resolue", "2026-02-10"), "2026-02-11", "remontee-close"],
    ["of what had no follow-up", seen("sans-suite", "2026-02-10"), "2026-02-11", "remontee-close"],
  ] as const)("%s", (_, remontee, le, code) => {
    expect(codeOf(() => checkSuite(remontee, le, "2026-03-10"))).toBe(code);
  });

  it("can be written of what is open only, and closes in two ways", () => {
    expect(ETATS_REMONTEE.filter(isClose)).toEqual(["resolue", "sans-suite"]);
    expect(ETATS_REMONTEE.filter((etat) => !ETATS_SUITE.some((one) => one === etat))).toEqual(["signalee"]);
  });
});
