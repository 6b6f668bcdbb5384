import { expect, it, test } from "vitest";
import type { BilanEntretien } from "../lectures/entretien/bilan-entretien.ts";
import { lignesOfBilan, motifsOfBilan } from "./entretien-document.ts";

const INCONNU = "non connu : à compléter";
const BILAN = {
  entretien: { reponses: { souhaits: { typologies: ["T3", "T4"], besoins: [] }, emploi: { employeurSiret: null } } },
  typologie: "T3",
  communes: ["Saint-Dizier", "Wassy"],
  actionLogement: "inconnu",
  rapide: false,
  eligibilite: { annee: 2026, lignes: [] },
  budget: {
    effort: { part: 0.3, loyer: 420 },
    reste: { parJour: 10, bornes: [300, 380] },
    chargesConnues: true,
  },
  motifs: [],
  motifsInconnus: 0,
} as unknown as BilanEntretien;

const sayOf = (terme: string, given: object = {}) =>
  lignesOfBilan({ ...BILAN, ...given })
    .find((ligne) => ligne.terme.startsWith(terme))
    ?.valeur.replaceAll(/[\u00a0\u202f]/g, " ");

test.each([
  ["Communes", {}, "Saint-Dizier et Wassy"],
  ["Communes", { communes: [] }, INCONNU],
  ["Taille conseillée", {}, "T3, au moins"],
  ["Taille conseillée", { typologie: null }, INCONNU],
  ["Taille souhaitée", {}, "T3, T4"],
  ["Taille souhaitée", { entretien: { reponses: {} } }, INCONNU],
  ["Plafonds", {}, INCONNU],
  ["Action Logement", { actionLogement: "inconnu" }, INCONNU],
  ["Action Logement", { actionLogement: "non" }, "non"],
  ["Action Logement", { actionLogement: "oui" }, "bénéficiaire, SIRET à demander"],
  [
    "Action Logement",
    { actionLogement: "oui", entretien: { reponses: { emploi: { employeurSiret: "12345678900011" } } } },
    "bénéficiaire, SIRET 12345678900011",
  ],
  ["Filière rapide", {}, "non"],
  ["Filière rapide", { rapide: true }, "oui : mobilité ou meublé, à loger en quelques jours"],
  ["Loyer et charges", {}, "420 € au plus, avant aide au logement (à confirmer)"],
  ["Loyer et charges", { budget: { ...BILAN.budget, effort: { part: 0.3, loyer: null } } }, INCONNU],
  ["En gardant", {}, "de 300 € à 380 € selon l’âge des enfants, avant aide au logement (à confirmer)"],
  [
    "En gardant",
    { budget: { ...BILAN.budget, reste: { parJour: 10, bornes: [300, 300] }, chargesConnues: false } },
    "300 € au plus, avant aide au logement, crédits non connus (à confirmer)",
  ],
  ["En gardant", { budget: { ...BILAN.budget, reste: { parJour: 10, bornes: null } } }, INCONNU],
])("%s, %j", (terme, given, attendu) => {
  expect(sayOf(terme, given)).toBe(attendu);
});

it("needs are said when there are some", () => {
  expect(sayOf("Besoins")).toBeUndefined();
});

test.each([
  [0, []],
  [1, ["1 motif pas encore su"]],
  [2, ["2 motifs pas encore sus"]],
])("grounds that nobody told: %i", (motifsInconnus, attendus) => {
  const lignes = motifsOfBilan({ ...BILAN, motifsInconnus }).map(({ valeur }) => valeur.replaceAll("\u00a0", " "));
  expect(lignes).toEqual(attendus);
});
