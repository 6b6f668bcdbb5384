import { describe, expect, it } from "vitest";
import type { ComptePrioritaire } from "#droit/regles/publics-prioritaires.ts";
import { decompteQuart } from "../../images/publics-tables.ts";
import { measureQuart, sayQuarts } from "./constat-quart.ts";

const cellule = (
  prioritaire: ComptePrioritaire["prioritaire"],
  nombre: number,
  more: Partial<ComptePrioritaire> = {},
) =>
  ({
    contingent: "COLACT",
    prioritaire,
    dalo: prioritaire === "inconnu" ? "inconnu" : "non",
    nombre,
    ...more,
  }) as ComptePrioritaire;
const measure = (comptes: readonly ComptePrioritaire[], enCours = false) =>
  measureQuart(comptes, { contingent: "COLACT", annee: 2019, enCours });

describe("a year of which a quarter is missing", () => {
  const manque = [cellule("oui", 2), cellule("non", 78)];

  it("is judged once it is whole, and lacks nothing before", () => {
    expect(measure(manque)).toMatchObject({ verdict: "non-atteint", manque: 18 });
    expect(measure(manque, true)).toMatchObject({ verdict: "en-cours", manque: null, trancher: null, attendu: 20 });
  });

  it("says that it is under way where it would have said what is missing", () => {
    expect(measure(manque).phrase).toMatch(/il en manque 18\.$/);
    expect(measure(manque, true).phrase).toMatch(/il en faut 20 \(25\s%\) : en cours\.$/);
  });
});

describe("what nobody wrote", () => {
  const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ");

  it("is never 0: none is known to be of a priority public, all may be", () => {
    const { phrase } = measure([cellule("inconnu", 152)]);
    expect(plain(phrase)).toContain("entre 0 et 152 des 152 attributions à un public DALO ou prioritaire");
    expect(plain(phrase)).not.toMatch(/\(0,0 %\)/);
  });

  it("is said of a contingent that no lease is known to be on", () => {
    const inconnus = measure([cellule("inconnu", 152, { contingent: "inconnu" })]);
    expect(plain(inconnus.phrase)).toBe(
      "Action Logement : aucune attribution connue sur ces logements ; avec 152 contingents non renseignés, il y en a entre 0 et 152.",
    );
    expect(decompteQuart(inconnus)).toEqual({
      attributions: "0 à 152",
      prioritaires: "0 à 152",
      dalo: "0 à 152",
      attendu: "0 à 38",
    });
  });

  it("is a line that was not read too", () => {
    const constat = measureQuart([cellule("oui", 25), cellule("non", 75)], {
      contingent: "COLACT",
      annee: 2019,
      enCours: false,
      nonLues: 8,
    });
    expect(constat).toMatchObject({ assiette: 100, realise: 25, rejetees: 8, verdict: "indecidable" });
    expect(plain(constat.phrase)).toContain("avec 8 lignes rejetées et non lues, la part est entre 23,1 % et 30,6 %");
  });
});

describe("leases that the file may have already", () => {
  it("are in no count, and widen the bounds", () => {
    const doubles = [cellule("oui", 10, { doublePossible: true, dalo: "oui" })];
    const constat = measure([cellule("oui", 20), cellule("non", 80), ...doubles]);
    expect(constat).toMatchObject({ assiette: 100, realise: 20, dalo: 0, contingentInconnu: 0, doublons: 10 });
    expect(constat.bornes).toEqual([0.2, 30 / 110]);
    expect(constat.verdict).toBe("indecidable");
    expect(constat.phrase).toMatch(/avec 10\sbaux signés dans Blaise et peut-être déjà dans le fichier, la part est/);
  });
});

describe("leases whose right nobody wrote", () => {
  it.each([
    [1, "1 contingent non renseigné, la part"],
    [2, "2 contingents non renseignés, la part"],
  ])("%i: said, in the number that is theirs", (nombre, dit) => {
    const inconnus = cellule("oui", nombre, { contingent: "inconnu" });
    const { phrase, contingentInconnu } = measure([cellule("oui", 20), cellule("non", 80), inconnus]);
    expect(contingentInconnu).toBe(nombre);
    expect(phrase.replaceAll("\u00A0", " ")).toContain(`avec ${dit}`);
  });
});

describe("several of them in one sentence", () => {
  const atteint = measure([cellule("oui", 20)]);
  const manque = measure([cellule("non", 20)]);
  const indecidable = measure([cellule("inconnu", 20)]);
  const say = (...constats: Parameters<typeof sayQuarts>[0]) =>
    sayQuarts(constats, ["bailleur", "bailleurs"]).replaceAll("\u00A0", " ");

  it("counts those who reach it, who miss it and who cannot be told, each apart", () => {
    expect(say(atteint, manque, manque, indecidable)).toBe(
      "1 bailleur atteint le quart, 2 ne l’atteignent pas, 1 est indécidable",
    );
    expect(say(manque)).toBe("0 bailleur atteint le quart, 1 ne l’atteint pas");
  });

  it("judges nobody before the end of the year", () => {
    expect(say(measure([cellule("oui", 20)], true), measure([cellule("non", 20)], true))).toBe(
      "2 bailleurs comptés à ce jour, rien n’est jugé avant la fin de l’année",
    );
  });
});
