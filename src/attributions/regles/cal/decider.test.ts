import { describe, expect, test } from "vitest";
import { checkDecisions, type DecisionSaisie, type LogementADecider } from "./decider.ts";
import { DECISIONS_CAL } from "./decision.ts";
import { writeLettre } from "./lettre.ts";
import { MOTIFS_CAL, motifOf, motifsPour } from "./motif.ts";
import { depouiller } from "./vote.ts";

const JOUR = "2026-11-28";
const RIEN = { rang: null, motif: null, precision: null, piece: null, methode: null } as const;
const attribution = (candidature: number, rang: number): DecisionSaisie => ({
  ...RIEN,
  candidature,
  decision: "attribution",
  rang,
});
const refus = (candidature: number, plus: Partial<DecisionSaisie> = {}): DecisionSaisie => ({
  ...RIEN,
  candidature,
  decision: "non-attribution",
  motif: "composition",
  ...plus,
});

const sansVote = depouiller([], null);
const pour = depouiller([{ membre: 1, sens: "attribution", rang: null }], null);
const logement = (plus: Partial<LogementADecider> = {}): LogementADecider => ({
  mode: "presentiel",
  jour: JOUR,
  examenDemande: false,
  methodes: [2],
  candidats: [1, 2, 3].map((id) => ({ id, libelle: `candidat ${id}`, vote: sansVote })),
  ...plus,
});

describe("deciding a dwelling", () => {
  test.each([
    ["ranks without a hole", [attribution(1, 2), attribution(2, 1), refus(3)]],
    ["nobody", [refus(1), refus(2), refus(3)]],
    [
      "under condition, in the ranks",
      [{ ...attribution(1, 1), decision: "sous-condition", piece: "salaires" }, attribution(2, 2), refus(3)],
    ],
    ["balance, with the method", [attribution(1, 1), refus(2, { motif: "desequilibre", methode: 2 }), refus(3)]],
  ] as const)("%s is allowed", (_, decisions) => {
    expect(() => checkDecisions(logement(), decisions)).not.toThrow();
  });

  test.each([
    ["cal-decision-incomplete", logement(), [attribution(1, 1), refus(2)]],
    ["cal-decision-incomplete", logement(), [attribution(1, 1), refus(2), refus(2)]],
    ["cal-decision-incomplete", logement(), [attribution(1, 1), refus(2), refus(3), refus(4)]],
    ["cal-rang", logement(), [attribution(1, 2), refus(2), refus(3)]],
    ["cal-rang", logement(), [attribution(1, 1), attribution(2, 1), refus(3)]],
    ["cal-rang", logement(), [attribution(1, 1), attribution(2, 3), refus(3)]],
    ["cal-rang", logement(), [attribution(1, 1), refus(2, { rang: 2 }), refus(3)]],
    ["cal-motif", logement(), [attribution(1, 1), refus(2, { motif: null }), refus(3)]],
    ["cal-motif", logement(), [attribution(1, 1), refus(2, { motif: "piece-attendue" }), refus(3)]],
    ["cal-piece", logement(), [{ ...attribution(1, 1), decision: "sous-condition" }, refus(2), refus(3)]],
    ["cal-methode", logement(), [attribution(1, 1), refus(2, { motif: "desequilibre" }), refus(3)]],
    ["cal-methode", logement(), [attribution(1, 1), refus(2, { motif: "desequilibre", methode: 9 }), refus(3)]],
    ["cal-vote", logement({ mode: "asynchrone" }), [attribution(1, 1), refus(2), refus(3)]],
    ["cal-examen", logement({ mode: "asynchrone", examenDemande: true }), [attribution(1, 1), refus(2), refus(3)]],
    ["cal-vote", logement({ candidats: [{ id: 1, libelle: "x", vote: pour }] }), [refus(1)]],
  ] as const)("%s", (code, quoi, decisions) => {
    expect(() => checkDecisions(quoi, decisions as readonly DecisionSaisie[])).toThrow(
      expect.objectContaining({ code }),
    );
  });

  test("a report is always open", () => {
    const reports = [1, 2, 3].map((id) => refus(id, { decision: "report", motif: "examen-en-seance" }));
    expect(() => checkDecisions(logement({ mode: "asynchrone", examenDemande: true }), reports)).not.toThrow();
  });
});

describe("reasons and letters", () => {
  test("each reason serves a decision, and each decision but an attribution has some", () => {
    expect(MOTIFS_CAL.filter((code) => motifOf(code, JOUR).pour.length === 0)).toEqual([]);
    expect(DECISIONS_CAL.map((decision) => motifsPour(decision, JOUR).length > 0)).toEqual([
      false,
      false,
      true,
      true,
      true,
    ]);
  });

  const lettre = (decision: DecisionSaisie) =>
    writeLettre({ decision, logement: "T3, 12 rue de l’Essai", bailleur: "l’office", jour: JOUR }).join(" ");

  test.each([
    [attribution(1, 1), /Elle vous attribue ce logement\. .*10 jours/],
    [attribution(1, 2), /rang 2/],
    [refus(1), /parce que la taille de ce logement ne correspond pas/],
    [refus(1, { precision: "Un T4 serait adapté." }), /Un T4 serait adapté\. Vous pouvez demander/],
    [{ ...attribution(1, 1), decision: "sous-condition", piece: "salaires" }, /à une condition/],
    [refus(1, { decision: "irrecevabilite", motif: "conditions-acces" }), /avertissement/],
    [refus(1, { decision: "report", motif: "piece-attendue" }), /pas encore décidé/],
  ] as const)("%j", (decision, mots) => {
    expect(lettre(decision as DecisionSaisie)).toMatch(mots);
  });

  test("a letter speaks of no other household", () => {
    for (const motif of motifsPour("non-attribution", JOUR)) {
      expect(lettre(refus(1, { motif }))).not.toMatch(/candidat \d|undefined|null/);
    }
  });
});
