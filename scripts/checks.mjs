import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "./install.mjs";
import { run } from "./process.mjs";

const TOOLS = {
  tsc: "node_modules/typescript/bin/tsc",
  biome: "node_modules/@biomejs/biome/bin/biome",
  knip: "node_modules/knip/bin/knip.js",
  vitest: "node_modules/vitest/vitest.mjs",
};

/**
 * The product, then what tests it: its declarations stand for it there, so that a change inside a function has no test checked again. Each keeps
 * beside the packages what it has checked. One checker: a second one holds the types of zod and hono twice.
 */
export const TYPES = [
  { name: "types du produit", tool: "tsc", args: ["-p", "tsconfig.produit.json", "--checkers", "1"] },
  { name: "types des tests", tool: "tsc", args: ["-p", "tsconfig.tests.json", "--checkers", "1"] },
  { name: "types du domaine", tool: "tsc", args: ["-p", "tsconfig.domain.json"] },
  { name: "types des îlots", tool: "tsc", args: ["-p", "tsconfig.islands.json"] },
];
export const LINT = { name: "Biome", tool: "biome", args: ["ci", "--error-on-warnings"] };
export const UNUSED = { name: "knip", tool: "knip", args: [] };

/** What a whole run has counted so far. A check that fails (types, lint…) is one failure; one that passes is not a test. */
export class Tally {
  passed = 0;
  failed = 0;
  skipped = 0;
  failures = [];
  sauts = [];
  /** Where the tests that passed are written: what is repeated on other values, or on another engine, is there once. */
  cas = new Set();

  add(counts) {
    this.passed += counts.passed;
    this.failed += counts.failed;
    this.skipped += counts.skipped;
    this.failures.push(...(counts.failures ?? []));
    this.sauts.push(...(counts.sauts ?? []));
    for (const cas of counts.cas ?? []) this.cas.add(cas);
  }

  /**
   * Prints what failed and what was skipped, once more and together (a whole run is thousands of lines), then the closing line, and leaves.
   * What runs for everybody (CI) has all that its tests need: one that is skipped there proves nothing, and is a failure.
   */
  close() {
    if (process.env.CI === "true" && this.skipped > 0) {
      this.failed++;
      this.failures.push("Des tests ont été sautés en intégration continue.");
    }
    if (this.sauts.length > 0) console.log(`\nCe qui n’a pas été exécuté :\n${this.sauts.join("\n")}`);
    if (this.failures.length > 0) console.log(`\nÉchecs :\n${this.failures.join("\n")}`);
    if (this.cas.size > 0)
      console.log(
        `\n${this.cas.size} cas différents : ce qui répète une propriété sur d’autres valeurs compte une fois.`,
      );
    console.log(`\n${line(this)}`);
    process.exit(this.failed > 0 ? 1 : 0);
  }
}

export function line({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** Runs one check and counts its failure. Returns true when it passes. */
export async function check(tally, { name, tool, args }) {
  console.log(`— ${name}`);
  const code = await run(process.execPath, [join(ROOT, TOOLS[tool]), ...args], { cwd: ROOT });
  if (code === 0) return true;
  console.error(`Échec : ${name} (code ${code}).`);
  tally.failed++;
  tally.failures.push(name);
  return false;
}

/** One after the other; true when all of them pass. */
export async function checkAll(tally, steps) {
  let passed = true;
  for (const step of steps) passed = (await check(tally, step)) && passed;
  return passed;
}

/** Runs vitest once and returns its counts. A run that dies without counting is a failure. */
export async function runTests(args, env = {}) {
  const folder = mkdtempSync(join(tmpdir(), "blaise-tests-"));
  const file = join(folder, "counts.json");
  try {
    const code = await run(process.execPath, [join(ROOT, TOOLS.vitest), ...args], {
      cwd: ROOT,
      env: { ...process.env, TZ: "Pacific/Auckland", ...env, BLAISE_TEST_COUNTS: file },
    });
    const counts = readCounts(file);
    if (code !== 0 && counts.failed === 0) counts.failed = 1;
    return counts;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readCounts(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
