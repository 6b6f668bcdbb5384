import { writeFileSync } from "node:fs";
import type { Reporter, TestModule, TestRunEndReason, Vitest } from "vitest/node";
import { type Etiquette, laisseA, readTests } from "./etiquettes.ts";

type Counts = { passed: number; failed: number; skipped: number };

/** Why a test of a file with this tag may be skipped. */
const RAISONS: Partial<Record<Etiquette, string>> = {
  navigateur: "aucun Chromium : installez-en un, ou donnez son chemin par CHROMIUM_PATH",
  node: "les autres versions de Node (scripts/lignes-node) n’existent pas pour ce système, ou n’ont pas pu être installées",
  reel: "les fichiers réels (../shared/data) ne sont pas à côté du projet",
};

/**
 * The line on which `npm test` closes. `scripts/test.mjs` sums several runs: it names a file in BLAISE_TEST_COUNTS, receives the counts there,
 * and prints the line itself. A run of vitest alone prints it here.
 */
export class ClosingLine implements Reporter {
  private byName = false;

  onInit({ config }: Vitest): void {
    this.byName = config.testNamePattern !== undefined;
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[], reason: TestRunEndReason): void {
    const counts = sum([...modules.map(countModule), { passed: 0, failed: unhandled.length, skipped: 0 }]);
    const failures = modules.flatMap(listFailures);
    // An interrupted run has not run everything: it never reads as a success.
    if (reason === "interrupted" && counts.failed === 0) counts.failed = 1;
    // Nor does one that ran nothing: a filter that finds no test is a word misspelt.
    if (counts.passed + counts.failed === 0) {
      counts.failed = 1;
      failures.push("Aucun test ne répond à ce filtre : vérifiez le chemin ou le nom demandé.");
      process.exitCode = 1;
    }
    // Asked by its name, one test leaves out all the others of its file: nobody needs to be told why.
    const sauts = this.byName ? [] : [...listSkips(modules), ...listLeft()];
    const file = process.env.BLAISE_TEST_COUNTS;
    if (file) writeFileSync(file, JSON.stringify({ ...counts, failures, sauts, cas: modules.flatMap(listCas) }));
    else
      process.once("exit", () =>
        console.log(
          [
            ...sauts,
            ...failures.slice(-1),
            `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`,
          ].join("\n"),
        ),
      );
  }
}

function countModule(module: TestModule): Counts {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  for (const test of module.children.allTests()) {
    const { state } = test.result();
    if (state === "passed") counts.passed++;
    else if (state === "failed") counts.failed++;
    else counts.skipped++;
  }
  // A file that does not load, or whose beforeAll throws, holds no failed test: it is one failure all the same.
  if (!module.ok() && counts.failed === 0) counts.failed = 1;
  return counts;
}

/** Where each test that passed is written, once: a table of values, a loop over routes are one property on other values. */
function listCas(module: TestModule): string[] {
  const places = [...module.children.allTests("passed")].map(
    ({ location, fullName }) =>
      `${module.relativeModuleId}:${location ? `${location.line}:${location.column}` : fullName}`,
  );
  return [...new Set(places)];
}

/** « 12 tests sautés dans tel fichier : raison », for each file that skipped one. */
function listSkips(modules: readonly TestModule[]): string[] {
  const etiquettes = new Map(readTests().map((test) => [test.chemin, test.etiquettes]));
  return modules.flatMap((module) => {
    const skipped = [...module.children.allTests("skipped")];
    if (skipped.length === 0) return [];
    const found = (etiquettes.get(module.relativeModuleId) ?? []).map((nom) => RAISONS[nom as Etiquette]);
    const notes = skipped.map((test) => test.result()).map((result) => ("note" in result ? result.note : undefined));
    const raison = found.find(Boolean) ?? notes.find(Boolean) ?? "sans raison dite";
    return [
      `${skipped.length} ${skipped.length > 1 ? "tests sautés" : "test sauté"} dans ${module.relativeModuleId} : ${raison}.`,
    ];
  });
}

const AILLEURS = {
  ci: "à l’intégration continue (CI=true npm test)",
  preuve: "à une preuve (npm run preuve -- profondeur)",
};

/** What a whole run leaves to another, one line for each. */
function listLeft(): string[] {
  if (process.env.BLAISE_TEST_PASSAGE !== "premier") return [];
  const left = readTests().map(laisseA);
  return (["ci", "preuve"] as const).flatMap((a) => {
    const combien = left.filter((un) => un === a).length;
    return combien === 0 ? [] : [`${combien} ${combien > 1 ? "fichiers laissés" : "fichier laissé"} ${AILLEURS[a]}.`];
  });
}

/** « file > test: first lines of the message », one for each failure; a file that does not load is named by itself. */
function listFailures(module: TestModule): string[] {
  if (module.ok()) return [];
  const file = module.relativeModuleId;
  const tests = [...module.children.allTests("failed")].map(
    (test) => `${file} > ${test.fullName}\n  ${head(test.result().errors)}`,
  );
  return tests.length > 0 ? tests : [`${file}\n  ${head(module.errors())}`];
}

/** The beginning of the first error, on a few short lines: the whole of it stands where the test ran. */
function head(errors: readonly { message: string }[] | undefined): string {
  return (errors?.[0]?.message ?? "").split("\n").slice(0, 6).join("\n  ").slice(0, 800);
}

function sum(all: readonly Counts[]): Counts {
  return all.reduce((a, b) => ({
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  }));
}
