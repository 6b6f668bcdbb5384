import { expect, it } from "vitest";
import { textOf } from "../../../../test/fixtures/pages.ts";
import type { CandidatCal } from "../../actes/cal/ports.ts";
import { TableCandidats } from "./candidats.tsx";

/** What the table reads of an examination, and no more. */
function rowOf(quartile: "q1" | "q2-4" | "inconnu"): string {
  const examen = {
    reference: "D-1",
    composition: { personnes: 3, adultes: 2, enfants: 1 },
    ancienneteLe: "2018-01-01",
    quartile,
    effort: { taux: null, bornes: null },
    resteAVivre: { valeur: null, bornes: null },
    priorite: "inconnu",
    cotation: null,
    motifs: [],
    inconnus: [],
  } as unknown as CandidatCal["examen"];
  const candidat = { examen } as unknown as CandidatCal;
  const html = TableCandidats({
    candidats: [{ candidat, nom: "Candidat 1", decompte: "", decision: null, dossier: null }],
    jour: "2018-12-03",
    enjeu: null,
  });
  return /Quartile<\/th><td[^>]*data-titre="Candidat 1"[^>]*>(.*?)<\/td>/s.exec(String(html))?.[1] ?? "";
}

it.each([
  ["q1", "1 er"],
  ["q2-4", "2 à 4"],
  ["inconnu", "inconnu"],
] as const)("says the quartile %s in its words", (quartile, dit) => {
  expect(textOf(rowOf(quartile))).toBe(dit);
});
