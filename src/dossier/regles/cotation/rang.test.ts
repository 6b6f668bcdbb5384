import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { type CotationClassee, compareCotations, rangsOf, sayPlace } from "./rang.ts";
import { type DemandeSimulee, simulate } from "./simuler.ts";

const jour = fc.option(fc.constantFrom("2020-01-01", "2021-05-05", "2022-12-31"));
const classee = fc
  .record({ ancienneteLe: jour, points: fc.integer({ min: -5, max: 5 }), moins: fc.nat(3), plus: fc.nat(3) })
  .map(({ moins, plus, ...one }) => ({ ...one, min: one.points - moins, max: one.points + plus }));
const classees = fc
  .array(classee, { minLength: 1, maxLength: 12 })
  .map((all) => all.map((one, rang): CotationClassee => ({ ...one, id: `id-${String(rang).padStart(2, "0")}` })));

/** Is `a` before `b` whatever their unknown answers are? */
function isSurelyBefore(a: CotationClassee, b: CotationClassee): boolean {
  if (a.min > b.max) return true;
  const egales = a.min === a.max && b.min === b.max && a.min === b.min;
  return egales && a.ancienneteLe !== null && b.ancienneteLe !== null && a.ancienneteLe < b.ancienneteLe;
}

describe("the order", () => {
  it("is total, and does not depend on the order in which demandes come", () => {
    fc.assert(
      fc.property(classees, (all) => {
        const ids = all.toSorted(compareCotations).map(({ id }) => id);
        expect(
          all
            .toReversed()
            .toSorted(compareCotations)
            .map(({ id }) => id),
        ).toEqual(ids);
      }),
    );
  });

  it("puts every demande inside the interval of ranks that it is told", () => {
    fc.assert(
      fc.property(classees, (all) => {
        const ordre = all.toSorted(compareCotations);
        for (const [rang, one] of ordre.entries()) {
          const avant = all.filter((other) => isSurelyBefore(other, one)).length;
          const apres = all.filter((other) => isSurelyBefore(one, other)).length;
          const [best, worst] = rangsOf({ total: all.length, avant, apres });
          expect(rang + 1).toBeGreaterThanOrEqual(best);
          expect(rang + 1).toBeLessThanOrEqual(worst);
        }
      }),
    );
  });
});

test.each([
  [null, "Moins de onze"],
  [{ total: 10, avant: 0, apres: 9 }, "Moins de onze"],
  [{ total: 40, avant: 0, apres: 39 }, "à la 1re place sur 40"],
  [{ total: 40, avant: 4, apres: 30 }, "entre la 5e et la 10e place, sur 40"],
])("%j is told « %s »", (place, phrase) => {
  expect(sayPlace(place)).toContain(phrase);
});

describe("a simulation", () => {
  const base = (rang: number) => ({
    id: String(rang).padStart(3, "0"),
    ancienneteLe: `20${10 + Math.floor(rang / 10)}-01-01`,
    reference: null,
    quartile: rang % 2 === 0 ? ("q1" as const) : ("q2-4" as const),
  });
  const RIEN = { points: 0, min: 0, max: 0, inconnus: [], prioritaire: "non" } as const;
  const demandes = Array.from({ length: 100 }, (_, rang): DemandeSimulee => {
    if (rang >= 90) return { ...base(rang), ...RIEN, points: 50, max: 50, prioritaire: "oui" };
    return { ...base(rang), ...RIEN, ...(rang < 5 ? { max: 40, inconnus: ["dalo"] } : {}) };
  });

  it("counts everybody once in each cut, and who moves against seniority", () => {
    const { classes, groupes, total } = simulate(demandes);
    const sum = (axe: string) => groupes.filter((one) => one.axe === axe).reduce((n, { nombre }) => n + nombre, 0);
    expect([total, sum("quartile"), sum("priorite"), classes.reduce((n, { nombre }) => n + nombre, 0)]).toEqual([
      100, 100, 100, 100,
    ]);
    const prioritaires = groupes.find(({ axe, cle }) => axe === "priorite" && cle === "oui");
    // The ten youngest are the priority ones: they move from the last tenth to the first.
    expect(prioritaires).toMatchObject({ montent: 10, descendent: 0, premierDixieme: 10, premierDixiemeReference: 0 });
    expect(groupes.find(({ cle }) => cle === "non")).toMatchObject({ montent: 0, descendent: 90, mediane: 0 });
  });

  it("says how many are uncertain, by how much and for want of what", () => {
    expect(simulate(demandes).incertaines).toEqual({
      nombre: 15,
      largeurMoyenne: (10 * 50 + 5 * 40) / 15,
      largeurMax: 50,
      parFait: [{ fait: "dalo", nombre: 5 }],
    });
  });

  it("is the same whatever the order in which the stock comes", () => {
    expect(simulate(demandes.toReversed())).toEqual(simulate(demandes));
  });

  it("of nothing is nothing", () => {
    expect(simulate([])).toMatchObject({ total: 0, classes: [], groupes: [] });
  });
});
