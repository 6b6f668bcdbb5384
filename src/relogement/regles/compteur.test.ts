import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { Reponse } from "#droit/regles/attribution/attribution.ts";
import { computeCibleNeuf, computeMediane, countReponses } from "./compteur.ts";

const REPONSES: readonly Reponse[] = ["oui", "non", "inconnu"];

/** Action 11 of the signed document: dwellings occupied on 1 March 2018, and what 20 % of them is. */
const IMMEUBLES = [
  ["Réunion/Miquelon/Samoa/Vulcain", 56, 12],
  ["Orcades", 62, 13],
  ["Ibiza", 29, 6],
  ["Antilles", 64, 13],
  ["Fidji", 11, 3],
] as const;

describe("the objective of new dwellings (document of 5 October 2018, action 11)", () => {
  const none = { oui: 0, inconnus: 0 };

  it("is 45 households of 222", () => {
    expect(computeCibleNeuf(222, none, 222, 0.2)).toEqual({
      taux: 0.2,
      attendu: 45,
      manque: 45,
      manqueAuMieux: 45,
      restants: 222,
      etat: "possible",
    });
  });

  test.each(IMMEUBLES)("%s: of %i, %i", (_nom, occupes, attendu) => {
    expect(computeCibleNeuf(occupes, none, occupes, 0.2).attendu).toBe(attendu);
  });

  it("is rounded up in each building: their sum is 47, which nobody signed", () => {
    expect(IMMEUBLES.reduce((sum, [, occupes]) => sum + occupes, 0)).toBe(222);
    expect(IMMEUBLES.reduce((sum, [, , attendu]) => sum + attendu, 0)).toBe(47);
  });

  test.each([
    ["reached", 13, 0, 20, "atteinte", 0, 0],
    ["perhaps reached, nobody wrote how old they are", 10, 3, 20, "indecidable", 3, 0],
    ["two of the unknown would not be enough, the rest can be", 10, 2, 20, "possible", 3, 1],
    ["all that is left would be just enough", 6, 0, 7, "possible", 7, 7],
    ["all that is left would not be enough", 6, 0, 6, "hors-atteinte", 7, 7],
    ["not even with the unknown", 6, 3, 3, "hors-atteinte", 7, 4],
  ] as const)("Orcades, %s", (_cas, oui, inconnus, restants, etat, manque, manqueAuMieux) => {
    expect(computeCibleNeuf(62, { oui, inconnus }, restants, 0.2)).toMatchObject({ etat, manque, manqueAuMieux });
  });

  it("is unknown where nobody counted the occupied dwellings", () => {
    expect(computeCibleNeuf(null, { oui: 3, inconnus: 0 }, null, 0.2)).toMatchObject({
      attendu: null,
      etat: "inconnue",
    });
  });

  it("is never promised nor refused wrongly, however the unknown and the rest turn out", () => {
    fc.assert(
      fc.property(
        fc.nat(80),
        fc.nat(40),
        fc.nat(40),
        fc.nat(40),
        fc.nat(),
        (occupes, oui, inconnus, restants, seed) => {
          const { etat, attendu } = computeCibleNeuf(occupes, { oui, inconnus }, restants, 0.2);
          const fin = oui + (seed % (inconnus + 1)) + (Math.floor(seed / 7) % (restants + 1));
          if (etat === "atteinte") expect(fin).toBeGreaterThanOrEqual(attendu ?? Number.NaN);
          if (etat === "hors-atteinte") expect(fin).toBeLessThan(attendu ?? Number.NaN);
        },
      ),
    );
  });
});

describe("answers counted", () => {
  it("an unknown widens the bounds, and is in no other count", () => {
    expect(countReponses(["oui", "non", "inconnu", "oui"])).toEqual({
      oui: 2,
      non: 1,
      inconnus: 1,
      total: 4,
      taux: 0.5,
      bornes: [0.5, 0.75],
    });
    expect(countReponses([])).toMatchObject({ total: 0, taux: null, bornes: null });
  });

  it("the bounds hold every completion", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...REPONSES), { minLength: 1 }),
        fc.array(fc.boolean()),
        (reponses, tirage) => {
          const { bornes, total, oui, non, inconnus } = countReponses(reponses);
          expect(oui + non + inconnus).toBe(total);
          const complete = reponses.filter(
            (one, rank) => one === "oui" || (one === "inconnu" && tirage[rank] === true),
          );
          const taux = complete.length / total;
          expect(taux).toBeGreaterThanOrEqual(bornes?.[0] ?? Number.NaN);
          expect(taux).toBeLessThanOrEqual(bornes?.[1] ?? Number.NaN);
        },
      ),
    );
  });
});

describe("a median", () => {
  test.each([
    [[18], 18],
    [[30, 10], 10],
    [[30, 10, 20], 20],
    [[-5, 40, null, 0, 7], 0],
    [[null, null], null],
    [[], null],
  ] as const)("of %j is %s", (valeurs, valeur) => {
    expect(computeMediane(valeurs).valeur).toBe(valeur);
  });

  it("is a value that half do not exceed, unknown ones counted apart", () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer({ min: -200, max: 200 }))), (valeurs) => {
        const { valeur, connus, inconnus } = computeMediane(valeurs);
        expect(connus + inconnus).toBe(valeurs.length);
        expect(valeur === null).toBe(connus === 0);
        if (valeur === null) return;
        const known = valeurs.filter((one) => one !== null);
        expect(known).toContain(valeur);
        expect(known.filter((one) => one <= valeur).length * 2).toBeGreaterThanOrEqual(connus);
        expect(known.filter((one) => one < valeur).length * 2).toBeLessThan(connus);
      }),
    );
  });
});
