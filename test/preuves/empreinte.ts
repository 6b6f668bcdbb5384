import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";

/** What a result was made on: each path that a figure covers, a file or a folder, with the hash of what is in it. */
export type Empreintes = Readonly<Record<string, string>>;

/** Of each path, from the root; tests that stand beside what they test are not what is proved. Throws for a path that is not there. */
export function hashPaths(paths: readonly string[]): Empreintes {
  return Object.fromEntries([...paths].sort().map((path) => [path, hashPath(path)]));
}

function hashPath(path: string): string {
  const hash = createHash("sha256");
  for (const file of filesOf(path)) hash.update(file).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex").slice(0, 16);
}

function filesOf(path: string): string[] {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll("\\", "/"))
    .sort();
}
