// @module-tag lourd
// @module-tag profondeur
import { describe, expect, test } from "vitest";
import { drawLot } from "../../../test/fixtures/lot-synthetique.ts";
import { selon } from "../../../test/profondeur.ts";
import type { LotPlan } from "../regles/plan/lot.ts";
import { PARAMETRES_PLAN } from "../regles/plan/parametres-plan.ts";
import type { PlanPropose } from "../regles/plan/plan.ts";
import { optimiser } from "./run-optimisation.ts";

const ATTENTE = { ...PARAMETRES_PLAN, critere: "attente" } as const;

const TRIMESTRE = { logements: 195, menages: 719 };

/** A short version of the proof of `npm run preuve -- plan`. */
describe("a synthetic quarter: 195 dwellings, 719 demandes", () => {
  test.each(selon({ ci: [2], preuve: [1, 2] }))(
    "seed %i: every objective, for nearly nothing in waiting, and every displaced demande explained",
    async (seed) => {
      const { lot, objectifs } = drawLot(seed, { ...TRIMESTRE, attenteMoyenne: 8 });
      const plan = await optimiser(lot, objectifs, ATTENTE);
      const [proposition, attente] = plan.comparaison;
      expect(plan.methode).toBe("optimale");
      expect(plan.ecart ?? 1).toBeLessThanOrEqual(0.0004);
      expect(proposition).toMatchObject({ atteints: objectifs.length, logementsProposes: 195 });
      expect(attente?.atteints).toBeLessThan(objectifs.length - 3);
      expect(attente).toMatchObject({ prioriteNonSuivie: 0, ecartees: 0 });
      checkWhole(plan, lot);
    },
  );
});

test("behind on the year: what cannot be reached says which households are missing", async () => {
  const { lot, objectifs } = drawLot(1, {
    ...selon({ ci: { logements: 60, menages: 200 }, preuve: TRIMESTRE }),
    attenteMoyenne: 8,
    enRetard: true,
  });
  const plan = await optimiser(lot, objectifs, ATTENTE);
  const missed = plan.objectifs.filter(({ issueApres }) => issueApres !== "atteint");
  expect(missed.length).toBeGreaterThan(0);
  for (const { explication, manque, comptes, auPlafond } of missed) {
    expect(manque).toBeGreaterThan(0);
    expect(explication?.besoin).toBe(comptes + manque);
    if (explication?.impossible) expect(auPlafond).toBe(true);
  }
  expect(missed.some(({ explication }) => explication?.impossible)).toBe(true);
  checkWhole(plan, lot);
});

test("a worker that has no time gives the greedy proposal, whole all the same", async () => {
  // This size is needed: a smaller batch is relaxed within the millisecond.
  const { lot, objectifs } = drawLot(3, { ...TRIMESTRE, attenteMoyenne: 8 });
  const plan = await optimiser(lot, objectifs, ATTENTE, 1);
  expect(plan).toMatchObject({ methode: "gloutonne", borne: null, ecart: null });
  expect(plan.objectifs.every(({ prix }) => prix === null)).toBe(true);
  checkWhole(plan, lot);
});

test("the bound on ranks holds, and a dwelling left empty by it says so", async () => {
  const { lot, objectifs } = drawLot(2, { logements: 60, menages: 80, attenteMoyenne: 8 });
  const plan = await optimiser(lot, objectifs, { ...ATTENTE, rangMax: 2 });
  expect(plan.lignes.every(({ propose }) => propose === null || propose.rang <= 2)).toBe(true);
  expect(plan.lignes.some(({ sansProposition }) => sansProposition === "hors-rang")).toBe(true);
  checkWhole(plan, lot);
});

test.each([
  ["a weight that would let a dwelling stay empty", { poidsAttribution: 700 }],
  ["a negative penalty", { penaliteManque: -1 }],
  ["half a rank", { rangMax: 1.5 }],
])("refuses %s", async (_name, wrong) => {
  const { lot, objectifs } = drawLot(1, { logements: 2, menages: 2, attenteMoyenne: 8 });
  await expect(optimiser(lot, objectifs, { ...ATTENTE, ...wrong })).rejects.toMatchObject({ code: "plan-parametre" });
});

/**
 * Properties of every proposal: eligible pairs, one dwelling a household, reserves that are nobody's first choice, a reason for each displaced one.
 */
function checkWhole(plan: PlanPropose, lot: LotPlan): void {
  const eligible = new Set(lot.paires.map(([l, m]) => `${lot.logements[l]?.id} ${lot.menages[m]?.reference}`));
  const proposes = plan.lignes.flatMap(({ logement, propose }) => (propose ? [`${logement} ${propose.menage}`] : []));
  const menages = plan.lignes.flatMap(({ propose }) => propose?.menage ?? []);
  expect(proposes.filter((pair) => !eligible.has(pair))).toEqual([]);
  expect(new Set(menages).size).toBe(menages.length);
  const reserves = plan.lignes.flatMap((ligne) => ligne.reserves.map((reserve) => ({ ...reserve, ligne })));
  expect(reserves.filter(({ ligne, menage }) => !eligible.has(`${ligne.logement} ${menage}`))).toEqual([]);
  expect(reserves.filter(({ menage }) => menages.includes(menage))).toEqual([]);
  expect(reserves.filter(({ memeClasse, pertes }) => memeClasse && pertes.length > 0)).toEqual([]);
  const passages = plan.ecartees.flatMap((one) => (one.genre === "objectif" ? one.passages : []));
  expect(passages.filter(({ objectifs }) => objectifs.length === 0)).toEqual([]);
  expect(plan.ecartees.filter(({ menage }) => menages.includes(menage))).toEqual([]);
  expect(plan.comparaison[0]?.ecartees).toBe(plan.ecartees.length);
  expect(new Set(passages.map(({ logement }) => logement)).size).toBe(plan.comparaison[0]?.prioriteNonSuivie);
}
