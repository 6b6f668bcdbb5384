// @module-tag lourd
// @module-tag profondeur

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PART_VIDE } from "#droit/regles/part.ts";
import { drawLot } from "../../../test/fixtures/lot-synthetique.ts";
import { LOTS_OPTIMUM, readLotOptimum } from "../../../test/fixtures/lots-optimum.ts";
import { selon } from "../../../test/profondeur.ts";
import { type Affectation, type LotPlan, ordonnerLot } from "../regles/plan/lot.ts";
import type { ObjectifPlan } from "../regles/plan/objectif-plan.ts";
import { rangerLot } from "../regles/plan/ordre.ts";
import { PARAMETRES_PLAN, type ParametresPlan } from "../regles/plan/parametres-plan.ts";
import { buildProbleme, type Probleme, Tableau } from "../regles/plan/tableau.ts";
import { conclude, isKept, resoudre } from "./resoudre.ts";

const ATTENTE: ParametresPlan = { ...PARAMETRES_PLAN, critere: "attente" };
const DUREE_MS = 60_000;

function problemeOf(lot: LotPlan, objectifs: readonly ObjectifPlan[], parametres = ATTENTE): Probleme {
  return buildProbleme(rangerLot(ordonnerLot(lot), parametres), objectifs, parametres);
}

describe("batches whose best value is known", () => {
  test.each(LOTS_OPTIMUM.map((one) => [one.logements, one] as const))("%s", async (_name, one) => {
    const { lot, objectifs } = readLotOptimum(one);
    const found = await resoudre(problemeOf(lot, objectifs), DUREE_MS);
    expect(found.valeur).toBeCloseTo(one.optimum, 6);
    expect(found.methode).toBe("optimale");
    expect(found.borne).toBeGreaterThanOrEqual(one.optimum - 1e-6);
  });
});

test("small batches of every kind: never above the bound, and the best of all when the search went to its end", async () => {
  await fc.assert(
    fc.asyncProperty(lots(), async ({ lot, objectifs, parametres }) => {
      const probleme = problemeOf(lot, objectifs, parametres);
      const found = await resoudre(probleme, DUREE_MS);
      const best = bruteForce(probleme);
      expect(found.methode).toBe("optimale");
      expect(found.borne ?? 0).toBeGreaterThanOrEqual(best - 1e-4);
      expect(found.valeur).toBeLessThanOrEqual(best + 1e-6);
      // The integers of the first resolution are kept: the loss is within the reported gap.
      expect(best - found.valeur).toBeLessThanOrEqual((found.ecart ?? 0) * (found.borne ?? 0) + 1e-4);
      expect(new Tableau(probleme, found.affectation).valeur).toBeCloseTo(found.valeur, 9);
    }),
    { numRuns: selon({ ci: 12, preuve: 60 }) },
  );
});

test("the order in which the rows come changes nothing", async () => {
  await fc.assert(
    fc.asyncProperty(lots(), fc.infiniteStream(fc.nat()), async ({ lot, objectifs, parametres }, draws) => {
      const mixed = mix(lot, draws);
      const [a, b] = await Promise.all(
        [lot, mixed].map((one) => resoudre(problemeOf(one, objectifs, parametres), DUREE_MS)),
      );
      expect(b).toEqual(a);
    }),
    { numRuns: selon({ ci: 5, preuve: 20 }) },
  );
});

test("the price is what one more attribution that counts takes from the value", async () => {
  // Hors QPV, one of four must be of the first quartile; the best such household has 30 months less than the best of the others.
  const lot: LotPlan = {
    logements: [0, 1, 2, 3].map((rank) => ({ id: `L${rank}`, bailleur: "A", zone: "hors-qpv", contingent: "AUCUN" })),
    menages: [60, 59, 58, 57, 56, 27, 20].map((attenteMois, rank) => ({
      reference: `M${rank}`,
      quartile: rank >= 5 ? "q1" : "q2-4",
      reloge: "non",
      prioritaire: "non",
      attenteMois,
      points: null,
    })),
    paires: [0, 1, 2, 3].flatMap((logement) => [0, 1, 2, 3, 4, 5, 6].map((menage) => [logement, menage] as const)),
  };
  const objectif = (part: number): ObjectifPlan => ({
    cle: "a",
    libelle: "a",
    nature: "hors-qpv",
    bailleur: "A",
    taux: 0.25,
    avant: { ...PART_VIDE, part, total: 0 },
  });
  const found = await resoudre(problemeOf(lot, [objectif(0)]), DUREE_MS);
  expect(found.valeur).toBe(4000 + 60 + 59 + 58 + 27);
  expect(found).toMatchObject({ borne: expect.closeTo(found.valeur, 6), ecart: expect.closeTo(0, 9) });
  // At the optimum, the price is between what the last one that counts cost (57 − 27) and what the next one would (58 − 20).
  expect(found.prix?.[0]).toBeGreaterThanOrEqual(30 - 1e-6);
  expect(found.prix?.[0]).toBeLessThanOrEqual(38 + 1e-6);
  // Three more are missing than the two eligible: the price is the penalty.
  const behind = { ...objectif(0), avant: { ...PART_VIDE, part: 0, total: 12 } };
  const short = await resoudre(problemeOf(lot, [behind]), DUREE_MS);
  expect(short.prix?.[0]).toBeCloseTo(400, 6);
});

test("what is lost to whole numbers is told as a share of the bound", async () => {
  const { lot, objectifs } = drawLot(6, { logements: 12, menages: 20, attenteMoyenne: 8, enRetard: true });
  const { valeur, borne, ecart } = await resoudre(problemeOf(lot, objectifs), DUREE_MS);
  expect([valeur, borne]).toEqual([1886, expect.closeTo(2083.5, 6)]);
  expect(ecart).toBeCloseTo((2083.5 - 1886) / 2083.5, 9);
});

test.each([
  // 1 000 and a month, less 400 for each of the 10,25 missing.
  ["under zero", 1, 40, 1001 - 4100],
  // 1 000 and two hundred months, less 400 for each of the 3 missing.
  ["of zero", 200, 11, 0],
])("a bound %s has no share", async (_, attenteMois, total, valeur) => {
  const lot: LotPlan = {
    logements: [{ id: "L0", bailleur: "A", zone: "hors-qpv", contingent: "AUCUN" }],
    menages: [{ reference: "M0", quartile: "q2-4", reloge: "non", prioritaire: "non", attenteMois, points: null }],
    paires: [[0, 0]],
  };
  const retard: ObjectifPlan = {
    cle: "a",
    libelle: "a",
    nature: "hors-qpv",
    bailleur: "A",
    taux: 0.25,
    avant: { ...PART_VIDE, part: 0, total },
  };
  expect(await resoudre(problemeOf(lot, [retard]), DUREE_MS)).toMatchObject({ valeur, ecart: 0 });
});

test("a solver that gives up leaves the greedy proposal", async () => {
  const { lot, objectifs } = drawLot(1, { logements: 20, menages: 40, attenteMoyenne: 8 });
  expect(await resoudre(problemeOf(lot, objectifs), Number.NaN)).toMatchObject({ methode: "gloutonne", borne: null });
});

test("never worth less than the greedy proposal, under the same bound", async () => {
  // Here the integers of the linear program cost 91: 29 113, against 29 204 for the greedy proposal.
  const { lot, objectifs } = drawLot(3, { logements: 30, menages: 60, attenteMoyenne: 8 });
  const probleme = problemeOf(lot, objectifs);
  const found = await resoudre(probleme, DUREE_MS);
  const glouton = conclude(probleme, null, null);
  expect(glouton.methode).toBe("gloutonne");
  expect(found).toMatchObject({ methode: "optimale", valeur: glouton.valeur });
  expect(found.borne).toBeGreaterThanOrEqual(found.valeur);
});

test.each([
  ["to its end", true, "optimale"],
  ["until it was stopped", false, "interrompue"],
])("a better proposal, sought %s, is told so", async (_, prouvee, methode) => {
  const { lot, objectifs } = drawLot(6, { logements: 12, menages: 20, attenteMoyenne: 8, enRetard: true });
  const probleme = problemeOf(lot, objectifs);
  const { affectation, valeur } = await resoudre(probleme, DUREE_MS);
  const found = conclude(probleme, { valeur, prix: [] }, { affectation, prouvee });
  expect(found).toMatchObject({ methode, valeur });
  expect(valeur).toBeGreaterThan(conclude(probleme, null, null).valeur);
});

test.each([
  ["a search that went to its end", { fini: true }, true],
  ["a linear program that went to its end", { fini: true, entier: false }, true],
  ["a search that its time stopped", {}, true],
  ["a linear program that its time stopped", { entier: false }, false],
  ["a search that ended otherwise, without an answer that is proved", { arretee: false }, false],
  ["a search stopped before it had anything", { valeurs: [] }, false],
  ["a search stopped with a value that is no number", { valeurs: [1, Number.NaN] }, false],
  ["a search stopped with a value without end", { valeurs: [Number.POSITIVE_INFINITY] }, false],
])("what is kept: %s", (_, given, attendu) => {
  const { valeurs, ...recherche } = { fini: false, arretee: true, entier: true, valeurs: [1, 0], ...given };
  expect(isKept({ ...recherche, valeurs: Float64Array.from(valeurs) })).toBe(attendu);
});

test("without time, the greedy proposal, which says so and proves nothing", async () => {
  // A smaller batch is relaxed within the millisecond, and something is then proved.
  const { lot, objectifs } = drawLot(1, { logements: 195, menages: 719, attenteMoyenne: 8 });
  const found = await resoudre(problemeOf(lot, objectifs), 1);
  expect(found).toMatchObject({ methode: "gloutonne", borne: null, ecart: null, prix: null });
  expect(found.affectation.filter((menage) => menage !== null)).toHaveLength(195);
});

function bruteForce(probleme: Probleme): number {
  const { admis } = probleme.ordonne;
  const walk = (affectation: Affectation): number => {
    if (affectation.length === admis.length) return new Tableau(probleme, affectation).valeur;
    const free = (admis[affectation.length] ?? []).filter((menage) => !affectation.includes(menage));
    return Math.max(...[null, ...free].map((menage) => walk([...affectation, menage])));
  };
  return walk([]);
}

function mix(lot: LotPlan, draws: Iterator<number>): LotPlan {
  const shuffle = (count: number) =>
    Array.from({ length: count }, (_, rank) => ({ rank, key: Number(draws.next().value) }))
      .sort((a, b) => a.key - b.key)
      .map(({ rank }) => rank);
  const [l, m] = [shuffle(lot.logements.length), shuffle(lot.menages.length)];
  return {
    logements: l.flatMap((rank) => lot.logements[rank] ?? []),
    menages: m.flatMap((rank) => lot.menages[rank] ?? []),
    paires: lot.paires.map(([a, b]) => [l.indexOf(a), m.indexOf(b)] as const).reverse(),
  };
}

function lots(): fc.Arbitrary<{ lot: LotPlan; objectifs: readonly ObjectifPlan[]; parametres: ParametresPlan }> {
  const reponse = fc.constantFrom("oui", "non", "inconnu");
  const avant = fc.record({
    part: fc.nat(3),
    total: fc.integer({ min: 3, max: 9 }),
    inconnusPart: fc.nat(2),
    inconnusAutres: fc.nat(2),
    indecis: fc.nat(2),
    inconnusIndecis: fc.nat(2),
  });
  return fc
    .record({
      logements: fc.array(
        fc.record({
          bailleur: fc.constantFrom("A", "B"),
          zone: fc.constantFrom("qpv", "hors-qpv", "inconnue"),
          contingent: fc.constantFrom("COLTER", "AUCUN", "inconnu"),
        }),
        { minLength: 1, maxLength: 4 },
      ),
      menages: fc.array(
        fc.record({
          quartile: fc.constantFrom("q1", "q2-4", "inconnu"),
          reloge: reponse,
          prioritaire: reponse,
          attenteMois: fc.option(fc.nat(60)),
          points: fc.option(fc.nat(100)),
        }),
        { minLength: 1, maxLength: 5 },
      ),
      liens: fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }),
      avants: fc.array(avant, { minLength: 5, maxLength: 5 }),
      critere: fc.constantFrom("attente", "points"),
      rangMax: fc.option(fc.integer({ min: 1, max: 4 })),
    })
    .map(({ logements, menages, liens, avants, critere, rangMax }) => ({
      lot: {
        logements: logements.map((one, rank) => ({ id: `L${rank}`, ...one })),
        menages: menages.map((one, rank) => ({ reference: `M${rank}`, ...one })),
        paires: logements.flatMap((_, i) =>
          menages.flatMap((_menage, j) => (liens[i * 5 + j] ? [[i, j] as const] : [])),
        ),
      } as LotPlan,
      objectifs: objectifsOf(avants),
      parametres: { ...PARAMETRES_PLAN, critere, rangMax } as ParametresPlan,
    }));
}

function objectifsOf(avants: readonly ObjectifPlan["avant"][]): readonly ObjectifPlan[] {
  const none = PART_VIDE;
  return [
    ...["A", "B"].flatMap((bailleur, rank): ObjectifPlan[] => [
      {
        cle: `hors-qpv:${bailleur}`,
        libelle: bailleur,
        nature: "hors-qpv",
        bailleur,
        taux: 0.25,
        avant: avants[2 * rank] ?? none,
      },
      {
        cle: `qpv:${bailleur}`,
        libelle: bailleur,
        nature: "qpv",
        bailleur,
        taux: 0.5,
        avant: avants[2 * rank + 1] ?? none,
      },
    ]),
    {
      cle: "publics-prioritaires:COLTER",
      libelle: "COLTER",
      nature: "publics-prioritaires",
      bailleur: null,
      contingent: "COLTER",
      taux: 0.25,
      avant: avants[4] ?? none,
    },
  ];
}
