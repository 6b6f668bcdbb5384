// @module-tag profondeur
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { selon } from "../../../../test/profondeur.ts";
import { findEquilibre, type PointEquilibre } from "./equilibre.ts";
import { LEVIERS, PLAGE, withFacteur } from "./facteur.ts";
import type { HypothesesSimulation, ParcSimule } from "./hypotheses.ts";
import { advanceParc } from "./parc.ts";
import { computeTrajectoire, territoireSujet } from "./trajectoire.ts";

const somePart = fc.double({ min: 0, max: 1, noNaN: true });
const someParc: fc.Arbitrary<ParcSimule> = fc
  .record({ occupes: fc.nat(3_000), vacants: fc.nat(500), rotation: somePart })
  .map(({ occupes, vacants, rotation }) => ({ logements: occupes + vacants, occupes, rotation, neufs: [] }));
const someGroupe = fc
  .record({ occupes: fc.nat(60), vacants: fc.nat(40), annee: fc.integer({ min: 2018, max: 2026 }) })
  .map(({ occupes, vacants, annee }) => ({ logements: occupes + vacants, occupes, annee, bailleur: null }));
const someHypotheses: fc.Arbitrary<HypothesesSimulation> = fc
  .record({
    q1: fc.nat(100),
    autres: fc.integer({ min: 1, max: 400 }),
    horsQpv: fc.nat(500),
    leviers: fc.record({
      partHorsQpv: somePart,
      reconstitution: somePart,
      partPlai: somePart,
      partPlaiQ1: somePart,
      gainAnnuel: fc.double({ min: -0.1, max: 0.1, noNaN: true }),
    }),
    groupes: fc.array(someGroupe, { maxLength: 5 }),
    horsQpvParc: fc.option(someParc),
  })
  .map(({ q1, autres, horsQpv, leviers, groupes, horsQpvParc }) => ({
    reference: { annee: 2017, attributions: q1 + autres, q1, sansLieu: 0 },
    attributionsAnnuelles: { horsQpv, qpv: 391 },
    horizon: { debut: 2018, fin: 2028 },
    periode: { debut: 2021, fin: 2023, cible: 0.25 },
    cibles: [],
    leviers,
    groupes: groupes.map((groupe, i) => ({ ...groupe, code: String(i), libelle: `Groupe ${i}` })),
    etalement: [0.6, 0.4],
    calendrierNeufs: [2021, 2022, 2023, 2024].map((annee) => ({ annee, poids: 1 })),
    parc: { qpv: { logements: 3_648, occupes: 3_112, rotation: 0.1256, neufs: [] }, horsQpv: horsQpvParc },
    bailleurs: [],
    bornes: {},
    justifications: {},
  }));

describe("advanceParc", () => {
  it("never goes below nothing, nor holds more than there is", () => {
    const someYear = fc.record({ demande: fc.nat(2_000), neufs: fc.nat(200), demolis: fc.nat(4_000), part: somePart });
    fc.assert(
      fc.property(someParc, someYear, (parc, { demande, neufs, demolis, part }) => {
        const occupesDemolis = Math.min(demolis, parc.occupes) * part;
        const found = advanceParc(parc, parc.rotation, { annee: 2020, demande, demolis, occupesDemolis, neufs });
        expect(found.logements).toBeGreaterThanOrEqual(0);
        expect(found.occupes).toBeGreaterThanOrEqual(0);
        expect(found.occupes).toBeLessThanOrEqual(found.logements + 1e-9);
        expect(found.entrees).toBeGreaterThanOrEqual(0);
        expect(found.entrees + found.nonServies).toBeCloseTo(demande, 9);
        if (found.logements === 0) expect(found.vacance).toBeNull();
        else expect(found.vacance).toBeGreaterThanOrEqual(-1e-12);
      }),
    );
  });
});

describe("computeTrajectoire", () => {
  it("gives rates between 0 and 1, or says that there is none", () => {
    fc.assert(
      fc.property(someHypotheses, (h) => {
        const { annees } = computeTrajectoire(h, territoireSujet(h));
        for (const { taux, ordinaires, relogementsHorsQpv, neufs } of annees) {
          if (taux === null) expect(ordinaires + relogementsHorsQpv + neufs).toBeLessThan(1e-9);
          else expect(taux >= 0 && taux <= 1 + 1e-12).toBe(true);
          expect(ordinaires).toBeLessThanOrEqual(h.attributionsAnnuelles.horsQpv + 1e-9);
        }
      }),
    );
  });

  it("walks stocks that hold no more households than dwellings", () => {
    fc.assert(
      fc.property(someHypotheses, (h) => {
        const { qpv, horsQpv } = computeTrajectoire(h, territoireSujet(h)).parcs;
        expect(horsQpv === null).toBe(h.parc.horsQpv === null);
        const annees = [...(qpv ?? []), ...(horsQpv ?? [])];
        expect(annees.every(({ occupes, logements }) => occupes >= 0 && occupes <= logements + 1e-9)).toBe(true);
      }),
    );
  });

  it("rises with the share of rehoused households that go hors QPV, leases for all of them", () => {
    fc.assert(
      fc.property(someHypotheses, somePart, somePart, (given, a, b) => {
        // Enough leases for all: beyond, the rehoused households take all the leases and nothing is left to compare.
        const h = { ...given, attributionsAnnuelles: { horsQpv: 500, qpv: null }, parc: { qpv: null, horsQpv: null } };
        const at = (part: number) =>
          computeTrajectoire(withFacteur(h, "partHorsQpv", part), territoireSujet(h)).periode ?? Number.NaN;
        expect(at(Math.max(a, b))).toBeGreaterThanOrEqual(at(Math.min(a, b)) - 1e-12);
      }),
    );
  });

  it("signs no more leases than dwellings that come free", () => {
    const base = fc.sample(someHypotheses, 1)[0];
    if (!base) throw new Error("no sample");
    const horsQpv: ParcSimule = { logements: 1_000, occupes: 1_000, rotation: 0.1, neufs: [] };
    const h = {
      ...base,
      groupes: [],
      attributionsAnnuelles: { horsQpv: 360, qpv: null },
      parc: { qpv: null, horsQpv },
    };
    const found = computeTrajectoire(h, territoireSujet(h));
    expect(found.annees.map(({ ordinaires }) => ordinaires)).toEqual(found.annees.map(() => 100));
    expect(found.parcs.horsQpv?.map(({ nonServies }) => nonServies)).toEqual(found.annees.map(() => 260));
  });

  it("counts each rehoused household once over its years, and each dwelling", () => {
    fc.assert(
      fc.property(someHypotheses, (h) => {
        const { annees } = computeTrajectoire(h, territoireSujet(h));
        const total = (value: (annee: (typeof annees)[number]) => number) =>
          annees.reduce((sum, annee) => sum + value(annee), 0);
        const expected = (champ: "occupes" | "logements") => h.groupes.reduce((sum, groupe) => sum + groupe[champ], 0);
        expect(total(({ relogements }) => relogements)).toBeCloseTo(expected("occupes"), 8);
        expect(total(({ demolis }) => demolis)).toBe(expected("logements"));
        expect(total(({ neufs }) => neufs)).toBeCloseTo(h.leviers.reconstitution * expected("logements"), 8);
      }),
    );
  });
});

describe("findEquilibre", () => {
  it("finds a value that gives the target, within the range; otherwise no value does", () => {
    fc.assert(
      fc.property(someHypotheses, fc.constantFrom(...LEVIERS), somePart, (h, levier, part) => {
        const { bas, haut } = PLAGE[levier];
        const mean = (valeur: number) =>
          computeTrajectoire(withFacteur(h, levier, valeur), territoireSujet(h)).periode ?? Number.NaN;
        expectPoint(findEquilibre(h, levier), mean, bas + part * (haut - bas));
      }),
      { numRuns: selon({ ci: 20, preuve: 60 }) },
    );
  });

  it("says so when the lever does nothing, is never enough, or always", () => {
    const [base] = fc.sample(someHypotheses, 1);
    if (!base) throw new Error("no sample");
    const leviers = { ...base.leviers, partHorsQpv: 0, reconstitution: 0, gainAnnuel: 0 };
    const h: HypothesesSimulation = {
      ...base,
      groupes: [],
      leviers,
      parc: { qpv: null, horsQpv: null },
      reference: { annee: 2017, attributions: 100, q1: 20, sansLieu: 0 },
      attributionsAnnuelles: { horsQpv: 100, qpv: null },
    };
    const change = (values: Partial<HypothesesSimulation>) => ({ ...h, ...values });
    expect(findEquilibre(h, "partHorsQpv")).toMatchObject({ etat: "sans-effet" });
    const groupes = [{ code: "a", libelle: "A", bailleur: null, logements: 2, occupes: 2, annee: 2021 }];
    expect(findEquilibre(change({ groupes }), "partHorsQpv")).toMatchObject({ etat: "jamais-atteint" });
    const easy = change({ groupes, periode: { ...h.periode, cible: 0.1 } });
    expect(findEquilibre(easy, "partHorsQpv")).toMatchObject({ etat: "toujours-atteint" });
    const none = change({ attributionsAnnuelles: { horsQpv: 0, qpv: null } });
    expect(findEquilibre(none, "gainAnnuel")).toEqual({ etat: "sans-taux" });
    // 0.2 + 4g, 0.2 + 5g, 0.2 + 6g: five points over five years.
    const found = findEquilibre(h, "gainAnnuel");
    expect(found.etat === "trouve" ? found.valeur : null).toBeCloseTo(0.01, 12);
  });
});

/** `other`: the mean at any value of the range. Between two steps of the search, a mean moves by less than a thousandth. */
function expectPoint(point: PointEquilibre, mean: (valeur: number) => number, other: number): void {
  if (point.etat === "trouve") {
    expect(mean(point.valeur)).toBeCloseTo(0.25, 8);
    return;
  }
  if (point.etat === "sans-taux") return;
  expect(mean(other)).toBeGreaterThanOrEqual(point.basse - 1e-3);
  expect(mean(other)).toBeLessThanOrEqual(point.haute + 1e-3);
  if (point.etat === "toujours-atteint") expect(point.basse).toBeGreaterThan(0.25);
}
