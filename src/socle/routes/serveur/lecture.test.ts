import { describe, expect, it, test } from "vitest";
import { Lecture, saisieOf, writeNombre, writeTexte } from "./lecture.ts";

const AUJOURDHUI = "2026-03-10";

/** What is read of one field, and the fields that are wrong. */
function read<T>(
  valeur: string,
  lire: (lecture: Lecture) => T,
): { readonly lu: T; readonly fautes: readonly string[] } {
  const lecture = new Lecture({ champ: [valeur] });
  const lu = lire(lecture);
  return { lu, fautes: lecture.erreurs.map(({ champ, message }) => `${champ}: ${message}`) };
}

describe("a day", () => {
  test.each([
    ["1900-01-01", "1900-01-01"],
    ["2199-12-31", "2199-12-31"],
    ["2024-02-29", "2024-02-29"],
    [" 2026-03-10 ", "2026-03-10"],
    ["", null],
  ])("%j is %j", (valeur, jour) => {
    expect(read(valeur, (l) => l.dayOrNull("champ", "Départ"))).toEqual({ lu: jour, fautes: [] });
  });

  test.each(["1899-12-31", "2200-01-01", "2023-02-29", "10/03/2026", "demain"])("%j is none", (valeur) => {
    const { lu, fautes } = read(valeur, (l) => l.dayOrNull("champ", "Départ"));
    expect([lu, fautes]).toEqual([null, ["champ: Départ\u00A0: écrivez une date qui existe."]]);
  });

  test.each([
    ["2026-03-10", "2026-03-10", []],
    ["2026-03-11", AUJOURDHUI, ["champ: Départ\u00A0: le 11 mars 2026 n’est pas encore passé."]],
    ["", AUJOURDHUI, ["champ: Départ\u00A0: donnez la date, jour, mois et année."]],
    ["hier", AUJOURDHUI, ["champ: Départ\u00A0: écrivez une date qui existe."]],
  ])("that has come: %j", (valeur, lu, fautes) => {
    expect(read(valeur, (l) => l.day("champ", "Départ", AUJOURDHUI))).toEqual({ lu, fautes });
  });
});

describe("a number", () => {
  test.each([
    ["0", 0],
    ["1\u202f234,50 €", 1234.5],
    ["100000", 100_000],
    ["412.5", 412.5],
    ["", null],
  ])("amount %j is %j", (valeur, nombre) => {
    expect(read(valeur, (l) => l.amount("champ", "Loyer"))).toEqual({ lu: nombre, fautes: [] });
  });

  test.each(["100000,01", "-1", "1,234", "beaucoup"])("amount %j is none", (valeur) => {
    const { lu, fautes } = read(valeur, (l) => l.amount("champ", "Loyer"));
    expect([lu, fautes.length]).toEqual([null, 1]);
  });

  it("is more than nothing when it must be", () => {
    expect(read("0,00", (l) => l.amount("champ", "Surface", { positif: true })).fautes).toHaveLength(1);
    expect(read("0,01", (l) => l.amount("champ", "Surface", { positif: true })).lu).toBe(0.01);
  });

  test.each([
    ["1", 1, 0],
    ["99", 99, 0],
    ["", null, 0],
    ["0", null, 1],
    ["100", null, 1],
    ["1,5", null, 1],
  ])("whole from 1: %j is %j", (valeur, nombre, fautes) => {
    const found = read(valeur, (l) => l.whole("champ", "Personnes", 1));
    expect([found.lu, found.fautes.length]).toEqual([nombre, fautes]);
  });

  test.each([
    ["7", 7],
    ["999999999", 999_999_999],
    ["1000000000", -1],
    ["", -1],
    ["-7", -1],
  ])("written by the form: %j is %j", (valeur, nombre) => {
    expect(read(valeur, (l) => l.hidden("champ")).lu).toBe(nombre);
  });
});

describe("a choice", () => {
  test.each([
    ["b", "b", 0],
    ["", "a", 1],
    ["c", "a", 1],
  ])("of a list: %j", (valeur, lu, fautes) => {
    const found = read(valeur, (l) => l.choice("champ", "Sens", ["a", "b"]));
    expect([found.lu, found.fautes.length]).toEqual([lu, fautes]);
  });

  test.each([
    ["b", "b", 0],
    ["", null, 0],
    ["c", null, 1],
  ])("that one may not make: %j", (valeur, lu, fautes) => {
    const found = read(valeur, (l) => l.choiceOrNull("champ", "Sens", ["a", "b"]));
    expect([found.lu, found.fautes.length]).toEqual([lu, fautes]);
  });

  it("of several is in the order of the list, without what is not in it", () => {
    expect(new Lecture({ champ: ["c", "x", "a"] }).several("champ", ["a", "b", "c"])).toEqual(["a", "c"]);
  });
});

describe("a text", () => {
  it("is asked for, trimmed, its lines ended as ours; one that is too long is not cut", () => {
    expect(read("  a\r\nb ", (l) => l.text("champ", "Motif"))).toEqual({ lu: "a\nb", fautes: [] });
    expect(read("  ", (l) => l.text("champ", "Motif"))).toEqual({
      lu: "",
      fautes: ["champ: Motif\u00A0: écrivez-le."],
    });
    expect(read("abc", (l) => l.textOrNull("champ", 3))).toEqual({ lu: "abc", fautes: [] });
    const { lu, fautes } = read("abcd", (l) => l.textOrNull("champ", 3));
    expect([lu, fautes]).toEqual(["abcd", ["champ: Texte trop long\u00A0: 3 caractères au plus. Raccourcissez-le."]]);
  });
});

it("keeps every mistake, in the order of the fields", () => {
  const lecture = new Lecture({ un: ["x"], deux: ["y"] });
  lecture.dayOrNull("un", "Un");
  lecture.amount("deux", "Deux");
  expect(lecture.erreurs.map(({ champ }) => champ)).toEqual(["un", "deux"]);
});

it("reads a form, boxes of one name together, files as nothing; writes what is known", () => {
  expect(saisieOf({ a: "1", b: ["2", "3"], c: new File([], "x") })).toEqual({ a: ["1"], b: ["2", "3"], c: [""] });
  expect([writeNombre(412.5), writeNombre(0), writeNombre(null)]).toEqual([["412,5"], ["0"], []]);
  expect([writeTexte("a"), writeTexte(null)]).toEqual([["a"], []]);
});
