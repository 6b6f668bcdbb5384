import { expect, it } from "vitest";
import { saisieOf, writeNombre, writeTexte } from "./saisie.ts";

it("reads a form, boxes of one name together, files as nothing; writes what is known", () => {
  expect(saisieOf({ a: "1", b: ["2", "3"], c: new File([], "x") })).toEqual({ a: ["1"], b: ["2", "3"], c: [""] });
  expect([writeNombre(412.5), writeNombre(0), writeNombre(null)]).toEqual([["412,5"], ["0"], []]);
  expect([writeTexte("a"), writeTexte(null)]).toEqual([["a"], []]);
});
