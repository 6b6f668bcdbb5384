import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "#socle/regles/shared/calendrier.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { checkChemin, checkFin, checkJour, checkNote, checkNumero, checkOuverte } from "./check-action.ts";
import type { EtatAction } from "./etat-action.ts";
import { sayJalon, shortOrientation } from "./format-action.ts";
import { INDICATEURS_ACTION, knownIndicateurs } from "./indicateur.ts";
import {
  type ActionTriee,
  compareActions,
  prochaineEcheance,
  retardAction,
  retardJalon,
  statutJalon,
  TRIS_ACTIONS,
} from "./lecture-action.ts";

/** Day of the signature; the document's ANRU convention was due « avant l’été 2018 ». */
const JOUR = "2018-10-05";
const jalon = (echeance: string | null, atteintLe: string | null = null) => ({ echeance, atteintLe });

describe("lateness", () => {
  test.each<[string, string | null, string | null, number | null]>([
    ["a day past", "2018-06-20", null, 107],
    ["the day before", "2018-10-04", null, 1],
    ["the very day", JOUR, null, null],
    ["ahead", "2018-12-31", null, null],
    ["without a date", null, null, null],
    ["past, and reached", "2018-06-20", "2018-09-01", null],
  ])("%s", (_, echeance, atteintLe, jours) => {
    expect(retardJalon(jalon(echeance, atteintLe), JOUR)).toBe(jours);
  });

  test.each<[EtatAction | null, number | null]>([
    [null, 107],
    ["a-engager", 107],
    ["suspendue", 107],
    ["realisee", null],
    ["abandonnee", null],
  ])("of an action « %s » is that of its oldest milestone, or none once it is over", (etat, jours) => {
    const jalons = [jalon("2018-09-30"), jalon("2018-06-20"), jalon(null), jalon("2018-01-01", "2018-02-01")];
    expect(retardAction({ jalons, etat }, JOUR)).toBe(jours);
  });

  test("a milestone says what it is, and an action that is over awaits nothing", () => {
    const statuts = (finie: boolean) =>
      [jalon("2018-06-20"), jalon("2018-12-31"), jalon(null), jalon("2018-06-20", JOUR)].map((one) =>
        statutJalon(one, JOUR, finie),
      );
    expect(statuts(false)).toEqual(["en-retard", "a-venir", "sans-date", "atteint"]);
    expect(statuts(true)).toEqual(["a-venir", "a-venir", "sans-date", "atteint"]);
  });

  test("is a number of days, whenever: as many as separate the two, none before", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), (jours) => {
        const aujourdhui = addDays("2018-01-01", jours);
        expect(retardJalon(jalon("2018-01-01"), aujourdhui)).toBe(jours === 0 ? null : jours);
        expect(retardJalon(jalon(addDays(aujourdhui, 1)), aujourdhui)).toBeNull();
      }),
    );
  });
});

test("the next due day is the first ahead that is not reached; today counts", () => {
  const jalons = [jalon("2018-06-20"), jalon("2018-12-31"), jalon(JOUR), jalon("2018-11-01", JOUR)];
  expect(prochaineEcheance({ jalons, etat: null }, JOUR)).toBe(JOUR);
  expect(prochaineEcheance({ jalons, etat: "en-cours" }, "2018-10-06")).toBe("2018-12-31");
  expect(prochaineEcheance({ jalons, etat: "realisee" }, JOUR)).toBeNull();
  expect(prochaineEcheance({ jalons: [jalon(null)], etat: null }, JOUR)).toBeNull();
});

describe("order", () => {
  const action = (numero: number, more: Partial<ActionTriee> = {}): ActionTriee => ({
    numero,
    etat: null,
    retardJours: null,
    prochaineEcheance: null,
    ...more,
  });
  const actions = [
    action(1, { etat: "realisee" }),
    action(2, { prochaineEcheance: "2019-01-31", etat: "en-cours" }),
    action(6, { retardJours: 107, prochaineEcheance: "2018-12-31", etat: "en-cours" }),
    action(12, { retardJours: 200 }),
  ];
  test.each([
    ["retard", [12, 6, 1, 2]],
    ["numero", [1, 2, 6, 12]],
    ["echeance", [6, 2, 1, 12]],
    ["etat", [12, 2, 6, 1]],
  ] as const)("%s", (tri, numeros) => {
    expect(
      actions
        .toReversed()
        .toSorted((a, b) => compareActions(a, b, tri))
        .map(({ numero }) => numero),
    ).toEqual(numeros);
  });

  test("is one, whatever the order it is given in", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(actions, { minLength: 4 }), fc.constantFrom(...TRIS_ACTIONS), (list, tri) => {
        expect(list.toSorted((a, b) => compareActions(a, b, tri))).toEqual(
          actions.toSorted((a, b) => compareActions(a, b, tri)),
        );
      }),
    );
  });
});

test("words of a milestone and of an orientation", () => {
  const dit = (echeance: string | null, atteintLe: string | null = null) => {
    const lu = jalon(echeance, atteintLe);
    const statut = statutJalon(lu, JOUR, false);
    return sayJalon({ ...lu, statut, retardJours: retardJalon(lu, JOUR) });
  };
  expect([dit("2018-06-20"), dit("2018-12-31"), dit(null), dit(null, JOUR)]).toEqual([
    "En retard de 107\u00A0jours",
    "Dû le 31 décembre 2018",
    "Sans date",
    "Atteint le 5 octobre 2018",
  ]);
  expect(shortOrientation("Orientation 1 : Attirer")).toBe("Orientation 1");
  expect(shortOrientation("Loger mieux")).toBe("Loger mieux");
});

test("codes that the list does not know any more are left out", () => {
  expect(knownIndicateurs(["cas-ouverts", "ancien", "objectif-qpv"])).toEqual(["objectif-qpv", "cas-ouverts"]);
  expect(new Set(INDICATEURS_ACTION).size).toBe(INDICATEURS_ACTION.length);
});

describe("what is refused", () => {
  const codeOf = (check: () => void) => {
    try {
      check();
    } catch (error) {
      return error instanceof Refus ? error.code : String(error);
    }
    return "rien";
  };
  test.each<[string, () => void]>([
    ["action-invalide", () => checkNumero(0)],
    ["action-invalide", () => checkNumero(100)],
    ["action-invalide", () => checkNumero(1.5)],
    ["rien", () => checkNumero(99)],
    ["action-close", () => checkOuverte({ numero: 1, closeLe: JOUR })],
    ["rien", () => checkOuverte({ numero: 1, closeLe: null })],
    ["action-date-future", () => checkJour("Au", "2018-10-06", JOUR)],
    ["rien", () => checkJour("Au", JOUR, JOUR)],
    ["action-sans-motif", () => checkNote("suspendue", null)],
    ["action-sans-motif", () => checkNote("abandonnee", null)],
    ["rien", () => checkNote("en-cours", null)],
    ["action-fin", () => checkFin("suspendue")],
    ["rien", () => checkFin("abandonnee")],
    ["rien", () => checkChemin("observatoire/demandes?vue=non-pourvues")],
    ["rien", () => checkChemin(null)],
    ["action-chemin", () => checkChemin("/programme")],
    ["action-chemin", () => checkChemin("https://ailleurs.invalid")],
    ["action-chemin", () => checkChemin("a/../../b")],
    ["action-chemin", () => checkChemin("a//b")],
    ["action-chemin", () => checkChemin("javascript:alert(1)")],
  ])("%s", (code, check) => {
    expect(codeOf(check)).toBe(code);
  });
});
