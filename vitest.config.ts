import { existsSync } from "node:fs";
import { defineConfig } from "vitest/config";
import { ClosingLine } from "./test/reporter.ts";

// Far from Paris: a rule that reads the clock of the machine, or a date that goes through local time, shows at once.
process.env.TZ ??= "Pacific/Auckland";

const DATABASE = ["**/*.db.test.ts", "**/*.db.test.tsx", "test/faults/**/*.test.ts"];
const BROWSER = ["test/e2e/**/*.test.ts"];
const EXCLUDED = ["node_modules/**", "dist/**", "var/**"];

// What these prove is in pages, files and readers: the second passage, on another version of the engine, changes nothing in it.
const SANS_MOTEUR =
  process.env.BLAISE_TEST_PASSAGE === "moteur"
    ? ["test/canaris/**", "test/corpus/**", "test/injection/{cellules,classeurs}.db.test.ts"]
    : [];

// One PostgreSQL for the whole run, started only when a test of the database or of the browser is asked for.
const globalSetup = existsSync("test/global-setup.ts") ? ["test/global-setup.ts"] : [];

export default defineConfig({
  test: {
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 30_000,
    // The first that asks loads the whole demonstration: a minute on a busy machine of two cores.
    hookTimeout: 240_000,
    setupFiles: ["test/setup.ts"],
    reporters: ["default", new ClosingLine()],
    projects: [
      {
        extends: true,
        test: { name: "unit", include: ["**/*.test.{ts,tsx}"], exclude: [...EXCLUDED, ...DATABASE, ...BROWSER] },
      },
      {
        extends: true,
        test: { name: "db", include: DATABASE, exclude: [...EXCLUDED, ...BROWSER, ...SANS_MOTEUR], globalSetup },
      },
      { extends: true, test: { name: "browser", include: BROWSER, exclude: EXCLUDED, globalSetup } },
    ],
  },
});
