// `npm test`: the whole set-up for the tests, then every check. It closes on « N passed, N failed, N skipped », whatever happens.
// With arguments (`npm test -- bilan`), only the build and the tests whose path holds one of them.
import { checkAll, LINT, line, runTests, Tally, TYPES, UNUSED } from "./checks.mjs";
import { ensureChromium } from "./chromium.mjs";
import { ensureProgram } from "./debian.mjs";
import { ensureInstalled, ensureNodeLines, ROOT, requireNode } from "./install.mjs";
import { startPostgres } from "./postgres.mjs";
import { run } from "./process.mjs";
import { isBuilt } from "./stamp.mjs";

const filters = process.argv.slice(2);
const tally = new Tally();

requireNode();
try {
  await main();
} catch (error) {
  console.error(error);
  tally.failed++;
}
tally.close();

async function main() {
  if ((await ensureInstalled()) !== 0) {
    tally.failed++;
    return;
  }
  await ensureProgram("pdftotext", "poppler-utils");
  const chromium = await ensureChromium();
  if (!chromium)
    console.log("Aucun Chromium : les tests dans le navigateur seront sautés. Indiquez-en un par CHROMIUM_PATH.");

  // Two lists at once are one for each core of a small machine; the other waits for the network.
  const checks = filters.length === 0 ? [checkAll(tally, TYPES), checkAll(tally, [LINT, UNUSED])] : [];
  // Two binaries to download, for tests that are CI's or asked by their name.
  const lines = process.env.CI === "true" || filters.length > 0 ? [ensureNodeLines()] : [];
  await Promise.all([...lines, ...checks]);
  await ensureBuilt();

  console.log("— tests");
  const passage = filters.length === 0 ? { BLAISE_TEST_PASSAGE: "premier" } : {};
  tally.add(await runTests(["run", ...filters], { ...passage, ...(chromium ? { CHROMIUM_PATH: chromium } : {}) }));

  const twice = process.env.CI === "true" || process.env.BLAISE_TEST_POSTGRES === "1";
  if (twice && filters.length === 0) await runOnServer();
}

async function ensureBuilt() {
  if (isBuilt()) return;
  console.log("— construction");
  const code = await run(process.execPath, [`${ROOT}scripts/build.mjs`], { cwd: ROOT });
  if (code !== 0) tally.failed++;
}

/** The database tests once more, on a PostgreSQL that is not ours: what DATABASE_URL names in production. */
async function runOnServer() {
  const postgres = await startPostgres();
  if (!postgres) {
    console.error(
      "PostgreSQL est absent et ne peut pas être installé ici : second passage des tests de la base impossible.",
    );
    tally.failed++;
    return;
  }
  console.log(`— tests de la base sur ${postgres.version}`);
  try {
    const counts = await runTests(["run"], {
      DATABASE_URL: postgres.url,
      BLAISE_TEST_PASSAGE: "moteur",
    });
    console.log(`Sur ${postgres.version} : ${line(counts)}.`);
    tally.add(counts);
  } finally {
    await postgres.stop();
  }
}
