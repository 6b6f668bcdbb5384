import { writeFileSync } from "node:fs";
import type { Reporter, TestModule, TestRunEndReason } from "vitest/node";

type Counts = { passed: number; failed: number; skipped: number };

/**
 * The line on which `npm test` closes. `scripts/test.mjs` sums several runs: it names a file in BLAISE_TEST_COUNTS, receives the counts there,
 * and prints the line itself. A run of vitest alone prints it here.
 */
export class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[], reason: TestRunEndReason): void {
    const counts = sum([...modules.map(countModule), { passed: 0, failed: unhandled.length, skipped: 0 }]);
    // An interrupted run has not run everything: it never reads as a success.
    if (reason === "interrupted" && counts.failed === 0) counts.failed = 1;
    const file = process.env.BLAISE_TEST_COUNTS;
    if (file) writeFileSync(file, JSON.stringify({ ...counts, failures: modules.flatMap(listFailures) }));
    else
      process.once("exit", () =>
        console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`),
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
