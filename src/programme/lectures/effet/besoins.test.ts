import { describe, expect, test } from "vitest";
import type { CompteDemande } from "#observatoire/lectures/demande/ports.ts";
import { figureRessources, figureTypes, type MatiereBesoins } from "./besoins.ts";

const compte = (axe: CompteDemande["axe"], cle: string, nombre: number) =>
  ({ axe, cle, ancienne: "non", signalee: "non", nombre, jours: 0 }) as CompteDemande;

const MATIERE: MatiereBesoins = {
  cadre: {
    comptes: [
      compte("typologie", "T3", 160),
      compte("typologie", "inconnu", 6),
      compte("plafond", "plai", 120),
      compte("plafond", "plus", 40),
      compte("plafond", "inconnu", 6),
    ],
    total: 166,
    reference: "2017-12-31",
    delai: 9,
    silence: 6,
    filtre: "",
    source: "SNE",
    communes: new Map(),
  },
  baux: [
    {
      axe: "typologie",
      cle: "T3",
      situation: "qpv",
      quartile: "q1",
      ressources: "positives",
      relogement: "non",
      nombre: 100,
    },
  ],
  groupes: [
    {
      bailleur: null,
      commune: "52448",
      situation: "qpv",
      financement: null,
      periode: "inconnue",
      pieces: 3,
      modes: 10,
      cellules: { surfaces: [60], loyers: [300], nombres: [40], vacants: [30] },
    },
  ],
  millesime: "2017",
  croissance: null,
  mois: 12,
};

describe("needs", () => {
  test("by type: late demandes over six years, less the vacant dwellings; those without a type in the bounds", () => {
    const t3 = figureTypes(MATIERE).lignes.find(({ cle }) => cle === "T3")?.cellules;
    expect(t3).toMatchObject({
      attente: { valeur: 19.2 },
      vacants: { valeur: 30 },
      brut: { valeur: 10, bornes: [10, 11] },
      net: { valeur: 5, bornes: [5, 6] },
    });
  });

  test("without a file that tells vacancy, the net need is unknown, between none and the gross one", () => {
    const t3 = figureTypes({ ...MATIERE, groupes: [] }).lignes.find(({ cle }) => cle === "T3")?.cellules;
    expect(t3?.net).toEqual({ valeur: null, manque: "inconnu", bornes: [0, 11] });
  });

  test("by resources: shared by the known, and its hypotheses are dated", () => {
    const { lignes, methode } = figureRessources(MATIERE);
    expect(lignes.find(({ cle }) => cle === "plai")?.cellules).toMatchObject({ part: { valeur: 0.75 } });
    expect(lignes.find(({ cle }) => cle === "inconnu")?.cellules).toMatchObject({ net: { manque: "inconnu" } });
    expect(methode.definition.join(" ")).toMatch(/Hypothèses du 1er janvier 2026/);
  });
});
