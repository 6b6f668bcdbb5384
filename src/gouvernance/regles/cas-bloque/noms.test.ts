import { expect, test } from "vitest";
import { findNoms } from "./noms.ts";

test.each([
  ["Mme Martin attend depuis trois ans", ["Mme Martin"], ["Martin"]],
  // After the full stop of its title, a name looks like the beginning of a sentence.
  ["Voir avec M. Dupont", ["M. Dupont"], []],
  ["la famille Ben Ali", ["famille Ben"], ["Ben", "Ali"]],
  ["monsieur DURAND a refusé", ["monsieur DURAND"], ["DURAND"]],
  ["Logement à la résidence Vert-Bois", [], ["Vert-Bois"]],
  ["M. le maire est prévenu", [], []],
  ["Le ménage cherche un T3 hors QPV, dossier au CCAS. Dette soldée.", [], []],
  ["PLAI demandé. Accord de la CAF (APL).", [], []],
] as const)("« %s »", (texte, personnes, majuscules) => {
  expect(findNoms(texte)).toEqual({ personnes, majuscules });
});
