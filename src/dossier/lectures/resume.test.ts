import { expect, test } from "vitest";
import type { PersonneDossier } from "../regles/reponses.ts";
import type { DossierOuvert } from "./lire-dossier.ts";
import { resumer } from "./resume.ts";

const NOMS = { communes: new Map(), bailleurs: new Map() };
const personne = (rang: number, qualite: PersonneDossier["qualite"]): PersonneDossier => ({
  rang,
  qualite,
  lien: null,
  nom: "Exemple",
  prenom: `Personne ${rang}`,
  naissance: "2015-01-01",
});

const dossierOf = (personnes: readonly PersonneDossier[], repondue = true) =>
  ({ personnes, reponses: { repondues: repondue ? { "menage/composition": 1 } : {} } }) as unknown as DossierOuvert;

test.each([
  ["nobody has answered", dossierOf([], false), []],
  ["alone", dossierOf([]), ["Avec vous"]],
  ["with one person", dossierOf([personne(1, "a-charge")]), ["Personne 1"]],
  ["with two", dossierOf([personne(1, "conjoint"), personne(2, "a-charge")]), ["Personne 1", "Personne 2"]],
])("who lives there: %s", (_, dossier, attendus) => {
  const lignes = resumer("menage/composition", dossier, NOMS);
  expect(lignes).toHaveLength(attendus.length);
  for (const [rang, attendu] of attendus.entries()) expect(lignes[rang]?.terme).toContain(attendu);
  if (attendus[0] === "Avec vous") expect(lignes[0]?.valeur).toBe("personne");
});
