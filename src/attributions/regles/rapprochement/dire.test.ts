import { describe, expect, it } from "vitest";
import { sayEffort, sayFormuleEffort, sayMotif, sayPoints, sayReste, sayTermesEffort } from "./dire-examen.ts";
import { sayPoidsLoyer, sayPourquoi } from "./dire-menage.ts";
import type { EffortExamen, Examen, FILTRES, VerdictFiltre } from "./examen.ts";

const EFFORT: EffortExamen = {
  taux: 23.4,
  bornes: null,
  loyer: 400,
  charges: 100,
  forfait: 45,
  aide: 200,
  ressources: 1500,
  seuil: 33,
};
const INCONNUE: EffortExamen = { ...EFFORT, taux: null, bornes: { min: 9.7, max: 36.3 }, aide: null };
const RIEN: EffortExamen = { ...INCONNUE, bornes: null };

describe("words of the agents", () => {
  it.each([
    [
      EFFORT,
      "23,4\u00A0%",
      /400\u00A0€ de loyer \+ 100\u00A0€ de charges \+ 45\u00A0€ de forfait − 200\u00A0€ d’aide\) ÷ 1\s500\u00A0€/,
    ],
    [INCONNUE, "entre 9,7\u00A0% et 36,3\u00A0%", /une aide de 0 € à tout le loyer/],
    [{ ...RIEN, ressources: null }, "inconnu", null],
    [{ ...RIEN, loyer: null }, "inconnu", null],
    [{ ...RIEN, charges: null }, "inconnu", null],
  ] as const)("the rate, its bounds, or that it is not known (%#)", (effort, taux, formule) => {
    expect(sayEffort(effort)).toBe(taux);
    if (formule === null) expect(sayFormuleEffort(effort)).toBeNull();
    else expect(sayFormuleEffort(effort)).toMatch(formule);
  });

  it("says the article, money by the day, points and their bounds", () => {
    expect(sayTermesEffort("2026-01-01")).toContain("Arrêté du 10 mars 2011");
    const reste = { bornes: null, uniteConso: 1.5, chargesDeclarees: 0, repere: null };
    expect(sayReste({ ...reste, valeur: 24.06 })).toBe("24,06\u00A0€ par jour");
    expect(sayReste({ ...reste, valeur: null, bornes: { min: 1, max: 2.5 } })).toContain(
      "entre 1\u00A0€ et 2,5\u00A0€",
    );
    expect(sayPoints({ grille: 1, points: 20, min: 18, max: 25 })).toBe("20\u00A0points, entre 18 et 25");
    expect(sayPoints(null)).toBe("non cotée");
  });

  it.each([
    [{ filtre: "plafond", valeur: 4626, detail: "PLUS" }, /plafond PLUS de 4\s626\u00A0€ par an/],
    [{ filtre: "plafond", valeur: null, detail: "PLAI" }, /au-dessus du plafond PLAI/],
    [{ filtre: "effort", valeur: 15, detail: null }, /15\u00A0€ par mois de trop/],
    [{ filtre: "reservation", valeur: null, detail: "action-logement" }, /Action Logement/],
    [{ filtre: "accessibilite", valeur: null, detail: "accessible-fauteuil" }, /accessible en fauteuil/],
  ] as const)("a reason says by how much: %j", (motif, attendu) => {
    expect(sayMotif({ ...motif, premier: true })).toMatch(attendu);
  });
});

const examenOf = (verdict: VerdictFiltre, effort = EFFORT): Examen => ({
  version: 1,
  jour: "2026-06-01",
  reference: null,
  ancienneteLe: "2024-02-10",
  typologies: [],
  piecesMin: null,
  composition: { personnes: 1, adultes: 1, enfants: 0 },
  nature: "acces",
  memeBailleur: "non",
  quartile: "q1",
  plafond: { financement: "PLUS", plafond: null, ressources: null, ecart: null, position: "inconnue", confiance: null },
  effort,
  resteAVivre: { valeur: null, bornes: null, uniteConso: null, chargesDeclarees: 0, repere: null },
  occupation: { surOccupe: null, sousOccupe: null, confianceSousOccupe: "B" },
  priorite: "non",
  relogement: "inconnu",
  salarie: "non",
  actionLogement: "non",
  urgence: "ordinaire",
  acces: "inconnu",
  cotation: null,
  motifs: [],
  inconnus: [],
  contrefactuels: [],
  filtres: (["typologie", "secteur", "plafond"] as const satisfies readonly (typeof FILTRES)[number][]).map(
    (filtre) => ({ filtre, verdict, manque: [] }),
  ),
});

describe("words of the household", () => {
  it("says what fits, and what does not", () => {
    expect(sayPourquoi(examenOf("passe"))).toEqual([
      "Il a la taille que vous avez demandée.",
      "Il est dans un lieu que vous acceptez.",
      "Vos ressources permettent d’habiter ce logement social.",
      "Vous attendez depuis 28\u00A0mois.",
    ]);
    expect(sayPourquoi(examenOf("echoue"))[0]).toContain("dites-le si elle ne vous convient pas");
  });

  it("says what it weighs, with the aid that is declared or without knowing it", () => {
    expect(sayPoidsLoyer(examenOf("passe"))).toContain("environ 23\u00A0% de vos ressources");
    expect(sayPoidsLoyer(examenOf("passe", INCONNUE))).toContain("entre 10\u00A0% et 36\u00A0%");
    expect(sayPoidsLoyer(examenOf("passe", RIEN))).toBeNull();
  });
});
