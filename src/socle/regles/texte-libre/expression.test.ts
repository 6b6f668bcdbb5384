import { expect, test } from "vitest";
import { matchAt, parseExpressions } from "./expression.ts";
import { splitMots } from "./mots.ts";

test.each([
  ["malad*", "maladie", 1],
  ["malad*", "mal", null],
  ["sourd", "SOURDES", 1],
  ["sourd", "sourdine", null],
  ["rn!", "RN", 1],
  ["rn!", "RNE", null],
  ["mal ~ dos", "mal au dos", 3],
  ["mal ~ dos", "mal de son dos", 4],
  ["mal ~ dos", "mal, dos", null],
  ["fauteuil roulant", "fauteuil-roulant", 2],
  ["fauteuil roulant", "fauteuil. Roulant", null],
  ["coeur|rein fragile", "Cœur fragile", 2],
  ["sante", "sante\u0301", 1],
  ["rue ~ _", "rue de la Paix", 4],
  ["peut _ marcher", "peut plus marcher", 3],
])("« %s » on « %s » ends at %s", (expression, texte, end) => {
  expect(parseExpressions(expression).map((parsed) => matchAt(splitMots(texte), 0, parsed))).toEqual([end]);
});

test("an accent or a capital in a table is a defect", () => {
  expect(() => parseExpressions("santé")).toThrow("Not an expression");
});

test("a word keeps its place in the text", () => {
  expect(splitMots("Œuvre, d’été").map(({ debut, fin, plie, coupe }) => [debut, fin, plie, coupe])).toEqual([
    [0, 5, "oeuvre", false],
    [7, 8, "d", true],
    [9, 12, "ete", false],
  ]);
});
