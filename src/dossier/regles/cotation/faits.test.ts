import { describe, expect, it, test } from "vitest";
import { isSousOccupe, isSuroccupe } from "#droit/regles/suroccupation.ts";
import { faitsOfDemandeSne } from "./faits-demande.ts";
import { faitsOfMenage, type MenageACoter } from "./faits-menage.ts";
import { monthsBetween } from "./mois.ts";

const JOUR = "2026-06-15";

test.each([
  [1, 8, true],
  [1, 9, false],
  [2, 15, true],
  [2, 16, false],
  [4, 33, true],
  [4, 34, false],
  [8, 69, true],
  [12, 70, false],
])("art. R. 822-25: %i persons in %i m², overcrowded: %s", (personnes, surface, attendu) => {
  expect(isSuroccupe({ personnes, surface }, JOUR)).toBe(attendu);
});

test("no text in force, or nobody there: it is not known", () => {
  expect(isSuroccupe({ personnes: 4, surface: 20 }, "2012-01-01")).toBeNull();
  expect(isSousOccupe({ personnes: 0, pieces: 5 }, JOUR)).toBeNull();
  expect(isSousOccupe({ personnes: 2, pieces: 4 }, JOUR)).toBe(true);
  expect(isSousOccupe({ personnes: 2, pieces: 3 }, JOUR)).toBe(false);
});

test("whole months, to the day", () => {
  expect(["2026-05-15", "2026-05-16", "2025-06-15", "2026-07-01"].map((day) => monthsBetween(day, JOUR))).toEqual([
    1, 0, 12, 0,
  ]);
});

const LOGEMENT = {
  mode: "hlm",
  loyer: 500,
  charges: 100,
  aide: 200,
  personnes: 5,
  surface: 40,
  pieces: 3,
  proprietaireAilleurs: "inconnu",
} as const;
const MENAGE: MenageACoter = {
  nature: "mutation",
  ancienneteLe: "2024-01-01",
  quartile: "q1",
  positionPlafond: "inconnue",
  personnes: 3,
  revenuMensuel: 1000,
  motif: "13",
  salarie: "non",
  actionLogement: "inconnu",
  urgence: "ordinaire",
  elargir: null,
  priorite: "inconnu",
  naissance: "2000-06-16",
  reponses: { logementActuel: LOGEMENT },
  autres: [
    { qualite: "a-charge", naissance: "2015-01-01" },
    { qualite: "a-charge", naissance: "2001-01-01" },
  ],
  aRefuse: false,
  justifies: ["taux-effort"],
};

describe("facts of a household", () => {
  it("come from its answers; what it did not say is not there", () => {
    const faits = faitsOfMenage(MENAGE, null, JOUR);
    expect(Object.entries(faits).flatMap(([code, fait]) => (fait ? [[code, fait.valeur]] : []))).toEqual(
      expect.arrayContaining([
        ["taux-effort", 40],
        ["age", 25],
        ["enfants-mineurs", 1],
        ["parent-isole", true],
        ["suroccupation", true],
        ["motif", ["13"]],
        ["salarie", false],
      ]),
    );
    for (const code of ["prioritaire", "plafond", "elargir", "dalo", "handicap", "action-logement"] as const) {
      expect(faits[code], code).toBeUndefined();
    }
    expect(faits["taux-effort"]?.preuve).toBe("justifie");
    expect(faits.quartile?.preuve).toBe("declare");
  });

  it.each([
    ["all told", {}, 1000, 40],
    ["an aid above the rent", { loyer: 100, charges: 0 }, 1000, 0],
    ["no rent told", { loyer: null }, 1000, undefined],
    ["no charges told", { charges: null }, 1000, undefined],
    ["no aid told", { aide: null }, 1000, undefined],
    ["no income told", {}, null, undefined],
    ["an income of nought", {}, 0, undefined],
  ])("the share of the rent is known when all of it is: %s", (_, logement, revenuMensuel, taux) => {
    const reponses = { logementActuel: { ...LOGEMENT, ...logement } };
    expect(faitsOfMenage({ ...MENAGE, revenuMensuel, reponses }, null, JOUR)["taux-effort"]?.valeur).toBe(taux);
  });

  it("of those who live there, unknown leaves unknown; a couple is no lone parent", () => {
    const compose = (autres: MenageACoter["autres"]) =>
      faitsOfMenage({ ...MENAGE, autres }, null, JOUR)["parent-isole"]?.valeur;
    expect(compose(null)).toBeUndefined();
    expect(compose([{ qualite: "a-charge", naissance: null }])).toBeUndefined();
    expect(
      compose([
        { qualite: "conjoint", naissance: null },
        { qualite: "a-charge", naissance: null },
      ]),
    ).toBe(false);
  });

  it("has the sealed ones when they are open, each known or not", () => {
    const faits = faitsOfMenage(
      MENAGE,
      { dalo: "en-cours", handicap: { personnes: 1, fauteuil: "non", accessible: "non" } },
      JOUR,
    );
    expect([faits.dalo?.valeur, faits.handicap?.valeur, faits.violences]).toEqual([false, true, undefined]);
  });
});

test("facts of the national stock: DALO is proven, a protected reason is not told, a bailleur's refusal says nothing", () => {
  const faits = faitsOfDemandeSne({
    creeLe: "2020-01-01",
    origine: "mutation",
    quartileDeclare: "inconnu",
    positionPlafond: "plai",
    tailleMenage: 2,
    age: null,
    prioritaire: "non",
    dalo: "oui",
    motifDemande: "06",
    salarie: "inconnu",
    qpvActuel: "hors-qpv",
    refusPar: "bailleur",
  });
  expect(faits.dalo).toEqual({ valeur: true, preuve: "justifie" });
  expect(faits["quartier-prioritaire"]?.valeur).toBe(false);
  for (const code of ["motif", "refus-adapte", "quartile", "age"] as const) expect(faits[code], code).toBeUndefined();
});
