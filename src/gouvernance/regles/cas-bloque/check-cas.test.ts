import { describe, expect, test } from "vitest";
import { Refus } from "#socle/regles/shared/refus.ts";
import { checkClotureCas, checkDecisionCas, checkEcheanceCas, checkJourCas, isCarriedOut } from "./check-cas.ts";
import { SENS_DECISION_CAS } from "./suite-cas.ts";

const codeOf = (work: () => unknown) => {
  try {
    work();
    return "rien";
  } catch (error) {
    return error instanceof Refus ? error.code : String(error);
  }
};

describe("a day of a case, opened on 1 March and read on 10 March", () => {
  test.each([
    ["2018-03-01", "rien"],
    ["2018-03-10", "rien"],
    ["2018-03-11", "cas-date"],
    ["2018-02-28", "cas-date"],
  ])("%s: %s", (le, code) => {
    expect(codeOf(() => checkJourCas("Décision", le, "2018-03-01", "2018-03-10"))).toBe(code);
  });

  test("a due day may be the day itself, not the day before", () => {
    expect(codeOf(() => checkEcheanceCas("2018-03-10", "2018-03-10"))).toBe("rien");
    expect(codeOf(() => checkEcheanceCas("2018-03-09", "2018-03-10"))).toBe("cas-echeance");
  });
});

describe("a decision", () => {
  const decision = { proposition: null, charge: 3, echeance: "2018-04-01", le: "2018-03-10" };

  test.each(SENS_DECISION_CAS)("« %s » says who and when, unless nothing is to be done", (sens) => {
    const proposition = sens === "retenir-proposition" ? 7 : null;
    expect(codeOf(() => checkDecisionCas({ ...decision, sens, proposition }, [7]))).toBe("rien");
    const seul = isCarriedOut(sens) ? "cas-decision-charge" : "rien";
    expect(codeOf(() => checkDecisionCas({ ...decision, sens, proposition, charge: null }, [7]))).toBe(seul);
    expect(codeOf(() => checkDecisionCas({ ...decision, sens, proposition, echeance: null }, [7]))).toBe(seul);
  });

  test("keeps a proposal of this case, and one at least when it says so", () => {
    const retenir = { ...decision, sens: "retenir-proposition" } as const;
    expect(codeOf(() => checkDecisionCas(retenir, [7]))).toBe("cas-decision-proposition");
    expect(codeOf(() => checkDecisionCas({ ...retenir, proposition: 8 }, [7]))).toBe("cas-decision-proposition");
    const prioriser = { ...decision, sens: "prioriser", proposition: 8 } as const;
    expect(codeOf(() => checkDecisionCas(prioriser, [7]))).toBe("cas-decision-proposition");
  });

  test("is not due before it is taken", () => {
    const late = { ...decision, sens: "prioriser", echeance: "2018-03-09" } as const;
    expect(codeOf(() => checkDecisionCas(late, []))).toBe("cas-echeance");
  });
});

describe("a closing", () => {
  test.each([
    ["a lease and its day", { issue: "bail", bailLe: "2018-03-05", le: "2018-03-06" }, "rien"],
    ["a lease of the same day", { issue: "bail", bailLe: "2018-03-06", le: "2018-03-06" }, "rien"],
    ["a lease whose day is not known", { issue: "bail", bailLe: null, le: "2018-03-06" }, "rien"],
    ["another end", { issue: "sans-suite", bailLe: null, le: "2018-03-06" }, "rien"],
    ["no end said", { issue: null, bailLe: null, le: "2018-03-06" }, "cas-issue"],
    ["a day of lease with another end", { issue: "sans-suite", bailLe: "2018-03-05", le: "2018-03-06" }, "cas-bail"],
    ["a lease after the closing", { issue: "bail", bailLe: "2018-03-07", le: "2018-03-06" }, "cas-bail"],
    ["a lease before the opening", { issue: "bail", bailLe: "2018-02-07", le: "2018-03-06" }, "cas-date"],
    ["tomorrow", { issue: "bail", bailLe: null, le: "2018-03-11" }, "cas-date"],
  ] as const)("%s", (_, cloture, code) => {
    expect(codeOf(() => checkClotureCas(cloture, "2018-03-01", "2018-03-10"))).toBe(code);
  });
});
