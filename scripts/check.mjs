// `npm run check`: what one runs before each commit. No database, no browser.
import { check, LINT, runTests, Tally, TYPES } from "./checks.mjs";
import { ensureInstalled, requireNode } from "./install.mjs";

const tally = new Tally();

requireNode();
if ((await ensureInstalled()) !== 0) {
  tally.failed++;
  tally.close();
}
for (const step of [...TYPES, LINT]) await check(tally, step);
tally.add(await runTests(["--project", "unit", ...process.argv.slice(2)]));
tally.close();
