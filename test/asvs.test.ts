import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";

const ROOT = new URL("..", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, ROOT), "utf8");

const STATUTS = ["tenu", "partiel", "sans-objet", "non-tenu"] as const;

const exigence = z.strictObject({
  id: z.string().regex(/^V\d+\.\d+\.\d+$/),
  niveau: z.literal([1, 2, 3]),
  /** Our own words: the text of the standard is not copied. */
  objet: z.string().min(3).max(120),
  statut: z.enum(STATUTS),
  /** Why, in French; not needed when tests speak. */
  raison: z.string().min(10).optional(),
  /** Files that hold the requirement. */
  code: z.array(z.string()).min(1).optional(),
  /** `path/of/test.ts > title of the test`. */
  tests: z.array(z.string()).min(1).optional(),
});
type Exigence = z.output<typeof exigence>;

const { exigences } = z
  .strictObject({ norme: z.literal("OWASP ASVS 5.0.0"), source: z.string(), exigences: z.array(exigence) })
  .parse(JSON.parse(read("docs/securite/asvs.json")));

/** Requirements of level 1 and 2 in each section of ASVS 5.0.0 (github.com/OWASP/ASVS, 5.0/docs_en, flat CSV): 70 and 183. */
const SECTIONS: Readonly<Record<string, readonly [l1: number, l2: number]>> = {
  "V1.1": [0, 2],
  "V1.2": [5, 4],
  "V1.3": [2, 9],
  "V1.4": [0, 3],
  "V1.5": [1, 1],
  "V2.1": [1, 2],
  "V2.2": [2, 1],
  "V2.3": [1, 3],
  "V2.4": [0, 1],
  "V3.2": [2, 0],
  "V3.3": [1, 3],
  "V3.4": [2, 4],
  "V3.5": [3, 2],
  "V3.7": [0, 2],
  "V4.1": [1, 2],
  "V4.2": [0, 1],
  "V4.3": [0, 2],
  "V4.4": [1, 3],
  "V5.1": [0, 1],
  "V5.2": [2, 1],
  "V5.3": [2, 0],
  "V5.4": [0, 3],
  "V6.1": [1, 2],
  "V6.2": [8, 4],
  "V6.3": [2, 2],
  "V6.4": [2, 2],
  "V6.5": [0, 5],
  "V6.6": [0, 3],
  "V6.8": [0, 4],
  "V7.1": [0, 3],
  "V7.2": [4, 0],
  "V7.3": [0, 2],
  "V7.4": [2, 3],
  "V7.5": [0, 2],
  "V7.6": [0, 2],
  "V8.1": [1, 1],
  "V8.2": [2, 1],
  "V8.3": [1, 0],
  "V8.4": [0, 1],
  "V9.1": [3, 0],
  "V9.2": [1, 3],
  "V10.1": [0, 2],
  "V10.2": [0, 2],
  "V10.3": [0, 4],
  "V10.4": [5, 6],
  "V10.5": [0, 5],
  "V10.6": [0, 2],
  "V10.7": [0, 3],
  "V11.1": [0, 2],
  "V11.2": [0, 3],
  "V11.3": [2, 1],
  "V11.4": [1, 3],
  "V11.5": [0, 1],
  "V11.6": [0, 1],
  "V12.1": [1, 2],
  "V12.2": [2, 0],
  "V12.3": [0, 4],
  "V13.1": [0, 1],
  "V13.2": [0, 5],
  "V13.3": [0, 2],
  "V13.4": [1, 4],
  "V14.1": [0, 2],
  "V14.2": [1, 3],
  "V14.3": [1, 2],
  "V15.1": [1, 2],
  "V15.2": [1, 2],
  "V15.3": [1, 6],
  "V16.1": [0, 1],
  "V16.2": [0, 5],
  "V16.3": [0, 4],
  "V16.4": [0, 3],
  "V16.5": [0, 3],
  "V17.1": [0, 1],
  "V17.2": [0, 4],
  "V17.3": [0, 2],
};

/** Of level 3, those that we chose to hold too. */
const CHOISIES = ["V1.2.10", "V5.2.4", "V5.2.6", "V8.3.2", "V14.2.7", "V16.5.4"];

const sectionOf = ({ id }: Exigence) => id.slice(0, id.lastIndexOf("."));
const idsWhere = (isWrong: (found: Exigence) => boolean) => exigences.filter(isWrong).map(({ id }) => id);

describe("the list", () => {
  test("holds the 70 requirements of level 1 and the 183 of level 2, section by section", () => {
    const counts: Record<string, [number, number]> = {};
    for (const found of exigences.filter(({ niveau }) => niveau < 3)) {
      counts[sectionOf(found)] ??= [0, 0];
      const count = counts[sectionOf(found)];
      if (count) count[found.niveau === 1 ? 0 : 1] += 1;
    }
    expect(counts).toEqual(SECTIONS);
    expect(exigences.filter(({ niveau }) => niveau === 1)).toHaveLength(70);
    expect(exigences.filter(({ niveau }) => niveau === 2)).toHaveLength(183);
  });

  test("and those of level 3 that we chose", () => {
    expect(idsWhere(({ niveau }) => niveau === 3)).toEqual(CHOISIES);
  });

  test("names each once, in the order of the standard", () => {
    const rank = (id: string) =>
      id
        .slice(1)
        .split(".")
        .reduce((sum, part) => sum * 100 + Number(part), 0);
    const ranks = exigences.map(({ id }) => rank(id));
    expect(ranks).toEqual([...new Set(ranks)].sort((a, b) => a - b));
  });
});

describe("each answer", () => {
  test("« tenu » is shown by a test, or says which code holds it", () => {
    expect(
      idsWhere(({ statut, tests, raison, code }) => statut === "tenu" && tests === undefined && !(raison && code)),
    ).toEqual([]);
  });

  test.each(["partiel", "sans-objet", "non-tenu"])("« %s » says why", (statut) => {
    expect(idsWhere((found) => found.statut === statut && found.raison === undefined)).toEqual([]);
  });

  test("« sans-objet » claims no test", () => {
    expect(idsWhere(({ statut, tests }) => statut === "sans-objet" && tests !== undefined)).toEqual([]);
  });

  test("names only files of the tree", () => {
    expect(exigences.flatMap(({ id, code = [] }) => code.map((path) => [id, path])).filter(isAbsent)).toEqual([]);
  });

  test("names only tests that exist", () => {
    const named = exigences.flatMap(({ id, tests = [] }) => tests.map((test) => [id, test] as const));
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter(([, test]) => !isTest(test))).toEqual([]);
  });
});

describe("titles of tests are found in the source", () => {
  test.each([
    ['test("adds", () => {})', "adds", true],
    ['test("adds", () => {})', "add", false],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: source text, as it is in a file.
    ["it(`is all or nothing: ${KILLS} imports`, {", "is all or nothing: 50 imports", true],
    ['test.each([\n  [1],\n])(\n  "counts %i",\n', "counts 3", true],
    ['test.each([1])("%s is counted", f)', "anything", false],
    ['test.each([1])("%s is counted", f)', "%s is counted", true],
    ['describe.skipIf(NO)("in a browser", f)', "in a browser", true],
    ['test.skip("later", f)', "later", false],
    ['test.todo("later")', "later", false],
    ['expect(call("adds")).toBe(1)', "adds", false],
  ])("in %j, %j: %s", (source, title, expected) => {
    expect(titlesOf(source).some((found) => matches(found, title))).toBe(expected);
  });
});

test("what is met in part, or not, has its dated decision, and no other has one", () => {
  const decision = read("docs/decisions/0033-asvs-what-is-left.md");
  const decides = [...decision.matchAll(/^\| (V[\d., V]+) \|/gm)].flatMap(([, ids = ""]) => ids.split(", "));
  expect(decides).toEqual(idsWhere(({ statut }) => statut === "partiel" || statut === "non-tenu"));
});

describe("docs/securite/README.md", () => {
  const page = read("docs/securite/README.md");

  test.each(STATUTS)("gives the count of « %s »", (statut) => {
    const count = (niveau: number) =>
      exigences.filter((found) => found.statut === statut && found.niveau === niveau).length;
    const total = exigences.filter((found) => found.statut === statut).length;
    expect(page).toContain(`| ${statut} | ${count(1)} | ${count(2)} | ${count(3)} | ${total} |`);
  });

  test("gives the count of those that a test shows", () => {
    const shown = exigences.filter(({ tests }) => tests !== undefined).length;
    const applicable = exigences.filter(({ statut }) => statut !== "sans-objet").length;
    expect(page).toContain(`**${shown}** des ${applicable} exigences applicables`);
  });

  test("names what is not held", () => {
    expect(idsWhere(({ id, statut }) => statut === "non-tenu" && !page.includes(id))).toEqual([]);
  });
});

function isAbsent([, path = ""]: readonly string[]): boolean {
  return !existsSync(new URL(path, ROOT));
}

function isTest(id: string): boolean {
  const [path = "", title] = id.split(" > ", 2);
  if (title === undefined || !/\.test\.tsx?$/.test(path) || isAbsent([id, path])) return false;
  return titlesOf(read(path)).some((found) => matches(found, title));
}

/** Titles given to `test`, `it` and `describe`, each-titles unexpanded; those of a test that never runs are left out. */
function titlesOf(source: string): string[] {
  const call = /\b(?:test|it|describe)((?:\.\w+)*)\s*\(\s*(["'`])((?:\\.|(?!\2)[^\\])*)\2/g;
  const table = /[)\]`]\)?\(\s*(["'`])((?:\\.|(?!\1)[^\\])*)\1\s*,/g;
  const direct = [...source.matchAll(call)]
    .filter(([, modifiers = ""]) => !/\.(skip|todo|fails)\b/.test(modifiers))
    .map(([, , , title = ""]) => title);
  return [...direct, ...[...source.matchAll(table)].map(([, , title = ""]) => title)];
}

/** The title itself, or, when values complete it, one that begins with its fixed part. */
function matches(found: string, title: string): boolean {
  if (found === title) return true;
  const fixed = found.split(/%[sdifjoOp#%]|\$\{|\$[a-z]/, 1)[0] ?? "";
  return fixed !== found && fixed.length >= 7 && title.startsWith(fixed);
}
