import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { ROOT } from "./install.mjs";

const FOLDERS = ["src", "test", "demo", "bench", "scripts"];

/** Whatever is written as the address of a module, imported or not: a thread is started by a name, a fixture read by another. */
const NAMED = /["'`]((?:#|\.{1,2}\/)[\w./-]+)["'`]/g;

/**
 * Tests that these files may change, themselves included, as paths from the root: those that name one, or name what names one. Read in the text of
 * the sources, a second for all of them; vitest's `related` has vite load each test file and all that it imports.
 */
export function testsOf(changed, dependants = readDependants()) {
  const met = new Set(changed);
  for (const path of met) for (const one of dependants.get(path) ?? []) met.add(one);
  return [...met].filter((path) => /\.test\.tsx?$/.test(path));
}

/** Of the layers that know neither database nor page; what their tests import is held by test/architecture/dependants.test.ts. */
export function isPur(path) {
  return /^src\/[a-z]+\/(regles|calculs|fils|optimisation)\//.test(path);
}

/** For each file that is named, those that name it. */
export function readDependants() {
  const dependants = new Map();
  for (const path of FOLDERS.flatMap(sourcesOf))
    for (const [, name] of readFileSync(`${ROOT}${path}`, "utf8").matchAll(NAMED)) {
      const named = resolve(name, path);
      dependants.set(named, (dependants.get(named) ?? new Set()).add(path));
    }
  return dependants;
}

function sourcesOf(folder) {
  return readdirSync(`${ROOT}${folder}`, { recursive: true })
    .map((path) => `${folder}/${path.replaceAll("\\", "/")}`)
    .filter((path) => /\.(tsx?|mjs)$/.test(path) && !path.includes("/node_modules/"));
}

/** `#a/b.ts` is in src (package.json, imports). */
function resolve(name, from) {
  return name.startsWith("#") ? `src/${name.slice(1)}` : posix.join(posix.dirname(from), name);
}
