import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import { readTests } from "../etiquettes.ts";
import { hashPaths } from "./empreinte.ts";
import { readFigures, renderPage } from "./etat.ts";
import { coveredBy, FIGURES } from "./figures.ts";

const LIGNES = readFigures();

/** Of the design: reliability, security, privacy, accessibility, load, observability. */
const ATTENDUES = [
  ...Array.from({ length: 12 }, (_, i) => `R${i + 1}`),
  ...Array.from({ length: 11 }, (_, i) => `S${i + 1}`),
  "P1",
  "P2",
  "A1",
  "L1",
  "L2",
  "L3",
  "O1",
];

test("each figure that is promised is in the table, once", () => {
  expect(FIGURES.map(({ id }) => id).sort()).toEqual([...ATTENDUES].sort());
});

describe.each(FIGURES.map((figure) => [figure.id, figure] as const))("%s", (_, figure) => {
  it("covers files that are there, and is proved by something", () => {
    expect(coveredBy(figure).filter((path) => !existsSync(path))).toEqual([]);
    expect((figure.suites ?? []).length + Object.keys(figure.prouver ?? {}).length).toBeGreaterThan(0);
  });

  it("runs suites that exist", () => {
    const connues = readTests().map(({ chemin }) => chemin);
    expect((figure.suites ?? []).filter((suite) => !connues.includes(suite))).toEqual([]);
  });

  it("has its result", () => {
    expect(LIGNES.find((ligne) => ligne.figure.id === figure.id)?.resultat ?? null).not.toBeNull();
  });
});

test("a change in what is covered asks for the proof again, and the page says which", () => {
  const first = LIGNES.find(({ resultat }) => resultat !== null);
  if (!first?.resultat) throw new Error("no result to judge");
  const { resultat, figure } = first;
  expect(Object.keys(hashPaths(coveredBy(figure)))).toEqual([...new Set(coveredBy(figure))].sort());
  const page = renderPage([
    { figure, resultat, etat: "a-refaire", changes: ["src/un-fichier.ts"] },
    { figure, resultat: null, etat: "absente", changes: [] },
    { figure, resultat, etat: "tenue", changes: [] },
  ]);
  expect(page).toContain("1 chiffres tenus sur 3");
  expect(page).toContain("| **à refaire** |");
  expect(page).toContain("`src/un-fichier.ts`");
  expect(page).toContain("| **absente** |");
});

test("docs/preuves/README.md is what the results say of this state of the code", () => {
  expect(readFileSync("docs/preuves/README.md", "utf8"), "npm run preuve -- etat").toBe(renderPage(LIGNES));
});
