import { mkdirSync, writeFileSync } from "node:fs";
import { type Profiler, Session } from "node:inspector";
import { afterAll, beforeAll } from "vitest";
import { pressed } from "./preuves/mutants/couverture.ts";

/** Set up only when BLAISE_TEST_COUVERTURE names a folder: which pieces of the product each file of tests executes. */
const dossier = process.env.BLAISE_TEST_COUVERTURE ?? "";
const processus = globalThis as { blaiseCouverture?: Session };

beforeAll(() => {
  processus.blaiseCouverture ??= open();
  // What the file before it in the same process has executed is its own.
  take(processus.blaiseCouverture);
});

// biome-ignore lint/correctness/noEmptyPattern: vitest reads there the fixtures that are asked for, and takes no name instead
afterAll(({}, suite) => {
  if (!processus.blaiseCouverture) return;
  const chemin = suite.file.name;
  mkdirSync(dossier, { recursive: true });
  const vus = pressed(take(processus.blaiseCouverture));
  writeFileSync(`${dossier}/${chemin.replaceAll("/", "__")}.json`, JSON.stringify({ chemin, vus }));
});

function open(): Session {
  const session = new Session();
  session.connect();
  session.post("Profiler.enable");
  // Without counts, a function is told once a process and never again.
  session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  return session;
}

/** The inspector of one's own process answers at once. */
function take(session: Session): readonly Profiler.ScriptCoverage[] {
  let found: readonly Profiler.ScriptCoverage[] = [];
  session.post("Profiler.takePreciseCoverage", (error, { result }) => {
    if (error) throw error;
    found = result;
  });
  return found;
}
