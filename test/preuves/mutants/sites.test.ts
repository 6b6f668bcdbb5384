import { describe, expect, it, test } from "vitest";
import { type Genre, sitesOf } from "./sites.ts";

/** The code with each defect of that kind in its place. */
const plant = (code: string, genre: Genre) =>
  sitesOf(code)
    .filter((site) => site.genre === genre)
    .map(({ debut, fin, remplacement }) => code.slice(0, debut) + remplacement + code.slice(fin));

describe("a defect of each kind is planted where it can be", () => {
  const SQL = "`select a from t\n where epci = $1\n   and jour <= $2\n   and fin is not null\n order by jour desc`";
  const CONFLIT = "`insert into t (a, b) values ($1, $2) on conflict (a) do update set a = excluded.a, b = excluded.b`";
  test.each<[Genre, string, readonly string[]]>([
    ["borne", "a < b", ["a <= b"]],
    ["egalite", "a === 3", ["a !== 3"]],
    ["inconnu", 'a.relogement === "oui"', ['a.relogement !== "non"']],
    ["inconnu", 'a.relogement !== "non"', ['a.relogement === "oui"']],
    ["constante", "f(25)", ["f(26)"]],
    ["constante", 'f("2017-01-29")', ['f("2018-01-29")']],
    ["et-ou", "a && b", ["a || b"]],
    ["garde", "function f() { if (a) return 1; return 2; }", ["function f() { ; return 2; }"]],
    ["branche", "a ? b : c", ["!(a) ? b : c"]],
    ["branche", "if (a) b();", ["if (!(a)) b();"]],
    ["exclusion", "a.filter((x) => x).map(f)", ["a.map(f)"]],
    ["arrondi", "Math.ceil(a)", ["Math.floor(a)"]],
    ["ordre", "a.toSorted(f)[0]", ["a[0]"]],
    ["colonnes", "[a, b, c]", ["[b, a, c]", "[a, c, b]"]],
    ["colonnes", "[[a, 1], [b, 2], [c, 2]]", ["[[a, 2], [b, 1], [c, 2]]"]],
    ["echappement", "escapeXml(nom)", ["nom"]],
    ["etiquette", 'jsx("label", { for: id })', ['jsx("label", { for: "autre" })']],
    [
      "condition-sql",
      SQL,
      [
        SQL.replace("\n   and jour <= $2", " "),
        SQL.replace("\n   and fin is not null", " "),
        SQL.replace("where epci = $1", "where true"),
      ],
    ],
    ["borne-sql", SQL, [SQL.replace("<=", "<"), SQL.replace("is not null", "is null")]],
    ["ordre-sql", SQL, [SQL.replace(" desc", "")]],
    ["conflit-sql", CONFLIT, [CONFLIT.replace("a = excluded.a, ", ""), CONFLIT.replace(", b = excluded.b", "")]],
  ])("%s: %s", (genre, code, mutants) => {
    expect(plant(code, genre)).toEqual(mutants);
  });

  test.each<[string, Genre, string]>([
    ["text that is not SQL", "condition-sql", "`Bonjour\n and others`"],
    ["what is imported", "constante", 'import "./2017.ts"'],
    ["two cells that are the same", "colonnes", "[a, a, a]"],
    ["a list that is asked what it holds", "colonnes", "new Set([a, b, c]).has(d) || [a, b, c].includes(d)"],
    ["a condition that has another way", "garde", "function f() { if (a) return 1; else return 2; }"],
  ])("none in %s", (_, genre, code) => {
    expect(plant(code, genre)).toEqual([]);
  });
});

it("tells what runs each time from what a module does once", () => {
  const sites = sitesOf("const a = 1; const f = () => 2;");
  expect(sites.map(({ remplacement, aChaud }) => [remplacement, aChaud])).toEqual([
    ["2", false],
    ["3", true],
  ]);
});
