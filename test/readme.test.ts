import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { VARIABLES } from "#service/commandes/configuration.ts";

const ROOT = new URL("..", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, ROOT), "utf8");
const PAGES = [
  "README.md",
  "ARCHITECTURE.md",
  "CONTRIBUTING.md",
  "GLOSSAIRE.md",
  "CHANGELOG.md",
  "docs/scale.md",
  "docs/guide/README.md",
  "docs/guide/qui-peut-quoi.md",
  "docs/guide/convention.md",
  "docs/guide/observatoire.md",
  "docs/guide/observatoire-fichiers.md",
  "docs/guide/relogement.md",
  "docs/guide/relogement-fichier.md",
  "docs/guide/programme.md",
  "docs/guide/gouvernance.md",
];
const DECISIONS = readdirSync(new URL("docs/decisions", ROOT)).map((name) => `docs/decisions/${name}`);

test("the README lists every variable, with its default", () => {
  const written = [...read("README.md").matchAll(/^\| `([A-Z_]+)` \| (?:`(.*?)`|—) \|/gm)].map(([, nom, value]) => [
    nom,
    value,
  ]);
  const expected = Object.entries(VARIABLES).map(([nom, { schema }]) => [nom, schema.parse(undefined)?.toString()]);
  expect(written).toEqual(expected);
});

test("every npm script that the pages name exists", () => {
  const scripts = Object.keys(JSON.parse(read("package.json")).scripts);
  const named = PAGES.flatMap((page) =>
    [...read(page).matchAll(/npm (?:run )?(start|test|(?<=run )[a-z]+)/g)].map(([, name]) => name),
  );
  expect(named.length).toBeGreaterThan(3);
  expect(named.filter((name) => name !== undefined && !scripts.includes(name))).toEqual([]);
});

describe("links to files of the project", () => {
  test.each([...PAGES, ...DECISIONS])("of %s", (page) => {
    const targets = [...read(page).matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, target]) => target ?? "");
    expect(targets.filter((target) => !existsSync(new URL(target, new URL(page, ROOT))))).toEqual([]);
  });
});
