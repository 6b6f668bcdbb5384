import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "./install.mjs";

/** Beside the packages: another installation may make another result. */
const VERT = `${ROOT}node_modules/.blaise-vert`;

/**
 * What has changed since every check passed: `{ tree, changed }`, paths from the root; `changed` is undefined when that is not known, or when a
 * file changed that no import names (SQL, a template, a dictionary…): everything is then to be checked.
 */
export function sinceGreen() {
  const tree = treeOf();
  const green = existsSync(VERT) ? readFileSync(VERT, "utf8") : undefined;
  if (tree === undefined || green === undefined) return { tree };
  const named = git(["diff-tree", "-r", "--name-only", "-z", green, tree]);
  if (named === undefined) return { tree };
  const changed = named.split("\0").filter((path) => path !== "");
  return changed.every((path) => isSource(path) || path.startsWith("docs/")) ? { tree, changed } : { tree };
}

/** What imports name. Pages of docs/ are read by the tests of the tree as a whole alone. */
export function isSource(path) {
  return /\.tsx?$/.test(path);
}

export function markGreen({ tree }) {
  if (tree !== undefined) writeFileSync(VERT, tree);
}

/** The working tree as git would commit it, files that it does not know yet included; its own index is left alone. Undefined without git. */
function treeOf() {
  const folder = mkdtempSync(join(tmpdir(), "blaise-vert-"));
  const index = join(folder, "index");
  try {
    const own = git(["rev-parse", "--git-path", "index"]);
    if (own === undefined) return undefined;
    copyFileSync(join(ROOT, own.trim()), index);
    if (git(["add", "-A"], { GIT_INDEX_FILE: index }) === undefined) return undefined;
    return git(["write-tree"], { GIT_INDEX_FILE: index })?.trim();
  } catch {
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function git(args, env = {}) {
  const { status, stdout } = spawnSync("git", args, { cwd: ROOT, env: { ...process.env, ...env }, encoding: "utf8" });
  return status === 0 ? stdout : undefined;
}
