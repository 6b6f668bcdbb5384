// @module-tag profondeur
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { Refus } from "#socle/regles/shared/refus.ts";
import { selon } from "../../../test/profondeur.ts";
import type { DecisionComite } from "./comite.ts";
import { ETATS_RELOGEMENT, type EtatRelogement } from "./etat.ts";
import {
  checkBail,
  checkNouvelleOffre,
  checkPast,
  checkReponse,
  checkVisite,
  countedOffres,
  type DossierOffres,
  findDecisionLibre,
  findPlace,
  type OffreSuivie,
} from "./regle-offre.ts";
import { canMove } from "./transition.ts";

const AUJOURDHUI = "2026-06-30";

function offreOf(id: number, more: Partial<OffreSuivie> = {}): OffreSuivie {
  return {
    id,
    relogement: 1,
    numero: id,
    proposeeLe: "2026-03-01",
    visiteeLe: null,
    reponse: "attendue",
    reponduLe: null,
    motifRefus: null,
    precision: null,
    raisonRang: null,
    decisionComite: null,
    bailSigneLe: null,
    logement: {
      loyer: 300,
      charges: 50,
      apl: 100,
      surface: 60,
      identRpls: null,
      adresse: "1 rue X",
      commune: "52448",
      bailleur: { organisation: 1, nom: "X" },
      secteur: null,
      situation: "inconnue",
      typologie: null,
      premiereLocationLe: null,
      conventionneLe: null,
      rehabilite: "inconnu",
      residentialise: "inconnu",
      loyerBaisse: "inconnu",
      pru1: "inconnu",
      droitActionLogement: "inconnu",
    },
    ...more,
  };
}

const refusee = (id: number) => offreOf(id, { reponse: "refusee", reponduLe: "2026-03-05", motifRefus: "taille" });
const decisionOf = (id: number, offre: number | null = null): DecisionComite => ({
  id,
  relogement: 1,
  objet: "quatrieme-offre",
  le: "2026-03-10",
  motif: "x",
  offre,
});
const dossierOf = (
  offres: readonly OffreSuivie[],
  decisions: readonly DecisionComite[] = [],
  etat: EtatRelogement = "offres",
): DossierOffres => ({ etat, offres, decisions });

const codeOf = (act: () => unknown): string | null => {
  try {
    act();
    return null;
  } catch (error) {
    if (error instanceof Refus) return error.code;
    throw error;
  }
};

describe("one more offer", () => {
  test.each([
    ["the first", dossierOf([]), { ouverte: true, numero: 1, decision: null }],
    ["several at a time", dossierOf([offreOf(1), offreOf(2)]), { ouverte: true, numero: 3, decision: null }],
    ["the fourth", dossierOf([1, 2, 3].map(refusee)), { ouverte: false, cause: "comite" }],
    [
      "a withdrawn one is none",
      dossierOf([offreOf(1, { reponse: "retiree" }), refusee(2), refusee(3)]),
      { ouverte: true, numero: 3, decision: null },
    ],
    [
      "decided",
      dossierOf([1, 2, 3].map(refusee), [decisionOf(7)]),
      { ouverte: true, numero: 4, decision: decisionOf(7) },
    ],
    ["a used decision", dossierOf([1, 2, 3, 4].map(refusee), [decisionOf(7, 4)]), { ouverte: false, cause: "comite" }],
    [
      "another object",
      dossierOf([1, 2, 3].map(refusee), [{ ...decisionOf(7), objet: "poursuite" }]),
      { ouverte: false, cause: "comite" },
    ],
    [
      "accepted already",
      dossierOf([offreOf(1, { reponse: "acceptee", reponduLe: "2026-03-05" })]),
      { ouverte: false, cause: "acceptee" },
    ],
  ] as const)("%s", (_, dossier, attendu) => {
    expect(findPlace(dossier)).toEqual(attendu);
  });

  it("is made from the diagnostic on, in a file that is open", () => {
    const open = ETATS_RELOGEMENT.filter((etat) => findPlace(dossierOf([], [], etat)).ouverte);
    expect(open).toEqual(["diagnostic", "offres"]);
  });

  test.each([
    ["offre-quatrieme", dossierOf([1, 2, 3].map(refusee)), "2026-03-20"],
    ["offre-hors-etat", dossierOf([], [], "bloque"), "2026-03-20"],
    ["offre-deja-acceptee", dossierOf([offreOf(1, { reponse: "acceptee" })]), "2026-03-20"],
    ["relogement-date", dossierOf([]), "2026-07-01"],
    ["relogement-date", dossierOf([]), ""],
    ["offre-date", dossierOf([1, 2, 3].map(refusee), [decisionOf(7)]), "2026-03-09"],
    [null, dossierOf([1, 2, 3].map(refusee), [decisionOf(7)]), "2026-03-10"],
  ])("%s", (code, dossier, le) => {
    expect(codeOf(() => checkNouvelleOffre(dossier, le, AUJOURDHUI))).toBe(code);
  });
});

describe("dates and replies", () => {
  const visited = offreOf(1, { visiteeLe: "2026-03-08" });
  const accepted = offreOf(1, { reponse: "acceptee", reponduLe: "2026-03-10" });

  test.each([
    [null, offreOf(1), "2026-03-01"],
    ["offre-date", offreOf(1), "2026-02-28"],
    ["relogement-date", offreOf(1), "2026-07-01"],
    ["offre-date", accepted, "2026-03-11"],
    [null, accepted, "2026-03-10"],
    ["offre-close", offreOf(1, { reponse: "retiree", reponduLe: "2026-03-10" }), "2026-03-05"],
  ])("a visit: %s", (code, offre, le) => {
    expect(codeOf(() => checkVisite(offre, le, AUJOURDHUI))).toBe(code);
  });

  test.each([
    [null, visited, "acceptee", "2026-03-08", null],
    ["offre-date", visited, "acceptee", "2026-03-07", null],
    ["offre-date", offreOf(1), "acceptee", "2026-02-28", null],
    ["offre-sans-motif", visited, "refusee", "2026-03-08", null],
    [null, visited, "refusee", "2026-03-08", "autre"],
    ["offre-motif-inutile", visited, "acceptee", "2026-03-08", "autre"],
    ["offre-close", refusee(1), "acceptee", "2026-03-08", null],
    ["offre-close", accepted, "acceptee", "2026-03-12", null],
    [null, accepted, "refusee", "2026-03-12", "taille"],
    [null, accepted, "retiree", "2026-03-12", null],
    ["offre-close", { ...accepted, bailSigneLe: "2026-04-01" }, "retiree", "2026-04-02", null],
  ] as const)("a reply: %s", (code, offre, reponse, le, motif) => {
    expect(codeOf(() => checkReponse(offre, [offre], { reponse, le, motif }, AUJOURDHUI))).toBe(code);
  });

  it("one offer at most is accepted", () => {
    const act = () =>
      checkReponse(
        offreOf(2),
        [accepted, offreOf(2)],
        { reponse: "acceptee", le: "2026-03-20", motif: null },
        AUJOURDHUI,
      );
    expect(codeOf(act)).toBe("offre-deja-acceptee");
  });

  test.each([
    [null, accepted, "2026-03-10"],
    ["offre-date", accepted, "2026-03-09"],
    ["offre-non-acceptee", offreOf(1), "2026-03-10"],
    ["offre-non-acceptee", refusee(1), "2026-03-10"],
    ["offre-close", { ...accepted, bailSigneLe: "2026-03-10" }, "2026-03-10"],
    ["relogement-date", accepted, "2026-07-01"],
  ])("a lease: %s", (code, offre, le) => {
    expect(codeOf(() => checkBail(offre, le, AUJOURDHUI))).toBe(code);
  });
});

/** Acts that an officer may try, in any order: each goes through its rule, or leaves the file unchanged. */
type Geste =
  | { readonly quoi: "proposer" | "decider" | "annuler"; readonly jour: number }
  | { readonly quoi: "visiter" | "signer"; readonly jour: number; readonly rang: number }
  | {
      readonly quoi: "repondre";
      readonly jour: number;
      readonly rang: number;
      readonly reponse: "acceptee" | "refusee" | "retiree";
    }
  | { readonly quoi: "passer"; readonly jour: number; readonly vers: EtatRelogement };

/** Late days are more frequent: an early day would be refused, and the sequence would go nowhere. */
const jour = fc.oneof(fc.integer({ min: 1, max: 28 }), fc.integer({ min: 26, max: 28 }));
const rang = fc.integer({ min: 0, max: 5 });
const geste: fc.Arbitrary<Geste> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ quoi: fc.constant("proposer" as const), jour }) },
  { weight: 2, arbitrary: fc.record({ quoi: fc.constantFrom("decider" as const, "annuler" as const), jour }) },
  { weight: 4, arbitrary: fc.record({ quoi: fc.constantFrom("visiter" as const, "signer" as const), jour, rang }) },
  {
    weight: 5,
    arbitrary: fc.record({
      quoi: fc.constant("repondre" as const),
      jour,
      rang,
      reponse: fc.constantFrom("acceptee" as const, "refusee" as const, "retiree" as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ quoi: fc.constant("passer" as const), jour, vers: fc.constantFrom(...ETATS_RELOGEMENT) }),
  },
);

function apply(dossier: DossierOffres, one: Geste): DossierOffres {
  try {
    return act(dossier, one, `2026-06-${String(one.jour).padStart(2, "0")}`);
  } catch (error) {
    if (error instanceof Refus) return dossier;
    throw error;
  }
}

function act(dossier: DossierOffres, one: Geste, le: string): DossierOffres {
  const { offres, decisions, etat } = dossier;
  switch (one.quoi) {
    case "proposer": {
      const decision = checkNouvelleOffre(dossier, le, AUJOURDHUI);
      const offre = offreOf(offres.length + 1, { proposeeLe: le, decisionComite: decision?.id ?? null });
      return {
        etat: "offres",
        offres: [...offres, offre],
        decisions: decisions.map((other) => (other === decision ? { ...other, offre: offre.id } : other)),
      };
    }
    case "decider": {
      if (countedOffres(offres).length < 3 || findDecisionLibre(decisions)) return dossier;
      return { ...dossier, decisions: [...decisions, { ...decisionOf(decisions.length + 1), le }] };
    }
    case "annuler":
      if (etat !== "reloge") return dossier;
      return { ...dossier, etat: "offres", offres: offres.map((offre) => ({ ...offre, bailSigneLe: null })) };
    case "passer":
      if (!canMove(etat, one.vers) || one.vers === "reloge" || etat === "reloge") return dossier;
      return { ...dossier, etat: one.vers };
    default:
      return actOn(dossier, one, le);
  }
}

function actOn(dossier: DossierOffres, one: Extract<Geste, { readonly rang: number }>, le: string): DossierOffres {
  const offre = dossier.offres[one.rang % dossier.offres.length];
  if (!offre) return dossier;
  const put = (change: Partial<OffreSuivie>) =>
    dossier.offres.map((other) => (other === offre ? { ...other, ...change } : other));
  switch (one.quoi) {
    case "visiter":
      checkVisite(offre, le, AUJOURDHUI);
      return { ...dossier, offres: put({ visiteeLe: le }) };
    case "repondre": {
      const motif = one.reponse === "refusee" ? "taille" : null;
      checkReponse(offre, dossier.offres, { reponse: one.reponse, le, motif }, AUJOURDHUI);
      return { ...dossier, offres: put({ reponse: one.reponse, reponduLe: le, motifRefus: motif }) };
    }
    case "signer":
      checkBail(offre, le, AUJOURDHUI);
      if (!canMove(dossier.etat, "reloge")) return dossier;
      return { ...dossier, etat: "reloge", offres: put({ bailSigneLe: le }) };
  }
}

describe("whatever officers do, in any order", () => {
  const gestes = fc.array(geste, { minLength: 10, maxLength: 60 });
  const run = (list: readonly Geste[]) => list.reduce(apply, dossierOf([], [], "diagnostic"));

  it("no more than three offers count but by a decision each, used once", () => {
    fc.assert(
      fc.property(gestes, (list) => {
        const { offres, decisions } = run(list);
        const used = offres.flatMap(({ decisionComite }) => decisionComite ?? []);
        expect(new Set(used).size).toBe(used.length);
        expect(used.length).toBeLessThanOrEqual(decisions.length);
        expect(countedOffres(offres).length).toBeLessThanOrEqual(3 + used.length);
      }),
      { numRuns: selon({ ci: 150, preuve: 500 }) },
    );
  });

  it("one offer at most is accepted, and a file is rehoused exactly when one lease is signed", () => {
    fc.assert(
      fc.property(gestes, (list) => {
        const { offres, etat } = run(list);
        expect(offres.filter(({ reponse }) => reponse === "acceptee").length).toBeLessThanOrEqual(1);
        const signees = offres.filter(({ bailSigneLe }) => bailSigneLe !== null);
        expect(signees).toHaveLength(etat === "reloge" ? 1 : 0);
        for (const { reponse } of signees) expect(reponse).toBe("acceptee");
      }),
      { numRuns: selon({ ci: 150, preuve: 500 }) },
    );
  });

  it("dates follow each other, and a refusal has its reason", () => {
    fc.assert(
      fc.property(gestes, (list) => {
        for (const { proposeeLe, visiteeLe, reponduLe, bailSigneLe, reponse, motifRefus } of run(list).offres) {
          const dates = [proposeeLe, visiteeLe, reponduLe, bailSigneLe].filter((date) => date !== null);
          expect(dates).toEqual(dates.toSorted());
          expect(motifRefus !== null).toBe(reponse === "refusee");
        }
      }),
      { numRuns: selon({ ci: 150, preuve: 500 }) },
    );
  });

  it("reach a fourth offer and a lease: the sequences say something", () => {
    const ends = fc.sample(gestes, { numRuns: 400, seed: 7 }).map(run);
    expect(ends.filter(({ offres }) => countedOffres(offres).length > 3).length).toBeGreaterThan(5);
    expect(ends.filter(({ etat }) => etat === "reloge").length).toBeGreaterThan(5);
  });
});

it("nothing is written before its day", () => {
  expect(codeOf(() => checkPast("Date", AUJOURDHUI, AUJOURDHUI))).toBeNull();
  expect(codeOf(() => checkPast("Date", "30/06/2026", AUJOURDHUI))).toBe("relogement-date");
});
