import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CommuneReference, findTranche, type ReponsePlh, type TranchePlh } from "./plh-tranche.ts";

const SANS = { plusDe: null, moinsDe: null };
const plus = (plusDe: number) => ({ plusDe, moinsDe: null });
const moins = (moinsDe: number) => ({ plusDe: null, moinsDe });

/** The four sentences of the signed convention (§5), in order. */
const PLH_2012: readonly TranchePlh[] = [
  { population: plus(1000), taux: moins(0.1), ouContrainte: false, points: 0.04 },
  { population: plus(1000), taux: { plusDe: 0.1, moinsDe: 0.2 }, ouContrainte: false, points: 0.02 },
  { population: plus(500), taux: moins(0.1), ouContrainte: false, points: 0.02 },
  { population: moins(500), taux: SANS, ouContrainte: true, points: 0.01 },
];

const commune = (
  population: number | null,
  pourcent: number | null,
  contrainte: CommuneReference["contrainte"] = "non",
): CommuneReference => ({
  population,
  residencesPrincipales: 1000,
  logementsSociaux: pourcent === null ? null : pourcent * 10,
  contrainte,
});

/** « +4 », « aucune », « aucune : population 1000 », « indécidable aucune/+1 : taux ». */
function say(reponse: ReponsePlh): string {
  const points = (value: number | null) => (value === null ? "aucune" : `+${Math.round(value * 100)}`);
  const bornes = (list: readonly { readonly de: string; readonly valeur: number }[]) =>
    list.map(({ de, valeur }) => `${de} ${valeur}`).join(", ");
  if (reponse.issue === "regle") return points(reponse.points);
  if (reponse.issue === "aucune-regle")
    return reponse.bornes.length > 0 ? `aucune : ${bornes(reponse.bornes)}` : "aucune";
  return `indécidable ${reponse.possibles.map(points).join("/")} : ${reponse.inconnus.join(", ")}`;
}

describe("the table of the signed PLH", () => {
  it.each([
    // Each box of the table.
    [1200, 5, "non", "+4"],
    [1200, 15, "non", "+2"],
    [1200, 25, "non", "aucune"],
    [700, 5, "non", "+2"],
    [700, 15, "non", "aucune"],
    [700, 25, "non", "aucune"],
    [300, 5, "non", "+1"],
    [300, 15, "non", "+1"],
    [300, 25, "non", "+1"],
    // A planning constraint gives a rule where the sizes give none, and removes none.
    [1200, 25, "oui", "+1"],
    [700, 15, "oui", "+1"],
    [1200, 5, "oui", "+4"],
    [700, 5, "oui", "+2"],
    // Exactly on a bound: « plus de » and « inférieur à » leave out the number itself.
    [1000, 5, "non", "aucune : population 1000"],
    [1000, 15, "non", "aucune : population 1000"],
    [1000, 25, "non", "aucune"],
    [500, 5, "non", "aucune : population 500"],
    [500, 15, "non", "aucune : population 500"],
    [500, 15, "oui", "+1"],
    [1200, 10, "non", "aucune : taux 0.1"],
    [1200, 20, "non", "aucune : taux 0.2"],
    [700, 10, "non", "aucune : taux 0.1"],
    [700, 20, "non", "aucune"],
    [1000, 10, "non", "aucune : population 1000, taux 0.1"],
    // Both sides of the bound give the same answer: the bound changes nothing.
    [300, 10, "non", "+1"],
    [300, 20, "non", "+1"],
    [999, 9.9, "non", "+2"],
    [1001, 9.9, "non", "+4"],
    [1001, 10.1, "non", "+2"],
    [499, 0, "non", "+1"],
    [501, 0, "non", "+2"],
  ] as const)("%s inhabitants, %s %%, constraint %s: %s", (population, taux, contrainte, expected) => {
    expect(say(findTranche(PLH_2012, commune(population, taux, contrainte)))).toBe(expected);
  });

  it.each([
    [null, 5, "non", "indécidable +1/+2/+4 : population"],
    [null, 25, "non", "indécidable aucune/+1 : population"],
    [1200, null, "non", "indécidable aucune/+2/+4 : taux"],
    [300, null, "non", "+1"],
    [300, null, "inconnu", "+1"],
    [700, 15, "inconnu", "indécidable aucune/+1 : contrainte"],
    [700, 5, "inconnu", "+2"],
    [null, null, "oui", "indécidable +1/+2/+4 : population, taux"],
    [null, null, "inconnu", "indécidable aucune/+1/+2/+4 : population, taux, contrainte"],
  ] as const)("what is not known is not guessed: %s, %s, %s: %s", (population, taux, contrainte, expected) => {
    expect(say(findTranche(PLH_2012, commune(population, taux, contrainte)))).toBe(expected);
  });

  it("compares rates in whole numbers: 7 of 70 is exactly 10 %", () => {
    const exact = { population: 1200, residencesPrincipales: 70, logementsSociaux: 7, contrainte: "non" } as const;
    expect(say(findTranche(PLH_2012, exact))).toBe("aucune : taux 0.1");
    expect(say(findTranche(PLH_2012, { ...exact, residencesPrincipales: 71 }))).toBe("+4");
    expect(say(findTranche(PLH_2012, { ...exact, logementsSociaux: 8 }))).toBe("+2");
  });

  it("no social dwelling is a rate of 0, even of a number of residences that is not known; no residence is no rate", () => {
    const vide = { population: 1200, residencesPrincipales: null, logementsSociaux: 0, contrainte: "non" } as const;
    expect(say(findTranche(PLH_2012, vide))).toBe("+4");
    expect(say(findTranche(PLH_2012, { ...vide, residencesPrincipales: 0, logementsSociaux: 3 }))).toContain("taux");
  });
});

const maybe = (max: number) => fc.option(fc.integer({ min: 0, max }), { nil: null });
const anyBound = fc.record({
  plusDe: fc.option(fc.constantFrom(0, 200, 500, 1000), { nil: null }),
  moinsDe: fc.option(fc.constantFrom(500, 1000, 3000), { nil: null }),
});
const anyTranches = fc.array(
  fc.record({
    population: anyBound,
    taux: fc.record({
      plusDe: fc.option(fc.constantFrom(0.1, 0.2), { nil: null }),
      moinsDe: fc.option(fc.constantFrom(0.1, 0.2, 0.3), { nil: null }),
    }),
    ouContrainte: fc.boolean(),
    points: fc.constantFrom(0.01, 0.02, 0.04),
  }),
  { maxLength: 5 },
);
const anyCommune: fc.Arbitrary<CommuneReference> = fc.record({
  population: fc.option(fc.constantFrom(0, 100, 200, 500, 501, 999, 1000, 1001, 3000, 5000), { nil: null }),
  residencesPrincipales: fc.option(fc.constantFrom(0, 10, 100), { nil: null }),
  logementsSociaux: maybe(40),
  contrainte: fc.constantFrom("oui", "non", "inconnu"),
});

function complete(one: CommuneReference, learned: CommuneReference): CommuneReference {
  return {
    population: one.population ?? learned.population,
    residencesPrincipales: one.residencesPrincipales ?? learned.residencesPrincipales,
    logementsSociaux: one.logementsSociaux ?? learned.logementsSociaux,
    contrainte: one.contrainte === "inconnu" ? learned.contrainte : one.contrainte,
  };
}

describe("whatever the table", () => {
  it("gives exactly one answer, with a reason whenever it is not a number", () => {
    fc.assert(
      fc.property(anyTranches, anyCommune, (tranches, one) => {
        const reponse = findTranche(tranches, one);
        if (reponse.issue === "regle") expect(tranches[reponse.tranche]).toBeDefined();
        if (reponse.issue === "indecidable") {
          expect(reponse.possibles.length).toBeGreaterThan(1);
          expect(reponse.inconnus.length).toBeGreaterThan(0);
        }
      }),
    );
  });

  it("learning what is not known gives one of the answers that were possible", () => {
    fc.assert(
      fc.property(anyTranches, anyCommune, anyCommune, (tranches, one, learned) => {
        const before = findTranche(tranches, one);
        const after = findTranche(tranches, complete(one, learned));
        if (before.issue === "regle") expect(after).toMatchObject({ issue: "regle", points: before.points });
        if (before.issue === "aucune-regle") expect(after.issue).toBe("aucune-regle");
        if (before.issue === "indecidable" && after.issue === "regle") expect(before.possibles).toContain(after.points);
      }),
    );
  });
});
