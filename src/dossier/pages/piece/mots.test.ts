import { expect, test } from "vitest";
import { nommerPersonne } from "./mots.tsx";

const avec = (qualite: string, prenom: string | null = "Ana") =>
  ({ personnes: [{ rang: 1, qualite, prenom }] }) as unknown as Parameters<typeof nommerPersonne>[0];

test.each([
  ["alone with a child", avec("a-charge"), 1, ""],
  ["a spouse", avec("conjoint"), 1, "Ana"],
  ["a co-holder", avec("cotitulaire"), 1, "Ana"],
  ["another adult", avec("autre"), 1, "Ana"],
  ["without a first name", avec("conjoint", null), 1, "la personne n° 2"],
  ["the one who asks", avec("conjoint"), 0, "la personne qui demande"],
  ["nobody's", avec("conjoint"), null, ""],
])("whose paper it is: %s", (_, dossier, personne, attendu) => {
  expect(nommerPersonne(dossier, personne).replaceAll("\u00a0", " ")).toBe(attendu);
});
