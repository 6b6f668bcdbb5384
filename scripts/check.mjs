// `npm run check`: what one runs before each commit. No database, no browser.
// What has not changed since the last time that all of it passed is not done again; with words, the unit tests whose path holds one.
// It answers in a minute, then in seconds: the heaviest tests, and those that depend on a change from afar, are left to `npm test`, unless
// `--tout` asks for them.
import { existsSync, readdirSync } from "node:fs";
import { checkAll, LINT, runTests, Tally, TYPES } from "./checks.mjs";
import { isPur, testsOf } from "./dependants.mjs";
import { ensureInstalled, ROOT, requireNode } from "./install.mjs";
import { isSource, markGreen, sinceGreen } from "./vert.mjs";

const UNIT = ["--project", "unit*"];
/** These read the tree as a whole: anything may change what they find. */
const ensemble = () => readdirSync(`${ROOT}test`).flatMap((nom) => (nom.endsWith(".test.ts") ? `test/${nom}` : []));

/** Of the tests that depend on a change, the nearest: so many files. */
const PROCHES = 40;
const LEGER = { BLAISE_TEST_PASSAGE: "controle" };

const tout = process.argv.includes("--tout");
const words = process.argv.slice(2).filter((word) => word !== "--tout");
const tally = new Tally();

requireNode();
if ((await ensureInstalled()) !== 0) {
  tally.failed++;
  tally.close();
}
const state = sinceGreen();
const light = words.length === 0 && state.changed !== undefined;
if (light && state.changed.length === 0) {
  console.log("Rien n’a changé depuis que tout a passé.");
  tally.close();
}
// A rule is answered first, by what tests it alone, in a few seconds; what stands above it comes after.
const [proches, autres] = light ? partition(testsOf(state.changed), isPur) : [[], []];
if (proches.length > 0) {
  tally.add(await runTests(["run", ...UNIT, ...proches]));
  if (tally.failed > 0) tally.close();
}
const sources = (state.changed ?? []).filter((path) => isSource(path) && existsSync(`${ROOT}${path}`));
const steps = Promise.all([checkAll(tally, TYPES), checkAll(tally, chooseLint())]);
// The whole suite takes both cores: types and lint are then done first.
if (!light) await steps;
const [counts] = await Promise.all([runTests(chooseTests(), tout || words.length > 0 ? {} : LEGER), steps]);
tally.add(counts);
if (words.length === 0 && tally.failed === 0) markGreen(state);
tally.close();

function chooseLint() {
  if (!light) return [LINT];
  return sources.length > 0 ? [{ ...LINT, args: [...LINT.args, ...sources] }] : [];
}

/** Arguments of vitest. */
function chooseTests() {
  if (words.length > 0) return ["run", ...UNIT, ...words];
  if (!light) {
    if (!tout) console.log("Les tests les plus lourds sont laissés à « npm test ».");
    return ["run", ...UNIT];
  }
  console.log(
    `${state.changed.length} fichier(s) changé(s) depuis le dernier passage vert : les tests qui en dépendent.`,
  );
  const kept = tout ? autres : autres.slice(0, PROCHES);
  const left = autres.length - kept.length;
  if (left > 0) console.log(`${left} fichier(s) de tests qui en dépendent de plus loin sont laissés à « npm test ».`);
  return ["run", ...UNIT, ...kept, ...ensemble()];
}

function partition(all, holds) {
  return [all.filter(holds), all.filter((one) => !holds(one))];
}
