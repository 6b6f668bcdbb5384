import { build } from "esbuild";
import { beforeAll, expect, test } from "vitest";
import { isPur, readDependants, testsOf } from "../../scripts/dependants.mjs";
import { readTests } from "../etiquettes.ts";

/** What esbuild itself follows from each test, one step at a time. */
let imports: ReadonlyMap<string, readonly string[]>;

beforeAll(async () => {
  const { metafile } = await build({
    // One entry that imports them all: each on its own would be written whole.
    stdin: {
      contents: readTests()
        .map(({ chemin }) => `import "./${chemin}";`)
        .join("\n"),
      resolveDir: process.cwd(),
    },
    bundle: true,
    write: false,
    metafile: true,
    logLevel: "silent",
    format: "esm",
    platform: "node",
    packages: "external",
  });
  imports = new Map(
    Object.entries(metafile.inputs).map(([path, input]) => [
      path,
      input.imports.flatMap((one) => (one.external ? [] : [one.path])),
    ]),
  );
});

function importedBy(test: string): ReadonlySet<string> {
  const met = new Set([test]);
  for (const path of met) for (const one of imports.get(path) ?? []) met.add(one);
  return met;
}

test("a change of any file has every test that imports it, at whatever distance, run again", () => {
  const tests = readTests().map(({ chemin }) => ({ chemin, importes: importedBy(chemin) }));
  // One in a hundred and fifty, in the order in which the tests come to them.
  const dependants = readDependants();
  const sources = [...imports.keys()].filter((path) => path.startsWith("src/"));
  const drawn = sources.filter((_, rang) => rang % 150 === 0);
  expect(drawn.length).toBeGreaterThan(10);
  for (const path of drawn) {
    const found = testsOf([path], dependants);
    for (const { chemin, importes } of tests) if (importes.has(path)) expect(found, path).toContain(chemin);
  }
});

test("a test of the pure layers imports nothing above them, so that a rule is answered in seconds", () => {
  const purs = readTests()
    .map(({ chemin }) => chemin)
    .filter(isPur);
  expect(purs.length).toBeGreaterThan(100);
  const hauts = purs.flatMap((chemin) =>
    [...importedBy(chemin)]
      .filter((path) => path.startsWith("src/") && !isPur(path))
      .map((path) => `${chemin}: ${path}`),
  );
  expect(hauts).toEqual([]);
});

test("a thread, which is started by its name, is behind the tests of what starts it", () => {
  expect(testsOf(["src/attributions/optimisation/optimisation.worker.ts"])).toContain(
    "src/attributions/optimisation/run-optimisation.test.ts",
  );
});

test("a rule of law is not behind the tests of another", () => {
  const found = testsOf(["src/socle/regles/texte-libre/nir.ts"]);
  expect(found).toContain("src/socle/regles/texte-libre/nir.test.ts");
  expect(found).not.toContain("src/droit/regles/hors-qpv.test.ts");
});
