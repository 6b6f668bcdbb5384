import fc from "fast-check";
import { afterAll } from "vitest";

/** The same draws at each run: a red run says that something changed. BLAISE_TEST_SEED looks further, outside of the checks. */
fc.configureGlobal({ seed: Number(process.env.BLAISE_TEST_SEED ?? 20181005) });

/** Files may share a process: what is read at the end of one is where the next one begins. */
const compteur = globalThis as { blaiseProcesseur?: number };

// biome-ignore lint/correctness/noEmptyPattern: vitest reads there the fixtures that are asked for, and takes no name instead
afterAll(({}, suite) => {
  const { user, system } = process.cpuUsage();
  suite.meta.processeur = user + system - (compteur.blaiseProcesseur ?? 0);
  compteur.blaiseProcesseur = user + system;
});
