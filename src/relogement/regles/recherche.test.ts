import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { ACCES_LOGEMENT } from "#attributions/regles/logement/logement-suivi.ts";
import { findValeur } from "#droit/regles/parametre.ts";
import { typologieOfPieces } from "#droit/regles/typologie.ts";
import { BESOINS_ACCES } from "./menage.ts";
import {
  boundReste,
  meetsAcces,
  meetsListe,
  meetsReste,
  meetsZone,
  TYPOLOGIES_PAR_TAILLE,
  typologiesOf,
} from "./recherche.ts";

const USAGE = findValeur(TYPOLOGIES_PAR_TAILLE, "2026-01-01");

describe("types by size of household", () => {
  test.each([
    [1, ["T1", "T2"]],
    [3, ["T3"]],
    [4, ["T3", "T4"]],
    [6, ["T5", "T6+"]],
    [11, ["T5", "T6+"]],
    [null, []],
  ] as const)("of %s: %j", (personnes, types) => {
    expect(typologiesOf(personnes, USAGE.valeur)).toEqual(types);
  });

  it("are a usage that no text gives: to be confirmed", () => {
    expect(USAGE.confiance).toBe("B");
  });
});

test.each([
  [null, null],
  [0, null],
  [1, "T1"],
  [5, "T5"],
  [6, "T6+"],
  [9, "T6+"],
])("%s rooms are a %s", (pieces, typologie) => {
  expect(typologieOfPieces(pieces)).toBe(typologie);
});

describe("a criterion", () => {
  test.each([
    [[], null, "oui"],
    [["T3"], "T3", "oui"],
    [["T3", "T4"], "T2", "non"],
    [["T3"], null, "inconnu"],
  ] as const)("%j of %s: %s", (voulus, valeur, reponse) => {
    expect(meetsListe<string>(voulus, valeur)).toBe(reponse);
  });

  test.each([
    [null, "inconnue", "oui"],
    ["hors-qpv", "inconnue", "inconnu"],
    ["hors-qpv", "qpv", "non"],
    ["qpv", "qpv", "oui"],
  ] as const)("zone %s of %s: %s", (zone, situation, reponse) => {
    expect(meetsZone(zone, situation)).toBe(reponse);
  });

  test.each([
    [null, "inconnu", "oui"],
    ["aucun", "aucun", "oui"],
    ["inconnu", "aucun", "oui"],
    ["rez-de-chaussee-ou-ascenseur", "aucun", "non"],
    ["rez-de-chaussee-ou-ascenseur", "accessible-fauteuil", "oui"],
    ["accessible-fauteuil", "rez-de-chaussee-ou-ascenseur", "non"],
    ["logement-adapte", "accessible-fauteuil", "non"],
    ["logement-adapte", "inconnu", "inconnu"],
  ] as const)("access %s in %s: %s", (besoin, acces, reponse) => {
    expect(meetsAcces(besoin, acces)).toBe(reponse);
  });

  it("what suits a need suits every lighter one", () => {
    fc.assert(
      fc.property(fc.constantFrom(...BESOINS_ACCES), fc.constantFrom(...ACCES_LOGEMENT), (besoin, acces) => {
        if (meetsAcces(besoin, acces) !== "oui") return;
        const lighter = BESOINS_ACCES.slice(0, BESOINS_ACCES.indexOf(besoin));
        for (const one of besoin === "inconnu" ? [] : lighter) expect(meetsAcces(one, acces)).toBe("oui");
      }),
    );
  });
});

describe("reste à charge in another dwelling, whose APL is not known", () => {
  const of = (loyer: number | null, charges: number | null, apl: number | null, limite: number | null) =>
    meetsReste(limite, boundReste({ loyer, charges }, apl));

  it("lies between an APL that does not change and none at all", () => {
    expect(boundReste({ loyer: 390, charges: 70 }, 240)).toEqual({ minimum: 220, maximum: 460, horsCharges: false });
    expect(boundReste({ loyer: 200, charges: 20 }, 240)).toMatchObject({ minimum: 0, maximum: 220 });
  });

  test.each([
    ["no limit", 390, 70, 240, null, "oui"],
    ["within, if the APL does not change", 390, 70, 240, 220, "oui"],
    ["one euro beyond", 390, 70, 240, 219, "non"],
    ["no rent", null, 70, 240, 220, "inconnu"],
    ["no charges: the rent alone is within, the whole may not be", 390, null, 240, 220, "inconnu"],
    ["no charges: the rent alone is beyond", 390, null, 240, 149, "non"],
    ["no APL known, within even without any", 150, 20, null, 200, "oui"],
    ["no APL known, it would take one", 390, 70, null, 220, "inconnu"],
  ] as const)("%s", (_cas, loyer, charges, apl, limite, reponse) => {
    expect(of(loyer, charges, apl, limite)).toBe(reponse);
  });

  it("a larger limit never shuts out what a smaller one let in", () => {
    const euros = fc.option(fc.nat(900));
    fc.assert(
      fc.property(euros, euros, euros, fc.nat(600), fc.nat(300), (loyer, charges, apl, limite, more) => {
        if (of(loyer, charges, apl, limite) === "oui") expect(of(loyer, charges, apl, limite + more)).toBe("oui");
        if (of(loyer, charges, apl, limite + more) === "non") expect(of(loyer, charges, apl, limite)).toBe("non");
      }),
    );
  });
});
