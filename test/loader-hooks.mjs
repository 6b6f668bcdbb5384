import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

/** What a source becomes, by its path; the first line says of which content. */
const CACHE = fileURLToPath(new URL("../node_modules/.cache/blaise-sources", import.meta.url));
mkdirSync(CACHE, { recursive: true });

/** As the build compiles them (build.mjs): names of functions are not kept, which tsx does at the price of a call for each closure made. */
const OPTIONS = {
  format: "esm",
  target: "node20",
  sourcemap: "inline",
  sourcesContent: false,
  jsx: "automatic",
  jsxImportSource: "hono/jsx",
  tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
};
const MANNER = createRequire(import.meta.url)("esbuild/package.json").version + JSON.stringify(OPTIONS);

/** A hook of Node's loader (node:module, register): TypeScript is compiled, anything else is Node's. */
export async function load(url, context, nextLoad) {
  // Node 20 reads JSON modules with a warning in each process.
  if (/^file:[^?]+\/(droit|src\/service\/commandes)\/[a-z-]+\.json$/.test(url))
    return { format: "module", shortCircuit: true, source: readJson(url) };
  // Vitest asks for a file again under another query.
  if (!/^file:[^?]+\.tsx?(?:\?|$)/.test(url)) return nextLoad(url, context);
  const path = fileURLToPath(url);
  return { format: "module", shortCircuit: true, source: mutate(path, await compile(path)) };
}

/** Asked for as JSON, it could not be given as a module. */
function withoutAttributes(source) {
  return source.replaceAll(' with { type: "json" };', ";");
}

function readJson(url) {
  return `export default ${readFileSync(fileURLToPath(url), "utf8")}`;
}

/** What a source becomes: the text that V8 is given, whose offsets coverage and mutants speak of. */
export async function compile(path) {
  const loader = path.endsWith("x") ? "tsx" : "ts";
  const source = readFileSync(path, "utf8");
  const entry = `${CACHE}/${hash(path)}`;
  const stamp = `//${hash(MANNER + source)}\n`;
  const kept = read(entry);
  if (kept?.startsWith(stamp)) return kept;
  // Every process of tests has these hooks; few of them compile anything.
  const { transform } = await import("esbuild");
  const { code } = await transform(withoutAttributes(source), {
    ...{ ...OPTIONS, loader, sourcefile: path, banner: stamp.trimEnd() },
  });
  keep(entry, code);
  return code;
}

/** A defect planted for a proof (test/preuves/mutants): in this process alone, never in a file. */
const MUTANT = process.env.BLAISE_TEST_MUTANT ? JSON.parse(process.env.BLAISE_TEST_MUTANT) : null;

function mutate(path, code) {
  if (!MUTANT || !path.endsWith(`/${MUTANT.fichier}`)) return code;
  return code.slice(0, MUTANT.debut) + MUTANT.remplacement + code.slice(MUTANT.fin);
}

function read(entry) {
  try {
    return readFileSync(entry, "utf8");
  } catch {
    return undefined;
  }
}

/** At once: another process may be reading it. */
function keep(entry, code) {
  const aside = `${entry}.${process.pid}`;
  writeFileSync(aside, code);
  renameSync(aside, entry);
}

function hash(text) {
  return createHash("sha1").update(text).digest("hex");
}
