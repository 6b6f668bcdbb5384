import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { type CategorieLocale, findCategorieLegale, listCategories } from "./categorie.ts";
import { isLabelledByAny, isLabelledOn, type Label, STATUTS_LABEL } from "./label.ts";

const codes = (jour: string, locales: readonly CategorieLocale[] = []) =>
  listCategories(jour, locales).map(({ code }) => code);

describe("the list of categories on a day", () => {
  it("has DALO first, then the letters of the code", () => {
    expect(codes("2018-10-05")).toEqual(["DALO", ..."abcdefghijkl"]);
  });

  it("has m from 9 February 2022, and no n", () => {
    expect(codes("2022-02-08")).not.toContain("m");
    expect(codes("2022-02-09").slice(-1)).toEqual(["m"]);
    expect(codes("2026-01-01")).toEqual(["DALO", ..."abcdefg", "g bis", ..."hijklm"]);
  });

  it("adds the territory's own between their two days, both included", () => {
    const locale = { code: "SDF", libelle: "Sortants", depuis: "2019-03-01", jusque: "2019-12-31", acte: "PDALHPD" };
    const has = (jour: string) => codes(jour, [locale]).includes("SDF");
    expect(["2019-02-28", "2019-03-01", "2019-12-31", "2020-01-01"].map(has)).toEqual([false, true, true, false]);
  });

  it("marks what was not read in the code as to be confirmed", () => {
    expect(listCategories("2026-01-01", []).every(({ confiance }) => confiance === "B")).toBe(true);
  });

  test.each([
    ["G-bis", "g bis"],
    ["a)", "a"],
    ["dalo", "DALO"],
    ["n", null],
    ["", null],
  ])("finds « %s »", (texte, code) => {
    expect(findCategorieLegale(texte)?.code ?? null).toBe(code);
  });
});

const label = (given: Partial<Label>): Label => ({
  labelliseLe: "2018-01-10",
  sortiLe: null,
  statut: "actif",
  ...given,
});

describe("a label on the day of a lease, 15 March 2018", () => {
  it.each<[string, Partial<Label>, "oui" | "non" | "inconnu"]>([
    ["given before", {}, "oui"],
    ["given that day", { labelliseLe: "2018-03-15" }, "oui"],
    ["given the day after", { labelliseLe: "2018-03-16" }, "non"],
    ["without a date", { labelliseLe: null }, "inconnu"],
    ["left as rehoused, three days before", { sortiLe: "2018-03-12", statut: "reloge" }, "oui"],
    ["left for another reason, before", { sortiLe: "2018-03-12", statut: "sorti" }, "non"],
    ["left for another reason, after", { sortiLe: "2018-04-12", statut: "sorti" }, "oui"],
    ["left for another reason, one knows not when", { statut: "sorti" }, "inconnu"],
    ["left before, the file does not say why", { sortiLe: "2018-03-12", statut: "inconnu" }, "inconnu"],
    [
      "left before, without the date it was given",
      { labelliseLe: null, sortiLe: "2018-03-12", statut: "sorti" },
      "non",
    ],
  ])("%s", (_, given, expected) => {
    expect(isLabelledOn(label(given), "2018-03-15")).toBe(expected);
  });
});

const jour = fc.integer({ min: 1, max: 28 }).map((day) => `2018-03-${String(day).padStart(2, "0")}`);
const anyLabel = fc.record({
  labelliseLe: fc.option(jour),
  sortiLe: fc.option(jour),
  statut: fc.constantFrom(...STATUTS_LABEL),
});

describe("whatever the lines of a household", () => {
  it("answers the same in any order, and one more line never takes a yes away", () => {
    fc.assert(
      fc.property(fc.array(anyLabel), anyLabel, jour, (labels, more, on) => {
        const answer = isLabelledByAny(labels, on);
        expect(isLabelledByAny(labels.toReversed(), on)).toBe(answer);
        if (answer === "oui") expect(isLabelledByAny([...labels, more], on)).toBe("oui");
      }),
    );
  });

  it("is never sure against a date that could be completed otherwise", () => {
    fc.assert(
      fc.property(anyLabel, jour, jour, (given, on, date) => {
        const answer = isLabelledOn(given, on);
        if (given.labelliseLe !== null || answer === "inconnu") return;
        // Filling a missing date with a day before the exit keeps a certain answer.
        const labelliseLe = given.sortiLe !== null && date > given.sortiLe ? given.sortiLe : date;
        expect(isLabelledOn({ ...given, labelliseLe }, on)).toBe(answer);
      }),
    );
  });
});
