import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readModule } from "./architecture/module.ts";

const ROOT = new URL("..", import.meta.url);
const GLOSSAIRE = readFileSync(new URL("GLOSSAIRE.md", ROOT), "utf8");
const SECTIONS = GLOSSAIRE.split(/^## /m).slice(1);
const ENTRIES = SECTIONS.flatMap(entriesOf);

/** Written without a space that could break the line: the colon stays with its word. */
const ENTRY = /^\*\*.+\*\* \(`.+`\)\u00A0: .+ \*Ne pas dire\*\u00A0: .+\. \*En\*\u00A0: .+\.$/;

test("every type that the domain exports has its entry", () => {
  const named = new Set(ENTRIES.flatMap((entry) => [...entry.matchAll(/`([^`]+)`/g)].map(([, name]) => name)));
  const types = domainFiles().flatMap((path) => readModule(path, readFileSync(new URL(path, ROOT), "utf8")).types);
  expect(types.length).toBeGreaterThan(10);
  expect([...new Set(types)].filter((name) => !named.has(name)).sort()).toEqual([]);
});

test("an entry is a definition, what not to say, and the English word", () => {
  expect(ENTRIES.filter((entry) => !ENTRY.test(entry))).toEqual([]);
});

test("no term is defined twice", () => {
  const terms = ENTRIES.map(termOf);
  expect(terms.filter((term, index) => terms.indexOf(term) !== index)).toEqual([]);
});

describe("entries are in alphabetical order", () => {
  test.each(
    SECTIONS.map((section) => [section.slice(0, section.indexOf("\n")), entriesOf(section).map(termOf)] as const),
  )("%s", (_title, terms) => {
    expect(terms).toEqual([...terms].sort(new Intl.Collator("fr", { ignorePunctuation: true }).compare));
  });
});

function entriesOf(section: string): string[] {
  return section.split("\n").filter((line) => line.startsWith("**"));
}

function termOf(entry: string): string {
  return /^\*\*(.+?)\*\*/.exec(entry)?.[1] ?? entry;
}

function domainFiles(): string[] {
  return readdirSync(new URL("src", ROOT), { recursive: true, encoding: "utf8" })
    .map((path) => `src/${path.replaceAll("\\", "/")}`)
    .filter((path) => path.split("/")[2] === "regles" && path.endsWith(".ts") && !path.endsWith(".test.ts"));
}
