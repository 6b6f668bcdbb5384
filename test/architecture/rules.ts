import { builtinModules } from "node:module";
import { dirname, posix } from "node:path";
import type { Import, Module } from "./module.ts";

/** A storey of every module: `src/<module>/<layer>/`. */
export type Layer = {
  readonly name: string;
  /** Layers that it may import besides itself, in any module that the walls let it reach (walls.ts). */
  readonly imports: readonly string[];
  /** The same, for `import type` only (erased when the program runs), and for the `ports.ts` files, which hold no code. */
  readonly types: readonly string[];
  readonly packages: readonly string[];
  /** False: not even `node:`. */
  readonly node: boolean;
};

type Resolved = { readonly target: string } | { readonly package: string } | { readonly builtin: string };

/** Dates are ISO strings. Only `formats` may make a Date of a given day (a spreadsheet counts days since 1900): that does not read the clock. */
const PURE = ["regles", "calculs", "formats"];
const FORBIDDEN_FOLDERS = ["utils", "util", "helpers", "helper", "common", "misc", "lib"];
const KEBAB_FILE = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*\.tsx?$/;
const KEBAB_FOLDER = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const TEST = /\.test\.tsx?$/;

/** Every breach of the table, one sentence each, sorted. `modules` are those of src. */
export function findBreaches(modules: readonly Module[], table: readonly Layer[]): string[] {
  const layers = new Map(table.map((layer) => [layer.name, layer]));
  const sources = modules.filter(({ path }) => !TEST.test(path));
  return [
    ...sources.flatMap((module) => checkImports(module, layers)),
    ...sources.flatMap(checkPurity),
    ...sources.filter(({ hasDefaultExport }) => hasDefaultExport).map(({ path }) => `${path}: default export`),
    ...findCycles(sources),
    ...checkTestsAreBeside(modules),
  ].sort();
}

function checkImports(module: Module, layers: ReadonlyMap<string, Layer>): string[] {
  const name = layerOf(module.path);
  const layer = layers.get(name);
  if (!layer) return [`${module.path}: « ${name} » is not a layer of the table`];
  return module.imports.flatMap((imported) => {
    const reason =
      isPorts(module.path) && !imported.typeOnly && !isOfRow(module.path, imported.specifier)
        ? `a ports.ts imports only types, and what a row is made of (${imported.specifier})`
        : refuse(module.path, layer, imported);
    return reason ? [`${module.path}: ${reason}`] : [];
  });
}

function refuse(path: string, layer: Layer, imported: Import): string | undefined {
  const resolved = resolve(path, imported.specifier);
  if ("builtin" in resolved) {
    return layer.node ? undefined : `${layer.name} may not use Node (${resolved.builtin})`;
  }
  if ("package" in resolved) {
    return isListed(resolved.package, layer.packages)
      ? undefined
      : `${layer.name} may not use the package ${resolved.package}`;
  }
  return refuseTarget(path, layer, resolved.target, imported.typeOnly);
}

function refuseTarget(path: string, layer: Layer, target: string, typeOnly: boolean): string | undefined {
  if (isIsland(path)) {
    const allowed = isIsland(target) || layerOf(target) === "regles";
    return allowed ? undefined : `an island may not import ${target}: it is server code`;
  }
  const to = layerOf(target);
  if (to === layer.name || isIn(to, layer.imports)) return undefined;
  if (!isIn(to, layer.types)) return `${layer.name} may not import ${target}`;
  return typeOnly || isPorts(target) ? undefined : `${layer.name} may import only types from ${target}`;
}

/** What the schema of a row is written with: zod, words of the rules, rows of other ports. */
function isOfRow(path: string, specifier: string): boolean {
  const resolved = resolve(path, specifier);
  if ("package" in resolved) return resolved.package === "zod";
  return "target" in resolved && (isPorts(resolved.target) || layerOf(resolved.target) === "regles");
}

/** Types, and the schemas that they are inferred from: a value import of such a file drags little code along. */
function isPorts(path: string): boolean {
  return posix.basename(path) === "ports.ts";
}

/** What runs in the browser. */
function isIsland(path: string): boolean {
  return path.startsWith("src/socle/pages/islands/");
}

function isIn(layer: string, allowed: readonly string[]): boolean {
  return allowed.includes("*") || allowed.includes(layer);
}

function isListed(name: string, allowed: readonly string[]): boolean {
  return allowed.some(
    (entry) => entry === "*" || entry === name || (entry.endsWith("/*") && name.startsWith(entry.slice(0, -1))),
  );
}

/** Of a file of src, its storey; of another, its first folder. */
function layerOf(path: string): string {
  const [root = "", , layer = ""] = path.split("/");
  return root === "src" ? layer : root;
}

export function resolve(path: string, specifier: string): Resolved {
  if (specifier.startsWith("#")) return { target: `src/${specifier.slice(1)}` };
  if (specifier.startsWith(".")) return { target: posix.join(dirname(path), specifier) };
  const bare = specifier.replace(/^node:/, "");
  if (specifier.startsWith("node:") || builtinModules.includes(bare)) return { builtin: `node:${bare}` };
  const parts = specifier.split("/");
  return { package: specifier.startsWith("@") ? parts.slice(0, 2).join("/") : (parts[0] ?? specifier) };
}

function checkPurity({ path, impurities }: Module): string[] {
  const layer = layerOf(path);
  if (!PURE.includes(layer)) return [];
  return impurities
    .filter((impurity) => !(layer === "formats" && impurity === "new Date(…)"))
    .map((impurity) => `${path}: ${impurity} — ${layer} reads neither the clock nor the dice`);
}

/** A test stands in the folder of what it tests, under the file's name or that of the behaviour. */
function checkTestsAreBeside(modules: readonly Module[]): string[] {
  const folders = new Set(modules.filter(({ path }) => !TEST.test(path)).map(({ path }) => posix.dirname(path)));
  return modules
    .filter(({ path }) => TEST.test(path) && !folders.has(posix.dirname(path)))
    .map(({ path }) => `${path}: no source file beside it`);
}

/** One sentence per group of files that reach each other, type imports included (Tarjan's strongly connected components). */
function findCycles(modules: readonly Module[]): string[] {
  const targets = new Map(
    modules.map((module) => [
      module.path,
      module.imports.flatMap(({ specifier }) => {
        const resolved = resolve(module.path, specifier);
        return "target" in resolved ? [resolved.target] : [];
      }),
    ]),
  );
  return components(targets)
    .filter((group) => group.length > 1 || (targets.get(group[0] ?? "") ?? []).includes(group[0] ?? ""))
    .map((group) => `cycle: ${group.sort().join(" → ")}`);
}

function components(targets: ReadonlyMap<string, readonly string[]>): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];

  function lowestOf(target: string): number {
    if (!index.has(target)) return connect(target);
    return stack.includes(target) ? (low.get(target) ?? Infinity) : Infinity;
  }

  function connect(path: string): number {
    const own = index.size;
    index.set(path, own);
    low.set(path, own);
    stack.push(path);
    for (const target of targets.get(path) ?? []) {
      if (targets.has(target)) low.set(path, Math.min(low.get(path) ?? own, lowestOf(target)));
    }
    const lowest = low.get(path) ?? own;
    if (lowest === own) found.push(stack.splice(stack.indexOf(path)));
    return lowest;
  }

  for (const path of targets.keys()) if (!index.has(path)) connect(path);
  return found;
}

/** Breaches of the rules on names of files and folders. */
export function findBadNames(paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    const folders = path.split("/").slice(0, -1);
    const name = posix.basename(path);
    const reasons = [
      ...folders.filter((folder) => FORBIDDEN_FOLDERS.includes(folder)).map((folder) => `folder « ${folder} »`),
      ...folders
        .filter((folder) => !KEBAB_FOLDER.test(folder))
        .map((folder) => `folder « ${folder} » is not kebab-case`),
      ...(KEBAB_FILE.test(name) ? [] : ["file name is not kebab-case"]),
      ...(/^index\.tsx?$/.test(name) ? ["barrel"] : []),
    ];
    return reasons.map((reason) => `${path}: ${reason}`);
  });
}

/** The table as ARCHITECTURE.md shows it. */
export function renderTable(table: readonly Layer[]): string {
  const rows = table.map(
    (layer) =>
      `| \`${layer.name}\` | ${importCell(layer)} | ${words(layer.packages, "none")} | ${layer.node ? "yes" : "no"} |`,
  );
  return ["| layer | may import, besides itself | packages | `node:` |", "|---|---|---|---|", ...rows].join("\n");
}

function importCell({ imports, types }: Layer): string {
  if (types.length === 0) return words(imports, "nothing");
  const values = imports.length > 0 ? `${words(imports, "")}; ` : "";
  return `${values}types and \`ports.ts\` of ${words(types, "")}`;
}

function words(names: readonly string[], none: string): string {
  if (names.includes("*")) return "everything";
  return names.map((name) => `\`${name}\``).join(", ") || none;
}
