import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { ROOT } from "./install.mjs";

/** Contents, not dates: `git checkout` and `cp` change dates without changing anything else. */
export function sourceHash() {
  const hash = createHash("sha256");
  for (const path of inputs())
    hash
      .update(path)
      .update("\0")
      .update(readFileSync(`${ROOT}${path}`))
      .update("\0");
  return hash.digest("hex");
}

export function isBuilt() {
  const stamp = `${ROOT}dist/stamp`;
  return existsSync(stamp) && readFileSync(stamp, "utf8") === sourceHash();
}

/** Takes the hash made before the build began: what is saved in the meantime must be built again. */
export function writeStamp(folder, hash) {
  writeFileSync(`${folder}/stamp`, hash);
}

function inputs() {
  const sources = ["src", "demo", "droit"].flatMap(list).filter((path) => !/\.test\.tsx?$/.test(path));
  return ["package.json", "package-lock.json", "tsconfig.json", "scripts/build.mjs", ...sources.sort()];
}

function list(folder) {
  if (!existsSync(`${ROOT}${folder}`)) return [];
  return readdirSync(`${ROOT}${folder}`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath ?? entry.path}/${entry.name}`.slice(ROOT.length).replaceAll("\\", "/"));
}
