import { readFileSync } from "node:fs";
import Papa from "papaparse";
import { describe, expect, test } from "vitest";
import { verifyTexteLibre } from "#socle/regles/texte-libre/verify-texte-libre.ts";

type Phrase = { readonly texte: string; readonly categorie: string };

const PHRASES = readPhrases("phrases.csv");
const RELEVES = readPhrases("releves-cnil.csv");
const [REGLAGE, RESERVE] = [PHRASES.filter((_, i) => i % 3 !== 2), PHRASES.filter((_, i) => i % 3 === 2)];

test("600 sentences, half of them harmless, a third held out, none twice", () => {
  expect([REGLAGE.length, RESERVE.length]).toEqual([400, 200]);
  expect(PHRASES.filter(({ categorie }) => categorie === "aucune")).toHaveLength(300);
  expect(new Set(PHRASES.map(({ texte }) => texte)).size).toBe(600);
});

// The figures stand in the names, so that a run shows them whatever the verdict.
describe.each([
  ["whole set", PHRASES],
  ["part seen while tuning", REGLAGE],
  ["held-out part", RESERVE],
])("%s", (_name, phrases) => {
  const { sensibles, vues, justes, anodines, fausses } = measure(phrases);
  test(`recall ${show(vues, sensibles)} ≥ 95 %`, () => {
    expect(vues / sensibles).toBeGreaterThanOrEqual(0.95);
  });
  test(`recall in the right category ${show(justes, sensibles)} ≥ 90 %`, () => {
    expect(justes / sensibles).toBeGreaterThanOrEqual(0.9);
  });
  test(`false alarms ${show(fausses, anodines)} ≤ 5 %`, () => {
    expect(fausses / anodines).toBeLessThanOrEqual(0.05);
  });
});

test("comments that the CNIL has published are all seen, in their category", () => {
  expect(RELEVES.length).toBeGreaterThan(40);
  expect(RELEVES.filter(({ texte, categorie }) => !categoriesOf(texte).includes(categorie))).toEqual([]);
});

function readPhrases(name: string): readonly Phrase[] {
  const csv = readFileSync(new URL(name, import.meta.url), "utf8");
  return Papa.parse<Phrase>(csv, { header: true, delimiter: ";", skipEmptyLines: true }).data;
}

function categoriesOf(texte: string): readonly string[] {
  return verifyTexteLibre(texte).remarques.map(({ categorie }) => categorie);
}

function measure(phrases: readonly Phrase[]) {
  const sensibles = phrases.filter(({ categorie }) => categorie !== "aucune");
  const anodines = phrases.filter(({ categorie }) => categorie === "aucune");
  return {
    sensibles: sensibles.length,
    vues: sensibles.filter(({ texte }) => categoriesOf(texte).length > 0).length,
    justes: sensibles.filter(({ texte, categorie }) => categoriesOf(texte).includes(categorie)).length,
    anodines: anodines.length,
    fausses: anodines.filter(({ texte }) => categoriesOf(texte).length > 0).length,
  };
}

function show(part: number, total: number): string {
  return `${part}/${total} (${((part / total) * 100).toFixed(1)} %)`;
}
