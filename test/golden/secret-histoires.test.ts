import { expect, it } from "vitest";
import { playHistoire } from "../preuves/secret.ts";

/** The long one is `npm run preuve -- secret`. */
it("over a year of releases and corrections, nothing hidden comes back and nothing small is shown", async () => {
  const histoire = await playHistoire(7, 4);
  expect(histoire).toMatchObject({ petits: 0, retrouvables: 0 });
  expect(histoire.diffusions).toBeGreaterThan(2);
  expect(histoire.corrections).toBeGreaterThan(0);
  expect(histoire.largeurMin).toBeGreaterThanOrEqual(11);
  expect(histoire.retrouvablesNaif).toBeGreaterThan(10);
}, 120_000);
