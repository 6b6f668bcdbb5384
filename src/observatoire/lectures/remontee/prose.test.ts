import { expect, it, test } from "vitest";
import { Refus } from "#socle/regles/shared/refus.ts";
import { cleanProse } from "./prose.ts";

const codeOf = (texte: string, relu = false) => {
  try {
    return cleanProse(texte, "Ce qui a été vu", relu);
  } catch (error) {
    return error instanceof Refus ? error.code : String(error);
  }
};

test.each([
  ["Encombrants devant l’entrée B depuis trois semaines", "Encombrants devant l’entrée B depuis trois semaines"],
  ["  besoin d’accompagnement signalé par le gardien \r\n", "besoin d’accompagnement signalé par le gardien"],
  ["   ", null],
  // The signed document's own example reveals somebody's health.
  ["Présence d’une personne en fragilité psychique", "texte-sante"],
  ["Un locataire malade au 3e étage", "texte-sante"],
  ["Le 1 85 05 78 006 084 91 se plaint du bruit", "texte-nir"],
  ["Appeler le 06 39 98 12 47", "remontee-a-relire"],
  ["x".repeat(501), "texte-longueur"],
])("« %s »", (texte, expected) => {
  expect(codeOf(texte)).toBe(expected);
});

it("keeps a warning that was read, never somebody's health or number", () => {
  expect(codeOf("Appeler le 06 39 98 12 47", true)).toBe("Appeler le 06 39 98 12 47");
  expect(codeOf("Présence d’une personne en fragilité psychique", true)).toBe("texte-sante");
  expect(codeOf("Le 1 85 05 78 006 084 91 se plaint du bruit", true)).toBe("texte-nir");
});

it("says which word of the vocabulary to take instead", () => {
  expect(() => cleanProse("fragilité psychique", "Ce qui a été vu", false)).toThrow("« Besoin d’accompagnement »");
});
