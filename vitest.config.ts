import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { Couts } from "./test/couts.ts";
import { ETIQUETTES, type Etiquette, type FichierDeTests, laisseA, readTests } from "./test/etiquettes.ts";
import "./test/loader.mjs";
import { ClosingLine } from "./test/reporter.ts";

// Far from Paris: a rule that reads the clock of the machine, or a date that goes through local time, shows at once.
process.env.TZ ??= "Pacific/Auckland";

// Every run is of one day, nine in the morning in Paris: a test that passes today passes on the first of January. BLAISE_TEST_JOUR tries another.
const { BLAISE_TEST_JOUR: jour = "2026-11-24", NODE_OPTIONS: autres = "" } = process.env;
process.env.BLAISE_TEST_ECART ??= String(Date.parse(`${jour}T08:00:00Z`) - Date.now());
process.env.NODE_OPTIONS = `${autres} --import ${new URL("./test/horloge.mjs", import.meta.url)}`.trim();

const TESTS = readTests();
const has = (etiquette: Etiquette) => (test: FichierDeTests) => test.etiquettes.includes(etiquette);

/** Changes what is everybody's in a process: the environment, the clock, the process itself. */
const CHANGE = /\bvi\.(stub|spyOn|useFakeTimers)|\bprocess\.(on|once)\(|\bprocess\.env\.\w+ =/;

const isSeul = (test: FichierDeTests) => has("seul")(test) || CHANGE.test(test.texte);
const isNavigateur = ({ chemin }: FichierDeTests) => chemin.startsWith("test/e2e/");
const isBase = ({ chemin }: FichierDeTests) => /\.db\.test\.tsx?$/.test(chemin);
const isPur = (test: FichierDeTests) => !isNavigateur(test) && !isBase(test);
/**
 * A whole run leaves out what a proof holds, and what CI runs for everybody where it is not CI; its second passage, on another server, has what
 * says that the engine can change it; `npm run check` leaves the heaviest.
 */
const PASSAGES = {
  premier: (test: FichierDeTests) => laisseA(test) === null,
  moteur: has("moteur"),
  controle: (test: FichierDeTests) => !has("lourd")(test),
};
const isDuPassage = PASSAGES[process.env.BLAISE_TEST_PASSAGE as keyof typeof PASSAGES] ?? (() => true);

type Projet = {
  readonly name: string;
  readonly of: (test: FichierDeTests) => boolean;
  readonly seul: boolean;
};

// Files share a process, so that each does not load the whole product anew, but for those that change what is everybody's in it.
const PROJETS: readonly Projet[] = [
  // First one that has no use for the demonstration, while the others wait for it to be loaded.
  { name: "db-seul", of: (test) => isBase(test) && isSeul(test), seul: true },
  { name: "browser", of: isNavigateur, seul: false },
  { name: "db", of: (test) => isBase(test) && !isSeul(test), seul: false },
  { name: "unit-seul", of: (test) => isPur(test) && isSeul(test), seul: true },
  { name: "unit", of: (test) => isPur(test) && !isSeul(test), seul: false },
];

// Modules are Node's own, which nothing replaces: such a test would pass or fail on the real one without a word.
const perdus = TESTS.filter(({ texte }) => /\bvi\.(mock|doMock|hoisted)/.test(texte)).map(({ chemin }) => chemin);
if (perdus.length > 0)
  throw new Error(`vi.mock replaces nothing here, give what is called as a dependency: ${perdus.join(", ")}`);

/** Begun last, a long one would leave the other core idle. Those of a project follow one another, to share its processes. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const longs = new Set(TESTS.filter(has("long")).map(({ chemin }) => chemin));
    const sorted = await super.sort(files);
    const rank = ({ moduleId, project }: TestSpecification) =>
      (longs.has(moduleId.slice(import.meta.dirname.length + 1)) ? 0 : PROJETS.length) +
      PROJETS.findIndex(({ name }) => name === project.name);
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    pool: "forks",
    maxWorkers: 2,
    // A young generation that holds a few requests, gathered by the thread that made it: the other core has work of its own.
    execArgv: [
      "--min-semi-space-size=64",
      "--max-semi-space-size=64",
      "--single-threaded-gc",
      "--import",
      `${import.meta.dirname}/test/loader.mjs`,
    ],
    // Thirty seconds are not enough for whoever asks every route as one role, on a busy machine of two cores.
    testTimeout: 90_000,
    // The first that asks loads the whole demonstration: a minute on a busy machine of two cores.
    hookTimeout: 240_000,
    // A property repeated on other values is one case, which is told by where it is written (test/reporter.ts).
    includeTaskLocation: true,
    setupFiles: ["test/setup.ts", ...(process.env.BLAISE_TEST_COUVERTURE ? ["test/couverture.ts"] : [])],
    sequence: { sequencer: LongestFirst },
    tags: ETIQUETTES.map((name) => ({ name })),
    // What a defect planted for a proof makes the tests last is nobody's cost.
    reporters: ["default", new ClosingLine(), ...(process.env.BLAISE_TEST_MUTANT ? [] : [new Couts()])],
    projects: PROJETS.map(({ name, of, seul }) => ({
      extends: true,
      test: {
        name,
        isolate: seul,
        experimental: { viteModuleRunner: false, nodeLoader: false },
        include: TESTS.filter((test) => of(test) && isDuPassage(test)).map(({ chemin }) => chemin),
        // One PostgreSQL for the whole run, started only when a test of the database or of the browser is asked for.
        ...(name.startsWith("unit") ? {} : { globalSetup: ["test/global-setup.ts"] }),
      },
    })),
  },
});
