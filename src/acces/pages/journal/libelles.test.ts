import { expect, test } from "vitest";
import { formatMotif, formatObjet } from "./libelles.ts";

test.each([
  ["lot:12", "lot 12"],
  ["compte:3", "Alix Martin"],
  ["compte:31", "compte 31"],
])("%s is shown as %s", (objet, shown) => {
  expect(formatObjet(objet, [{ compte: 3, nom: "Alix Martin" }])).toBe(shown);
});

test.each([
  ["connexion", "cle-acces", "clé d’accès"],
  ["connexion", "inconnu", "inconnu"],
  ["habilitation-accordee", "lien", "lien"],
  ["connexion", null, "–"],
])("the reason of %s, %s, is shown as %s", (acte, motif, shown) => {
  expect(formatMotif({ acte, motif })).toBe(shown);
});
