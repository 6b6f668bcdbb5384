import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type Module, readModule } from "./architecture/module.ts";
import { findBadNames, findBreaches, type Layer, renderTable } from "./architecture/rules.ts";

/** THE table. ARCHITECTURE.md shows it; a change here goes with a decision in docs/decisions. */
const TABLE: readonly Layer[] = [
  { name: "domain", imports: ["droit"], types: [], packages: [], node: false },
  {
    name: "statistics",
    imports: ["domain/shared"],
    types: [],
    packages: ["cephes", "flatbush", "highs", "point-in-polygon-hao"],
    node: false,
  },
  { name: "workers", imports: ["domain/shared"], types: [], packages: ["tinypool"], node: true },
  {
    name: "import",
    imports: ["domain", "workers"],
    types: [],
    packages: ["zod", "papaparse", "@e965/xlsx", "proj4", "@cantoo/pdf-lib", "sharp", "unpdf"],
    node: true,
  },
  { name: "optimisation", imports: ["domain", "workers"], types: [], packages: ["highs"], node: true },
  {
    name: "application",
    imports: ["domain", "statistics", "import", "optimisation", "workers"],
    types: [],
    packages: ["zod", "@zxcvbn-ts/language-common"],
    node: true,
  },
  {
    name: "storage",
    imports: ["domain"],
    types: ["application", "import"],
    packages: ["pg", "pg-copy-streams", "zod"],
    node: true,
  },
  {
    name: "graphics",
    imports: ["domain"],
    types: ["application"],
    packages: ["d3-geo", "simple-statistics"],
    node: false,
  },
  {
    name: "reports",
    imports: ["domain", "graphics", "workers"],
    types: ["application"],
    packages: ["@myriaddreamin/typst-ts-node-compiler", "docx", "@e965/xlsx", "ical-generator"],
    node: true,
  },
  {
    name: "web",
    imports: ["domain", "graphics"],
    types: ["application"],
    packages: ["hono", "@simplewebauthn/browser", "maplibre-gl"],
    node: false,
  },
  {
    name: "http",
    imports: ["domain", "application", "reports", "web"],
    types: [],
    packages: [
      "hono",
      "@hono/*",
      "zod",
      "@fastify/busboy",
      "pino",
      "prom-client",
      "rate-limiter-flexible",
      "openid-client",
      "@simplewebauthn/server",
      "@node-rs/argon2",
    ],
    node: true,
  },
  { name: "cli", imports: ["*"], types: [], packages: ["*"], node: true },
];

const ROOT = new URL("..", import.meta.url);

test("every import of src goes the way of the table", () => {
  expect(findBreaches(modulesOf("src"), TABLE)).toEqual([]);
});

test("names of files", () => {
  const files = ["src", "demo", "test", "bench", "scripts"].flatMap(list).filter((path) => /\.tsx?$/.test(path));
  expect(findBadNames(files)).toEqual([]);
});

test("what is left to do is written in an issue", () => {
  const left = ["src", "demo", "test", "bench", "scripts"]
    .flatMap(list)
    .filter((path) => /\b(TODO|FIXME|XXX)\b(?!.*#\d)/.test(read(path)));
  expect(left).toEqual(["test/architecture.test.ts"]);
});

test("ARCHITECTURE.md shows this very table", () => {
  expect(read("ARCHITECTURE.md")).toContain(renderTable(TABLE));
});

test("every layer of the table exists, and the other way round", () => {
  const folders = readdirSync(new URL("src", ROOT), { withFileTypes: true }).map(({ name }) => name);
  expect(folders.sort()).toEqual(TABLE.map(({ name }) => name).sort());
});

test.each<[string, Record<string, string>, string]>([
  [
    "a layer that looks up",
    { "src/domain/a.ts": 'import { b } from "#application/b.ts";' },
    "domain may not import src/application/b.ts",
  ],
  [
    "a relative path does not escape",
    { "src/domain/a.ts": 'import { b } from "../storage/b.ts";' },
    "domain may not import src/storage/b.ts",
  ],
  ["a lazy import", { "src/web/a.ts": 'const b = await import("#http/b.ts");' }, "web may not import src/http/b.ts"],
  [
    "a re-export",
    { "src/graphics/a.ts": 'export { b } from "#storage/b.ts";' },
    "graphics may not import src/storage/b.ts",
  ],
  [
    "a value where only types may pass",
    { "src/graphics/a.ts": 'import { b } from "#application/b.ts";' },
    "graphics may import only types from src/application/b.ts",
  ],
  [
    "one value among types",
    { "src/web/a.tsx": 'import { type B, c } from "#application/b.ts";' },
    "web may import only types from src/application/b.ts",
  ],
  [
    "a type hidden in an annotation",
    { "src/domain/a.ts": 'export type A = import("#http/b.ts").B;' },
    "domain may not import src/http/b.ts",
  ],
  [
    "the law runs another context's code",
    { "src/domain/droit/a.ts": 'import { b } from "#domain/patrimoine/b.ts";' },
    "domain/droit may import only types from src/domain/patrimoine/b.ts",
  ],
  ["a package in the domain", { "src/domain/a.ts": 'import { z } from "zod";' }, "domain may not use the package zod"],
  ["even its types", { "src/domain/a.ts": 'import type { Pool } from "pg";' }, "domain may not use the package pg"],
  [
    "a scoped package, by a path inside it",
    { "src/web/a.ts": 'import x from "@hono/zod-openapi/x";' },
    "web may not use the package @hono/zod-openapi",
  ],
  [
    "Node in the domain",
    { "src/domain/a.ts": 'import { readFileSync } from "node:fs";' },
    "domain may not use Node (node:fs)",
  ],
  [
    "Node without its prefix",
    { "src/statistics/a.ts": 'import { readFileSync } from "fs/promises";' },
    "statistics may not use Node (node:fs/promises)",
  ],
  [
    "server code in the browser",
    { "src/web/islands/a.ts": 'import { b } from "../page.tsx";' },
    "an island may not import src/web/page.tsx",
  ],
  [
    "a cycle of types",
    {
      "src/domain/a.ts": 'import type { B } from "./b.ts";',
      "src/domain/b.ts": 'import type { A } from "./c.ts";',
      "src/domain/c.ts": 'export type { B } from "./a.ts";',
    },
    "cycle: src/domain/a.ts → src/domain/b.ts → src/domain/c.ts",
  ],
  ["the clock", { "src/domain/a.ts": "export const a = () => Date.now();" }, "Date.now"],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: source code to be read, not a template of ours
  ["the clock, in a template", { "src/import/a.ts": "export const a = `${new Date().getFullYear()}`;" }, "new Date()"],
  ["a Date in the domain", { "src/domain/a.ts": "export const a = new Date(0);" }, "new Date(…)"],
  [
    "code behind a ports.ts",
    { "src/application/a/ports.ts": 'export { b } from "../b.ts";' },
    "a ports.ts imports only types",
  ],
  ["the dice", { "src/statistics/a.ts": "export const a = Math.random();" }, "Math.random"],
  ["a default export", { "src/http/a.ts": "export default 1;" }, "default export"],
  ["a default export by another name", { "src/http/a.ts": "const a = 1; export { a as default };" }, "default export"],
  ["an unknown layer", { "src/services/a.ts": "" }, "« services » is not a layer"],
  ["a test far from its source", { "src/domain/a.ts": "", "src/domain/b/b.test.ts": "" }, "no source file beside it"],
])("the check finds %s", (_name, files, expected) => {
  const breaches = findBreaches(
    Object.entries(files).map(([path, source]) => readModule(path, source)),
    TABLE,
  );
  expect(breaches).toHaveLength(1);
  expect(breaches[0]).toContain(expected);
});

test("the check lets through what the table allows", () => {
  const files = {
    "src/domain/droit/a.ts":
      'import type { B } from "../patrimoine/b.ts"; import { c } from "#domain/shared/c.ts"; // import "pg"',
    "src/domain/patrimoine/b.ts": 'export type B = string; const text = `\nimport { x } from "pg";\n`;',
    "src/domain/shared/c.ts": "export const c = (today: string) => today;",
    "src/graphics/a.ts": 'import type { B } from "#application/b.ts"; import { geoPath } from "d3-geo";',
    "src/application/b.ts": 'import { c } from "#domain/shared/c.ts"; import { createHash } from "node:crypto";',
    "src/application/b.db.test.ts": 'import { sql } from "#storage/sql.ts"; import { expect } from "vitest";',
    "src/web/a.tsx": 'export const A = () => <p>Aujourd\'hui : `import("pg")` {Date.now()}</p>;',
    "src/reports/a.ts": 'import { SECTIONS } from "#application/rapport/ports.ts";',
    "src/import/a.ts": "export const a = (serial: number) => new Date(serial * 86_400_000).toISOString();",
    "src/cli/main.ts": 'import { anything } from "#storage/sql.ts"; import { Command } from "commander";',
  };
  expect(
    findBreaches(
      Object.entries(files).map(([path, source]) => readModule(path, source)),
      TABLE,
    ),
  ).toEqual([]);
});

test.each([
  ["src/domain/utils/a.ts", "folder « utils »"],
  ["src/domain/droit/index.ts", "barrel"],
  ["src/domain/horsQpv.ts", "not kebab-case"],
  ["src/domain/Droit/a.ts", "not kebab-case"],
])("the check refuses %s", (path, expected) => {
  expect(findBadNames([path]).join()).toContain(expected);
});

function modulesOf(folder: string): Module[] {
  return list(folder)
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith(".d.ts"))
    .map((path) => readModule(path, read(path)));
}

function list(folder: string): string[] {
  return readdirSync(new URL(folder, ROOT), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(ROOT.pathname.length).replaceAll("\\", "/"))
    .filter((path) => !path.includes("/node_modules/"));
}

function read(path: string): string {
  return readFileSync(new URL(path, ROOT), "utf8");
}
