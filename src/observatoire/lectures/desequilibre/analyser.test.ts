// @module-tag profondeur
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyserTaux, compte, donnees, residence } from "../../../../test/fixtures/desequilibre.ts";
import { selon } from "../../../../test/profondeur.ts";
import { METHODE_INITIALE } from "../../regles/desequilibre/methode.ts";
import type { OccupationResidence } from "../occupation/ports.ts";
import type { AnalyseDesequilibre } from "./analyse.ts";
import { analyserDesequilibres } from "./analyser.ts";

/** A few résidences: respondents, those that count, recent entrants among them. */
const residences = fc.array(
  fc.record({ repondants: fc.integer({ min: 0, max: 60 }), part: fc.double({ min: 0, max: 1, noNaN: true }) }),
  { minLength: 1, maxLength: 12 },
);
/** Each draw reads a whole territory: few are made. */
const TIRAGES = { numRuns: selon({ ci: 12, preuve: 40 }) };
type Tirage = readonly { readonly repondants: number; readonly part: number }[];

function analyse(tirage: Tirage, nameOf: (rank: number) => string): AnalyseDesequilibre {
  const occupations = tirage.flatMap(({ repondants, part }, rank): OccupationResidence[] => {
    const effectif = Math.round(part * repondants);
    return [
      compte(nameOf(rank), "apl", [effectif, repondants]),
      compte(nameOf(rank), "famille-nombreuse", [Math.floor(effectif / 2), repondants]),
      compte(nameOf(rank), "impaye-3-mois", [Math.floor(effectif / 3), repondants]),
    ];
  });
  return analyserDesequilibres(donnees({ parc: tirage.map((_, rank) => residence(nameOf(rank))), occupations }));
}

const classesOf = (found: AnalyseDesequilibre, nameOf: (rank: number) => string, size: number) =>
  Array.from({ length: size }, (_, rank) => {
    const unite = found.residences.find(({ cle }) => cle === nameOf(rank));
    return unite?.populations.occupants.ecarts.map(({ classe, sens, q }) => [classe, sens, q]);
  });

describe("properties of a reading", () => {
  it("other names change nothing", () => {
    fc.assert(
      fc.property(residences, (tirage) => {
        const plain = (rank: number) => `r${rank}`;
        const other = (rank: number) => `z${97 - rank}`;
        const size = tirage.length;
        expect(classesOf(analyse(tirage, other), other, size)).toEqual(classesOf(analyse(tirage, plain), plain, size));
      }),
      TIRAGES,
    );
  });

  it("a résidence alone has nothing to be told from", () => {
    fc.assert(
      fc.property(fc.integer({ min: 11, max: 200 }), fc.integer({ min: 0, max: 11 }), (repondants, effectif) => {
        const [unite] = analyserTaux([["seule", effectif, repondants]]).residences;
        const apl = unite?.populations.occupants.ecarts[0];
        expect(apl).toMatchObject({ classe: "non-distinguable", sens: null, reference: null, q: null });
        expect(unite?.populations.occupants.surrepresentations).toBe(0);
      }),
      TIRAGES,
    );
  });

  it("résidences all alike are all one: nothing is established", () => {
    const { residences: found } = analyserTaux(["a", "b", "c", "d"].map((cle) => [cle, 6, 20] as const));
    expect(found.map(({ populations }) => populations.occupants.classe)).toEqual(Array(4).fill("non-distinguable"));
    expect(found.map(({ populations }) => populations.occupants.indice)).toEqual(Array(4).fill(100));
  });

  it("an excluded résidence is in no reference, whatever it holds", () => {
    fc.assert(
      fc.property(residences, fc.integer({ min: 0, max: 60 }), (tirage, effectif) => {
        const taux = tirage.map(
          ({ repondants, part }, rank) => [`r${rank}`, Math.round(part * repondants), repondants] as const,
        );
        const exclusion = {
          id: 1,
          cle: "demolie",
          motif: "demolition",
          depuis: "2018-01-01",
          jusquA: null,
          acte: "CIA",
        };
        const without = analyserTaux(taux);
        const withIt = analyserTaux([...taux, ["demolie", effectif, 60]], {
          exclusions: [{ ...exclusion, motif: "demolition" }],
        });
        expect(withIt.residences).toEqual(without.residences);
        expect(withIt.exclues.map(({ unite }) => unite?.cle)).toEqual(["demolie"]);
      }),
      TIRAGES,
    );
  });

  it("under the minimum, no rate leaves the function", () => {
    fc.assert(
      fc.property(residences, (tirage) => {
        const found = analyse(tirage, (rank) => `r${rank}`).residences;
        for (const { populations, fonctionnement } of found) {
          for (const ecart of [...populations.occupants.ecarts, ...fonctionnement.ecarts]) {
            if (ecart.repondants >= METHODE_INITIALE.seuils.effectifMinimal) continue;
            expect(["effectif-faible", "inconnu"]).toContain(ecart.classe);
            expect([ecart.taux, ecart.ajuste, ecart.intervalle, ecart.midP, ecart.reference]).toEqual(
              Array(5).fill(null),
            );
          }
        }
      }),
      TIRAGES,
    );
  });

  it("a drawn rate is between its own and the territory's, and a class has its sense or none", () => {
    fc.assert(
      fc.property(residences, (tirage) => {
        const found = analyse(tirage, (rank) => `r${rank}`);
        const apl = found.territoire.occupation.occupants.find(({ indicateur }) => indicateur === "apl");
        const whole = apl ? apl.effectif / apl.repondants : Number.NaN;
        for (const { populations } of found.residences) {
          const [ecart] = populations.occupants.ecarts;
          expect(ecart?.sens !== null).toBe(ecart?.classe === "ecart-etabli" || ecart?.classe === "a-surveiller");
          if (ecart?.taux == null) continue;
          expect(ecart.ajuste).toBeGreaterThanOrEqual(Math.min(ecart.taux, whole) - 1e-12);
          expect(ecart.ajuste).toBeLessThanOrEqual(Math.max(ecart.taux, whole) + 1e-12);
        }
      }),
      TIRAGES,
    );
  });
});

it("both sides of a border are one résidence, of a mixed side", () => {
  const parc = [residence("a"), residence("a", { situation: "hors-qpv", logements: 10, point: [4.98, 48.64] })];
  const [unite] = analyserDesequilibres(donnees({ parc })).residences;
  expect(unite).toMatchObject({ situation: "mixte", logements: 30 });
  expect(unite?.point?.[0]).toBeCloseTo(4.96, 12);
});

it("answers of résidences that the stock does not have are left out, and counted", () => {
  const parc = [residence("a")];
  const occupations = [compte("a", "apl", [5, 20]), compte("fantome", "apl", [20, 20])];
  const found = analyserDesequilibres(donnees({ parc, occupations }));
  expect(found.horsParc).toBe(1);
  expect(found.territoire.occupation.occupants.find(({ indicateur }) => indicateur === "apl")).toMatchObject({
    effectif: 5,
    repondants: 20,
  });
});

it("the same data give the same draws", () => {
  const taux = Array.from({ length: 8 }, (_, i) => [`r${i}`, i + 2, 20] as const);
  const stabilites = () =>
    analyserTaux(taux, { tirages: 100 }).residences.map(({ populations }) => populations.occupants.stabilite);
  expect(stabilites()).toEqual(stabilites());
  expect(stabilites().every((share) => share !== null)).toBe(true);
});
