import { expect, test } from "vitest";
import { Lecture } from "#socle/routes/serveur/lecture.ts";
import { LIRE_SECTION } from "./saisie.ts";

test.each([
  ["12 345,60", 12_346],
  ["12345,40", 12_345],
  ["12345", 12_345],
  ["", null],
])("a tax notice has no cents: « %s » is read %s", (ecrit, rfr) => {
  const lecture = new Lecture({ rfr: [ecrit] });
  const { reponses } = LIRE_SECTION.budget(lecture);
  expect(lecture.erreurs).toEqual([]);
  expect(reponses.budget?.rfr).toBe(rfr);
});
