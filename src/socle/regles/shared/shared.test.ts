import { describe, expect, it, test } from "vitest";
import { cumulPeriode, labelPeriode, parsePeriode } from "./periode.ts";
import { isSiren, isSiret } from "./siren.ts";
import { ceilShare, toMillioniemes } from "./taux.ts";

test.each([
  [280, 0.25, 70],
  [100, 0.07, 7],
  [130, 0.25, 33],
  [360, 0.21, 76],
  [391, 0.5, 196],
  [0, 0.25, 0],
])("at least: %i × %f → %i", (total, taux, needed) => {
  expect(ceilShare(total, taux)).toBe(needed);
});

test.each([
  // In floating point 3969.9999999999995: rounded, not truncated.
  [0.00397, 3970],
  [0.07, 70_000],
  [1, 1_000_000],
])("%f is %i millionths", (taux, millioniemes) => {
  expect(toMillioniemes(taux)).toBe(millioniemes);
});

describe("SIREN and SIRET", () => {
  test.each(["200068666", "200039915", "356000000"])("%s has the right key", (siren) =>
    expect(isSiren(siren)).toBe(true),
  );
  test.each(["200068667", "20006866", "2000686660", "abcdefghi", ""])("%s has not", (siren) =>
    expect(isSiren(siren)).toBe(false),
  );
  it("knows La Poste's exception", () => {
    expect(isSiret("35600000000048")).toBe(true);
    expect(isSiret("35600000049837")).toBe(true);
    expect(isSiret("35600000000049")).toBe(false);
  });
});

describe("periods", () => {
  test.each(["annee", "T1", "T4", "cumul-T3"])("%s is read and written back", (code) =>
    expect(parsePeriode(2018, code).code).toBe(code),
  );
  test.each(["T5", "t1", "cumul", "2018", ""])("« %s » is refused with what to write", (code) => {
    expect(() => parsePeriode(2018, code)).toThrow(expect.objectContaining({ code: "periode-invalide" }));
  });
  it("says a cumulated period in words", () =>
    expect(labelPeriode(cumulPeriode(2018, 3))).toBe("janvier à septembre 2018"));
});
