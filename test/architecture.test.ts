import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type Module, readModule } from "./architecture/module.ts";
import { findBadNames, findBreaches, type Layer, renderTable } from "./architecture/rules.ts";

/** THE table of the storeys. ARCHITECTURE.md shows it; a change here goes with a decision in docs/decisions. The walls between modules: walls.test.ts. */
const TABLE: readonly Layer[] = [
  { name: "regles", imports: ["droit"], types: [], packages: [], node: false },
  {
    name: "calculs",
    imports: ["regles"],
    types: [],
    packages: ["cephes", "flatbush", "highs", "point-in-polygon-hao"],
    node: false,
  },
  { name: "fils", imports: ["regles"], types: [], packages: ["tinypool"], node: true },
  {
    name: "formats",
    imports: ["regles", "fils"],
    types: [],
    packages: [
      "zod",
      "papaparse",
      "@e965/xlsx",
      "proj4",
      "@cantoo/pdf-lib",
      "sharp",
      "unpdf",
      "topojson-client",
      "topojson-specification",
    ],
    node: true,
  },
  { name: "optimisation", imports: ["regles", "fils"], types: [], packages: ["highs"], node: true },
  {
    name: "lectures",
    imports: ["regles", "calculs", "formats", "optimisation", "fils", "actes"],
    types: [],
    packages: ["zod", "@zxcvbn-ts/language-common", "d3-geo", "marked"],
    node: true,
  },
  {
    name: "actes",
    imports: ["regles", "calculs", "formats", "optimisation", "fils", "lectures"],
    types: [],
    packages: ["zod"],
    node: true,
  },
  {
    name: "sql",
    imports: ["regles"],
    types: ["lectures", "actes", "formats"],
    packages: ["pg", "pg-copy-streams", "zod"],
    node: true,
  },
  {
    name: "images",
    imports: ["regles"],
    types: ["lectures", "actes"],
    packages: [
      "d3-array",
      "d3-geo",
      "d3-scale",
      "d3-shape",
      "topojson-client",
      "topojson-server",
      "topojson-simplify",
      "topojson-specification",
      "simple-statistics",
    ],
    node: false,
  },
  {
    name: "documents",
    imports: ["regles", "images", "fils"],
    types: ["lectures", "actes"],
    packages: ["@myriaddreamin/typst-ts-node-compiler", "docx", "@e965/xlsx", "hucre", "ical-generator", "sharp"],
    node: true,
  },
  {
    name: "pages",
    imports: ["regles", "images"],
    types: ["lectures", "actes"],
    packages: ["hono", "@simplewebauthn/browser", "maplibre-gl"],
    node: false,
  },
  {
    name: "routes",
    imports: ["regles", "lectures", "actes", "documents", "pages"],
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
  { name: "commandes", imports: ["*"], types: [], packages: ["*"], node: true },
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
  const folders = modulesOf("src").map(({ path }) => path.split("/")[2]);
  expect([...new Set(folders)].sort()).toEqual(TABLE.map(({ name }) => name).sort());
});

test.each<[string, Record<string, string>, string]>([
  [
    "a layer that looks up",
    { "src/m/regles/a.ts": 'import { b } from "#m/lectures/b.ts";' },
    "regles may not import src/m/lectures/b.ts",
  ],
  [
    "a relative path does not escape",
    { "src/m/regles/a.ts": 'import { b } from "../sql/b.ts";' },
    "regles may not import src/m/sql/b.ts",
  ],
  [
    "a lazy import",
    { "src/m/pages/a.ts": 'const b = await import("#m/routes/b.ts");' },
    "pages may not import src/m/routes/b.ts",
  ],
  ["a re-export", { "src/m/images/a.ts": 'export { b } from "#m/sql/b.ts";' }, "images may not import src/m/sql/b.ts"],
  [
    "a value where only types may pass",
    { "src/m/images/a.ts": 'import { b } from "#m/lectures/b.ts";' },
    "images may import only types from src/m/lectures/b.ts",
  ],
  [
    "one value among types",
    { "src/m/pages/a.tsx": 'import { type B, c } from "#m/lectures/b.ts";' },
    "pages may import only types from src/m/lectures/b.ts",
  ],
  [
    "a type hidden in an annotation",
    { "src/m/regles/a.ts": 'export type A = import("#m/routes/b.ts").B;' },
    "regles may not import src/m/routes/b.ts",
  ],
  [
    "a package in the domain",
    { "src/m/regles/a.ts": 'import { z } from "zod";' },
    "regles may not use the package zod",
  ],
  ["even its types", { "src/m/regles/a.ts": 'import type { Pool } from "pg";' }, "regles may not use the package pg"],
  [
    "a scoped package, by a path inside it",
    { "src/m/pages/a.ts": 'import x from "@hono/zod-openapi/x";' },
    "pages may not use the package @hono/zod-openapi",
  ],
  [
    "Node in the domain",
    { "src/m/regles/a.ts": 'import { readFileSync } from "node:fs";' },
    "regles may not use Node (node:fs)",
  ],
  [
    "Node without its prefix",
    { "src/m/calculs/a.ts": 'import { readFileSync } from "fs/promises";' },
    "calculs may not use Node (node:fs/promises)",
  ],
  [
    "server code in the browser",
    { "src/socle/pages/islands/a.ts": 'import { b } from "../page.tsx";' },
    "an island may not import src/socle/pages/page.tsx",
  ],
  [
    "a cycle of types",
    {
      "src/m/regles/a.ts": 'import type { B } from "./b.ts";',
      "src/m/regles/b.ts": 'import type { A } from "./c.ts";',
      "src/m/regles/c.ts": 'export type { B } from "./a.ts";',
    },
    "cycle: src/m/regles/a.ts → src/m/regles/b.ts → src/m/regles/c.ts",
  ],
  ["the clock", { "src/m/regles/a.ts": "export const a = () => Date.now();" }, "Date.now"],
  [
    "the clock, in a template",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: source code to be read, not a template of ours
    { "src/m/formats/a.ts": "export const a = `${new Date().getFullYear()}`;" },
    "new Date()",
  ],
  ["a Date in the domain", { "src/m/regles/a.ts": "export const a = new Date(0);" }, "new Date(…)"],
  [
    "code behind a ports.ts",
    { "src/m/lectures/a/ports.ts": 'export { b } from "../b.ts";' },
    "a ports.ts imports only types, and what a row is made of",
  ],
  ["the dice", { "src/m/calculs/a.ts": "export const a = Math.random();" }, "Math.random"],
  ["a default export", { "src/m/routes/a.ts": "export default 1;" }, "default export"],
  [
    "a default export by another name",
    { "src/m/routes/a.ts": "const a = 1; export { a as default };" },
    "default export",
  ],
  ["an unknown layer", { "src/m/services/a.ts": "" }, "« services » is not a layer"],
  [
    "a test far from its source",
    { "src/m/regles/a.ts": "", "src/m/regles/b/b.test.ts": "" },
    "no source file beside it",
  ],
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
    "src/droit/regles/a.ts":
      'import type { B } from "./patrimoine/b.ts"; import { c } from "#socle/regles/c.ts"; // import "pg"',
    "src/droit/regles/patrimoine/b.ts": 'export type B = string; const text = `\nimport { x } from "pg";\n`;',
    "src/socle/regles/c.ts": "export const c = (today: string) => today;",
    "src/m/images/a.ts": 'import type { B } from "#m/lectures/b.ts"; import { geoPath } from "d3-geo";',
    "src/m/lectures/b.ts": 'import { c } from "#socle/regles/c.ts"; import { createHash } from "node:crypto";',
    "src/m/lectures/b.db.test.ts": 'import { sql } from "#socle/sql/sql.ts"; import { expect } from "vitest";',
    "src/m/pages/a.tsx": 'export const A = () => <p>Aujourd\'hui : `import("pg")` {Date.now()}</p>;',
    "src/m/documents/a.ts": 'import { SECTIONS } from "#bilan/lectures/rapport/ports.ts";',
    "src/m/formats/a.ts": "export const a = (serial: number) => new Date(serial * 86_400_000).toISOString();",
    "src/service/commandes/main.ts":
      'import { anything } from "#socle/sql/sql.ts"; import { Command } from "commander";',
  };
  expect(
    findBreaches(
      Object.entries(files).map(([path, source]) => readModule(path, source)),
      TABLE,
    ),
  ).toEqual([]);
});

test.each([
  ["src/m/utils/a.ts", "folder « utils »"],
  ["src/droit/regles/index.ts", "barrel"],
  ["src/m/regles/horsQpv.ts", "not kebab-case"],
  ["src/m/Regles/a.ts", "not kebab-case"],
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
