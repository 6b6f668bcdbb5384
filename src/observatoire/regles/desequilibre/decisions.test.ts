import { describe, expect, it } from "vitest";
import { checkExclusion, isExclue, type ResidenceExclue } from "./exclusion.ts";
import { ventilerVacance } from "./fonctionnement.ts";
import { checkMethode, findMethode, METHODE_INITIALE, type MethodeSaisie } from "./methode.ts";
import { checkArret, type ListeMixite } from "./mixite.ts";

describe("a version of the method", () => {
  const saisie: MethodeSaisie = {
    depuis: "2019-01-01",
    indicateurs: METHODE_INITIALE.indicateurs,
    seuils: METHODE_INITIALE.seuils,
    acte: " CIL du 12 décembre 2018 ",
  };
  const write = (changes: Partial<MethodeSaisie>) => () =>
    checkMethode({ ...saisie, ...changes }, [METHODE_INITIALE], "2018-12-20");
  const seuils = (changes: Partial<MethodeSaisie["seuils"]>) => ({ seuils: { ...saisie.seuils, ...changes } });

  it("follows the last one, and is no more « à confirmer »", () => {
    expect(write({})()).toMatchObject({ version: 2, confiance: "S", acte: "CIL du 12 décembre 2018" });
  });

  it.each([
    ["a past day", { depuis: "2018-12-19" }, "methode-depuis"],
    ["no act", { acte: "   CIL " }, "methode-acte"],
    ["no weight", { indicateurs: [{ indicateur: "apl", poids: 0 }] }, "methode-poids"],
    ["a weight under nought", { indicateurs: [{ indicateur: "apl", poids: -1 }] }, "methode-poids"],
    ["a weight that is no number", { indicateurs: [{ indicateur: "apl", poids: Number.NaN }] }, "methode-poids"],
    [
      "an indicator twice",
      { indicateurs: [1, 2].map((poids) => ({ indicateur: "apl" as const, poids })) },
      "methode-poids",
    ],
    ["thresholds upside down", seuils({ etabli: 0.7, surveiller: 0.9 }), "methode-seuils"],
    ["watching at a half", seuils({ surveiller: 0.5 }), "methode-seuils"],
    ["certainty", seuils({ etabli: 1 }), "methode-seuils"],
    ["ten answers", seuils({ effectifMinimal: 10 }), "methode-seuils"],
    ["a ratio of one", seuils({ ratio: 1 }), "methode-seuils"],
    ["no over-representation for the list", seuils({ enjeuMixite: 0 }), "methode-seuils"],
  ] as const)("refuses %s", (_, changes, code) => {
    expect(write(changes)).toThrow(expect.objectContaining({ code }));
  });

  it("cannot begin before the one it follows", () => {
    const future = { ...METHODE_INITIALE, version: 2, depuis: "2020-01-01" };
    expect(() => checkMethode(saisie, [METHODE_INITIALE, future], "2018-12-20")).toThrow(
      expect.objectContaining({ code: "methode-depuis" }),
    );
  });

  it("is the last begun on the day; before any, the one that comes with the software", () => {
    const second = { ...METHODE_INITIALE, version: 2, depuis: "2019-01-01" };
    const versions = [second, METHODE_INITIALE];
    expect(findMethode(versions, "2018-12-31").version).toBe(1);
    expect(findMethode(versions, "2019-01-01").version).toBe(2);
    expect(findMethode([], "2000-01-01").version).toBe(1);
  });
});

describe("an exclusion", () => {
  const existante: ResidenceExclue = {
    id: 1,
    cle: "a",
    motif: "demolition",
    depuis: "2018-10-05",
    jusquA: "2020-12-31",
    acte: "CIA",
  };
  it.each([
    ["2018-10-04", false],
    ["2018-10-05", true],
    ["2020-12-31", true],
    ["2021-01-01", false],
  ])("on %s: %s", (jour, attendu) => {
    expect(isExclue(existante, jour)).toBe(attendu);
    expect(isExclue({ ...existante, jusquA: null }, "2030-01-01")).toBe(true);
  });

  it("has an act, and is not written twice for the same days", () => {
    const saisie = { cle: "a", motif: "demolition", depuis: "2021-01-01", acte: " Convention NPNRU " } as const;
    expect(checkExclusion(saisie, [existante]).acte).toBe("Convention NPNRU");
    const code = (changes: object) => () => checkExclusion({ ...saisie, ...changes }, [existante]);
    expect(code({ acte: "ok" })).toThrow(expect.objectContaining({ code: "exclusion-acte" }));
    expect(code({ depuis: "2019-01-01" })).toThrow(expect.objectContaining({ code: "exclusion-existe" }));
    expect(code({ depuis: "2019-01-01", cle: "b" })).not.toThrow();
  });

  it("makes strategic what is empty, commercial and technical elsewhere", () => {
    expect(ventilerVacance(3, 4, true)).toEqual({ commerciale: 0, strategique: 7, technique: 0 });
    expect(ventilerVacance(3, 4, false)).toEqual({ commerciale: 3, strategique: 0, technique: 4 });
  });
});

describe("the list of the convention", () => {
  const residence = { cle: "a", nom: "A", commune: "52448", bailleur: null, bailleurNom: null, indicateurs: [] };
  const liste: ListeMixite = {
    id: 1,
    etat: "projet",
    etablieLe: "2018-10-05",
    arreteeLe: null,
    acte: null,
    methode: 1,
    enquete: "2016",
    millesime: "2017",
    lignes: [{ ...residence, origine: "methode", retenue: true, motif: null }],
  };
  const acte = { acte: " CIL du 18 décembre 2018 ", arreteeLe: "2018-12-18", aujourdhui: "2018-12-20" };

  it("is adopted by an act", () => {
    expect(checkArret(liste, acte)).toBe("CIL du 18 décembre 2018");
  });

  it.each([
    ["once", { etat: "arretee", arreteeLe: "2018-11-01" }, {}, "liste-arretee"],
    [
      "with a résidence at least",
      { lignes: liste.lignes.map((one) => ({ ...one, retenue: false })) },
      {},
      "liste-vide",
    ],
    ["not tomorrow", {}, { arreteeLe: "2018-12-21" }, "liste-date"],
    ["not before its project", {}, { arreteeLe: "2018-10-04" }, "liste-date"],
    ["with its act", {}, { acte: "CIL" }, "liste-acte"],
  ] as const)("%s", (_, of, saisie, code) => {
    expect(() => checkArret({ ...liste, ...of }, { ...acte, ...saisie })).toThrow(expect.objectContaining({ code }));
  });
});
