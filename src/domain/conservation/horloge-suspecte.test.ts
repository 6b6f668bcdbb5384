import { expect, test } from "vitest";
import { checkHorloge } from "./horloge-suspecte.ts";

test.each([
  [null, "2036-01-01"],
  ["2026-03-01", "2026-03-02"],
  ["2026-03-01", "2026-04-15"],
  // A clock that went back purges nothing that is not due.
  ["2026-03-01", "2020-01-01"],
])("last purge %s, today %s: goes on", (derniere, aujourdhui) => {
  expect(() => checkHorloge(derniere, aujourdhui)).not.toThrow();
});

test("a jump of the clock is told before anything is destroyed", () => {
  expect(() => checkHorloge("2026-03-01", "2026-04-16")).toThrow(/1\u1d49\u02b3 mars 2026|1er mars 2026/);
  expect(() => checkHorloge("2026-03-01", "2036-03-01")).toThrow(expect.objectContaining({ code: "horloge-suspecte" }));
});
