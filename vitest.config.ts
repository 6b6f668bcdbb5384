import { existsSync, readdirSync, readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { Couts } from "./test/couts.ts";
import { ClosingLine } from "./test/reporter.ts";

// Far from Paris: a rule that reads the clock of the machine, or a date that goes through local time, shows at once.
process.env.TZ ??= "Pacific/Auckland";

const DATABASE = ["**/*.db.test.ts", "**/*.db.test.tsx", "test/faults/**/*.test.ts"];
const BROWSER = ["test/e2e/**/*.test.ts"];
const EXCLUDED = ["node_modules/**", "dist/**", "var/**"];

// What these prove is in pages, files, readers, the driver and its failures: the second passage, on another version of the engine, changes nothing in
// it. Every route is asked there all the same, as every role and on rows of its own, by test/autorisation.
const SANS_MOTEUR =
  process.env.BLAISE_TEST_PASSAGE === "moteur"
    ? [
        ...["src/http/**", "test/autorisation/mutations.db.test.ts", "test/canaris/**", "test/connexion/**"],
        ...["test/corpus/**", "test/faults/**", "test/injection/**"],
      ]
    : [];

// One PostgreSQL for the whole run, started only when a test of the database or of the browser is asked for.
const globalSetup = existsSync("test/global-setup.ts") ? ["test/global-setup.ts"] : [];

// Files of the database share a process, so that each does not load the whole product anew. Those that change what is everybody's in it
// (a module, the environment, the process, the driver of the database) have one of their own.
const CHANGE = /\bvi\.(mock|doMock|hoisted|stub|spyOn|useFakeTimers)|\bprocess\.(on|once)\(|\bprocess\.env\.\w+ =/;
const SEULS = [
  "test/faults/**/*.test.ts",
  ...["src", "test"]
    .flatMap((dossier) => readdirSync(dossier, { recursive: true }).map((nom) => `${dossier}/${nom}`))
    .filter((chemin) => /\.db\.test\.tsx?$/.test(chemin) && CHANGE.test(readFileSync(chemin, "utf8"))),
];

// Minutes each: begun last, one of them would leave the other core idle. Those of a project follow one another, to share its processes.
const LONGS = [
  "e2e/pages",
  "e2e/injection",
  "injection/masse",
  "faults/",
  "canaris/",
  "injection/",
  "e2e/",
  "autorisation/",
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = ({ moduleId, project }: TestSpecification) => {
      const long = LONGS.findIndex((part) => moduleId.includes(`/test/${part}`));
      return long === -1 ? LONGS.length + ["db-seul", "db", "browser", "unit"].indexOf(project.name) : long;
    };
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    pool: "forks",
    maxWorkers: 2,
    // Thirty seconds are not enough for whoever asks every route as one role, on a busy machine of two cores.
    testTimeout: 90_000,
    // The first that asks loads the whole demonstration: a minute on a busy machine of two cores.
    hookTimeout: 240_000,
    setupFiles: ["test/setup.ts"],
    sequence: { sequencer: LongestFirst },
    reporters: ["default", new ClosingLine(), new Couts()],
    projects: [
      {
        extends: true,
        test: { name: "unit", include: ["**/*.test.{ts,tsx}"], exclude: [...EXCLUDED, ...DATABASE, ...BROWSER] },
      },
      {
        extends: true,
        test: {
          ...{ name: "db", isolate: false, include: DATABASE, globalSetup },
          exclude: [...EXCLUDED, ...BROWSER, ...SANS_MOTEUR, ...SEULS],
        },
      },
      {
        extends: true,
        test: { name: "db-seul", include: SEULS, exclude: [...EXCLUDED, ...BROWSER, ...SANS_MOTEUR], globalSetup },
      },
      { extends: true, test: { name: "browser", include: BROWSER, exclude: EXCLUDED, globalSetup } },
    ],
  },
});
