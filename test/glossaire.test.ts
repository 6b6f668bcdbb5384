import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { OBJETS } from "#donnees/regles/convention/objet.ts";
import { GENRES_INSTANCE } from "#socle/regles/gouvernance/instance.ts";
import { RESSOURCES } from "#socle/regles/habilitation/ressource.ts";
import { ROLES, ROLES_HABILITES } from "#socle/regles/habilitation/role.ts";
import { TYPES_ORGANISATION } from "#socle/regles/habilitation/type-organisation.ts";
import { PLAN, type Salle } from "#socle/regles/plan/plan.ts";
import { MANQUES } from "#socle/regles/shared/manque.ts";
import { SOURCES } from "#socle/regles/shared/source.ts";
import { readModule } from "./architecture/module.ts";

const ROOT = new URL("..", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, ROOT), "utf8");
const SECTIONS = read("GLOSSAIRE.md").split(/^## /m).slice(1);
const ENTRIES = SECTIONS.flatMap(entriesOf);
const SRC = readdirSync(new URL("src", ROOT), { recursive: true, encoding: "utf8" })
  .map((path) => `src/${path.replaceAll("\\", "/")}`)
  .filter((path) => !/\.test\.tsx?$/.test(path));

/** Written without a space that could break the line: the colon stays with its word. */
const ENTRY = /^\*\*.+\*\* \((`[^`]+`(?:, `[^`]+`)*)\)\u00A0: .+ \*Ne pas dire\*\u00A0: .+\. \*En\*\u00A0: .+\.$/;

/** Two lines of 150 characters. */
const LONGEST = 300;

/** A noun found in this many exported types of the domain is a word of the trade, or of the whole product. */
const MANY_TYPES = 5;

describe("what users meet has its entry", () => {
  test.each<[string, readonly string[]]>([
    ["rooms of the house", rooms()],
    ["parts of the menu", PLAN.map(({ code }) => code)],
    ["pages of the menu", pagesOfMenu()],
    ["resources of the matrix", RESSOURCES],
    ["roles", [...ROLES, ...ROLES_HABILITES]],
    ["kinds of organisations", TYPES_ORGANISATION],
    ["sources of a lot", SOURCES],
    ["instances of the governance", GENRES_INSTANCE],
    ["objects of an objective", OBJETS],
    ["words for a value that is not there", MANQUES],
  ])("%s", (_title, codes) => {
    expect(codes.length).toBeGreaterThanOrEqual(4);
    const known = new Set(ENTRIES.flatMap((entry) => [...namesOf(entry), ...wordsOf(termOf(entry))]).map(fold));
    expect(codes.filter((code) => !known.has(fold(code)))).toEqual([]);
  });
});

test("a noun of many types of the domain has its entry", () => {
  const known = new Set(
    ENTRIES.flatMap((entry) => [termOf(entry), ...wordsOf(termOf(entry)), ...namesOf(entry)]).map(fold),
  );
  const nouns = nounsOf(exportedTypes());
  expect(nouns.length).toBeGreaterThan(30);
  expect(nouns.filter((noun) => !known.has(fold(noun)))).toEqual([]);
});

test("each name between parentheses is still one of the code", () => {
  const words = wordsOfCode();
  const stale = ENTRIES.flatMap((entry) => namesOf(entry).filter((name) => !words.has(name)));
  expect(stale).toEqual([]);
});

test("an entry is a definition, what not to say, and the English word, in two lines", () => {
  expect(ENTRIES.filter((entry) => !ENTRY.test(entry) || entry.length > LONGEST)).toEqual([]);
});

test("a reader goes through all of them", () => {
  expect(ENTRIES.length).toBeGreaterThanOrEqual(120);
  expect(ENTRIES.length).toBeLessThanOrEqual(175);
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

function namesOf(entry: string): string[] {
  return [...(ENTRY.exec(entry)?.[1] ?? "").matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? "");
}

function wordsOf(term: string): string[] {
  return term.split(/[^\p{L}-]+/u).filter((word) => word.length > 2);
}

/** « Évènements », « evenement »: one word. */
function fold(word: string): string {
  const plain = word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(/[sx](?=-|$)/g, "");
}

function rooms(): string[] {
  return [...new Set(SRC.filter((path) => path.split("/").length > 2).map((path) => path.split("/")[1] ?? ""))];
}

/** « observatoire/parc » is the page of the parc; a third step, « commission/cas/nouveau », is an act of the page above. */
function pagesOfMenu(): string[] {
  const pages = (PLAN as readonly Salle[])
    .flatMap((salle) => salle.pages.flatMap((page) => [page, ...(page.vues ?? [])]))
    .map(({ chemin }) => chemin.split("/"));
  return pages.filter((steps) => steps.length < 3).map((steps) => steps.at(-1) ?? "");
}

function exportedTypes(): ReadonlySet<string> {
  const domain = SRC.filter((path) => path.split("/")[2] === "regles" && path.endsWith(".ts"));
  return new Set(domain.flatMap((path) => readModule(path, read(path)).types));
}

/** « PlafondMenage » holds plafond and ménage. */
function nounsOf(types: ReadonlySet<string>): string[] {
  const counts = new Map<string, number>();
  for (const type of types) {
    for (const noun of new Set(type.match(/[A-Z][a-z]{2,}/g))) counts.set(noun, (counts.get(noun) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count >= MANY_TYPES).map(([noun]) => noun);
}

/** Identifiers, codes, columns and addresses; neither comments nor sentences. */
function wordsOfCode(): ReadonlySet<string> {
  const words = new Set<string>();
  for (const path of SRC.filter((path) => /\.(ts|sql)$/.test(path))) {
    const code = read(path)
      .replace(/\/\*[\s\S]*?\*\/|^\s*(\/\/|--).*$/gm, "")
      .replace(/"[^"\n]*[ \u00A0\u202F][^"\n]*"/g, "");
    for (const [word] of code.matchAll(/\w+(?:-\w+)*/g)) {
      words.add(word);
      for (const part of word.split("-")) words.add(part);
    }
  }
  return words;
}
