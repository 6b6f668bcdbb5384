// @module-tag lourd
// @module-tag profondeur
import { expect, it } from "vitest";
import { playHistoire } from "../preuves/secret.ts";
import { selon } from "../profondeur.ts";

/** The long one is `npm run preuve -- P1`. */
it.each(selon({ ci: [3], preuve: [3, 4, 8] }))(
  "over a year of releases and corrections drawn from %i, nothing hidden comes back and nothing small is shown",
  async (seed) => {
    const histoire = await playHistoire(seed, 4);
    expect(histoire).toMatchObject({ petits: 0, retrouvables: 0, diffusions: 4 });
    expect(histoire.corrections).toBeGreaterThan(0);
    expect(histoire.largeurMin).toBeGreaterThanOrEqual(11);
    expect(histoire.retrouvablesNaif).toBeGreaterThan(10);
  },
);
