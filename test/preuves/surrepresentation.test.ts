import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ERREURS_MESUREES } from "#socle/calculs/surrepresentation/erreurs-mesurees.ts";
import { QUINZE_A_PART, REGLES, SEMBLABLES } from "./surrepresentation.ts";
import { simulateErreurs } from "./surrepresentation-erreurs.ts";

describe("the error rates of the rules that flag a résidence", () => {
  const [semblables, quinze] = [SEMBLABLES, QUINZE_A_PART].map((territoire) =>
    simulateErreurs(territoire, REGLES, { tirages: 150, seed: 17 }),
  );

  it("are printed as the committed proof measured them", () => {
    const preuve = JSON.parse(readFileSync("docs/preuves/surrepresentation.json", "utf8")) as {
      readonly regles: readonly Readonly<Record<string, unknown>>[];
    };
    expect(preuve.regles.map(({ regle: _, ...row }) => row)).toEqual(ERREURS_MESUREES);
  });

  it.each(REGLES.map(({ regle }, i) => [regle, i] as const))("%s: a shorter run finds about the same", (_, i) => {
    const expected = ERREURS_MESUREES[i];
    // 22 500 résidences like the others, 2 250 apart: three standard errors or more on each.
    expect(Math.abs((semblables?.[i]?.faussesAlertes ?? 1) - (expected?.semblablesSignalees ?? 0))).toBeLessThan(0.012);
    expect(Math.abs((quinze?.[i]?.puissance ?? 0) - (expected?.puissance ?? 1))).toBeLessThan(0.05);
    expect(Math.abs((quinze?.[i]?.faussesDecouvertes ?? 1) - (expected?.faussesDecouvertes ?? 0))).toBeLessThan(0.05);
  });

  it("have no power where nobody is apart, and the same seed finds them again", () => {
    expect(semblables?.every(({ puissance }) => puissance === null)).toBe(true);
    expect(simulateErreurs(QUINZE_A_PART, REGLES, { tirages: 150, seed: 17 })).toEqual(quinze);
    expect(simulateErreurs(QUINZE_A_PART, REGLES, { tirages: 150, seed: 18 })).not.toEqual(quinze);
  });
});

describe("simulateErreurs", () => {
  const territoire = { residences: 10, tailles: [20, 20], taux: 0.5, deviantes: 4, tauxDeviantes: 1 } as const;
  const errorsOf = (seuil: number, given: Partial<typeof territoire> | { readonly deviantes: 0 } = {}) =>
    simulateErreurs({ ...territoire, ...given }, [{ genre: "ratio", seuil }], { tirages: 3, seed: 1 });

  it("of a rule that flags all: every one like the others is a false alert, 6 of 10", () => {
    expect(errorsOf(-1)).toEqual([{ faussesAlertes: 1, puissance: 1, faussesDecouvertes: expect.closeTo(0.6, 12) }]);
  });

  it("of a rule that flags none: no error, and no power", () => {
    expect(errorsOf(1e9)).toEqual([{ faussesAlertes: 0, puissance: 0, faussesDecouvertes: 0 }]);
  });

  it("of a territory where none is apart: there is no power to measure, and all that is flagged is false", () => {
    expect(errorsOf(-1, { deviantes: 0 })).toEqual([{ faussesAlertes: 1, puissance: null, faussesDecouvertes: 1 }]);
  });
});
