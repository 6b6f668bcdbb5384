import { describe, expect, it } from "vitest";
import { composeDroit, findContradictions, findObstacle, latestJeux } from "./composer.ts";
import type { Declaration, Enregistrement, Jeu, Saisie } from "./enregistrement.ts";
import { findDefautForme } from "./forme.ts";
import { verifyJeu } from "./verifier-jeu.ts";

const TAUX: Declaration = {
  code: "taux",
  nom: "le taux",
  forme: "taux",
  unite: null,
  choix: [],
  lignes: [],
  colonnes: [],
  libelles: {},
  surcharge: false,
};
const DELAI: Declaration = { ...TAUX, code: "delai", nom: "le délai", forme: "nombre", unite: "mois", surcharge: true };

function un(code: string, depuis: string, valeur: unknown, jusque: string | null = null): Enregistrement {
  return {
    code,
    depuis,
    valeur,
    jusque,
    territoire: null,
    article: null,
    texte: null,
    source: "un texte",
    confiance: "R",
  };
}

function jeu(version: string, enregistrements: readonly Enregistrement[], editeur = "Blaise"): Jeu {
  const parametres = editeur === "Blaise" ? [TAUX, DELAI] : [];
  return { editeur, nom: "essai", titre: "Essai", version, parametres, enregistrements };
}

function saisie(id: number, enregistrement: Enregistrement, territoire: string | null = null): Saisie {
  return { ...enregistrement, territoire, id, auteur: "Ada Essai" };
}

const V1 = jeu("2026-01-01.1", [un("taux", "2017-01-29", 0.25), un("delai", "2015-01-01", 9)]);

function valeurs(droit: ReturnType<typeof composeDroit>["droit"], code: string): readonly unknown[] {
  return droit.get(code)?.valeurs.map(({ depuis, valeur }) => [depuis, valeur]) ?? [];
}

describe("the law as its sources say it together", () => {
  it("is, of each set, the latest version whole: what it no longer says is no more", () => {
    const v2 = jeu("2026-06-01.1", [un("taux", "2017-01-29", 0.25), un("taux", "2027-01-01", 0.3)]);
    const { droit } = composeDroit([V1, v2], []);
    expect([valeurs(droit, "taux"), valeurs(droit, "delai")]).toEqual([
      [
        ["2017-01-29", 0.25],
        ["2027-01-01", 0.3],
      ],
      [],
    ]);
    // In either order of import.
    expect(valeurs(composeDroit([v2, V1], []).droit, "taux")).toHaveLength(2);
    expect(latestJeux([v2, V1])).toEqual([v2]);
  });

  it("keeps apart two publishers who use one name", () => {
    const other = jeu("2020-01-01.1", [un("taux", "2027-01-01", 0.3)], "Une agence");
    expect(valeurs(composeDroit([V1, other], []).droit, "taux")).toHaveLength(2);
    expect(findContradictions([V1, other])).toEqual([]);
  });

  it("takes what was typed after, and for a territory before the country's", () => {
    const { droit, ecartees } = composeDroit(
      [V1],
      [saisie(1, un("taux", "2027-01-01", 0.3)), saisie(2, un("delai", "2020-01-01", 6), "200068666")],
    );
    expect(ecartees).toEqual([]);
    expect(valeurs(droit, "taux").at(-1)).toEqual(["2027-01-01", 0.3]);
    expect(
      droit
        .get("delai")
        ?.locales.get("200068666")
        ?.map(({ valeur }) => valeur),
    ).toEqual([6]);
    expect(valeurs(droit, "delai")).toEqual([["2015-01-01", 9]]);
  });

  it("sets aside, and never fails on, a record that a later set contradicts", () => {
    const v2 = jeu("2027-01-04.1", [un("taux", "2017-01-29", 0.25), un("taux", "2027-01-01", 0.35)]);
    const { droit, ecartees } = composeDroit([V1, v2], [saisie(7, un("taux", "2027-01-01", 0.3))]);
    expect(valeurs(droit, "taux").at(-1)).toEqual(["2027-01-01", 0.35]);
    expect(ecartees.map((one) => one.saisie.id)).toEqual([7]);
  });
});

describe("a record typed by hand", () => {
  const { droit } = composeDroit(
    [jeu("2026-01-01.1", [un("taux", "2017-01-29", 0.2, "2018-12-31"), un("taux", "2020-01-01", 0.25)])],
    [],
  );

  it.each<[string, Saisie, string | null]>([
    ["after the last, which nothing closed", saisie(1, un("taux", "2027-01-01", 0.3)), null],
    ["in a hole, to its last day", saisie(1, un("taux", "2019-01-01", 0.3, "2019-12-31")), null],
    ["in a hole, and a day beyond", saisie(1, un("taux", "2019-01-01", 0.3, "2020-01-01")), "a déjà une valeur"],
    ["in a hole, that nothing closes", saisie(1, un("taux", "2019-01-01", 0.3)), "a déjà une valeur"],
    ["on the last day of a closed one", saisie(1, un("taux", "2018-12-31", 0.3, "2018-12-31")), "a déjà une valeur"],
    ["that begins with another", saisie(1, un("taux", "2020-01-01", 0.3)), "a déjà une valeur"],
    [
      "for a territory, of what no text lets it have",
      saisie(1, un("taux", "2027-01-01", 0.2), "200068666"),
      "ne laisse aucun territoire",
    ],
    ["for a territory, of what it may set", saisie(1, un("delai", "2016-01-01", 6), "200068666"), null],
    ["of a code that no rule reads", saisie(1, un("autre", "2027-01-01", 1)), "aucune règle"],
    ["beyond the form", saisie(1, un("taux", "2027-01-01", 25)), "entre 0 et 1"],
    ["of a day that does not exist", saisie(1, un("taux", "2027-02-29", 0.3)), "un jour qui existe"],
    ["that ends before it begins", saisie(1, un("taux", "2027-01-01", 0.3, "2026-12-31")), "pas avant le premier"],
    ["without a source", saisie(1, { ...un("taux", "2027-01-01", 0.3), source: " " }), "source"],
  ])("%s", (_, typed, obstacle) => {
    const found = findObstacle(typed, droit);
    if (obstacle === null) expect(found).toBeNull();
    else expect(found).toContain(obstacle);
  });
});

describe("a set", () => {
  const { droit } = composeDroit([V1], []);
  const defauts = (enregistrements: readonly Enregistrement[], version = "2027-01-01.1") =>
    verifyJeu(jeu(version, enregistrements), droit, () => []).map(
      ({ enregistrement, raison }) => `${enregistrement} : ${raison}`,
    );

  it("is refused with every record that is wrong, by name", () => {
    expect(
      defauts([un("taux", "2027-01-01", 3), un("autre", "2027-01-01", 1), un("delai", "2027-01-01", 12)], "hier"),
    ).toEqual([
      "null : version : écrivez un jour et un rang, 2027-01-04.1",
      "taux au 2027-01-01 : valeur : écrivez un taux entre 0 et 1 (0.25 pour 25 %)",
      "autre au 2027-01-01 : aucune règle de cette version de Blaise ne lit ce paramètre",
    ]);
  });

  it("is refused when two of its records speak of one day, whatever their order", () => {
    const closed = un("taux", "2017-01-01", 0.2, "2018-12-31");
    expect(defauts([un("taux", "2018-12-31", 0.25), closed])).toEqual([
      "taux au 2018-12-31 : ses jours sont aussi ceux de « taux au 2017-01-01 »",
    ]);
    expect(defauts([un("taux", "2019-01-01", 0.25), closed])).toEqual([]);
    expect(defauts([un("taux", "2019-01-01", 0.25), un("taux", "2019-01-01", 0.3)])).toHaveLength(1);
  });
});

describe("the form of a value", () => {
  const of = (forme: Declaration["forme"], more: Partial<Declaration> = {}): Declaration => ({
    ...TAUX,
    forme,
    ...more,
  });
  const MONTANTS = of("montants", { lignes: ["paris", "autres"], colonnes: ["1", "2"] });

  it.each<[string, Declaration, unknown, readonly unknown[], boolean]>([
    ["a rate of 1", of("taux"), 1, [], true],
    ["a rate above 1", of("taux"), 1.01, [], false],
    ["a rate below 0", of("taux"), -0.1, [], false],
    ["a number", of("nombre"), 12, [], true],
    ["a number written as text", of("nombre"), "12", [], false],
    ["not a number", of("nombre"), Number.NaN, [], false],
    ["yes", of("oui-non"), true, [], true],
    ["the word « oui »", of("oui-non"), "oui", [], false],
    ["a day", of("jour"), "2024-02-29", [], true],
    ["a day that does not exist", of("jour"), "2023-02-29", [], false],
    ["one of the choices", of("choix", { choix: [2015, 2024] }), 2024, [], true],
    ["the same as text", of("choix", { choix: [2015, 2024] }), "2024", [], false],
    ["codes", of("codes"), ["52448", "2A004"], [], true],
    ["a name among codes", of("codes"), ["Saint-Dizier"], [], false],
    ["amounts of one zone", MONTANTS, { paris: [1, 2] }, [], true],
    ["amounts without a zone", MONTANTS, {}, [], false],
    ["an amount that is missing", MONTANTS, { paris: [1] }, [], false],
    ["a zone that is not expected", MONTANTS, { lyon: [1, 2] }, [], false],
    ["a structure like the known one", of("structure"), { a: 2, b: ["x"] }, [{ a: 1, b: [] }], true],
    ["a structure without a key", of("structure"), { a: 2 }, [{ a: 1, b: [] }], false],
    ["a structure with another kind", of("structure"), { a: "2", b: [] }, [{ a: 1, b: [] }], false],
    ["null where a number may be", of("structure"), { a: null, b: [] }, [{ a: 1, b: [] }], true],
  ])("%s", (_, declaration, valeur, connues, good) => {
    expect(findDefautForme(declaration, valeur, connues) === null).toBe(good);
  });
});
