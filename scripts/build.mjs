import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, relative } from "node:path";
import { build } from "esbuild";
import { ROOT } from "./install.mjs";
import { sourceHash, writeStamp } from "./stamp.mjs";

// Built aside, then put in place at once: a build that fails leaves the former one, and a running server never sees half of one.
const OUT = `${ROOT}.dist-${process.pid}`;
const started = performance.now();
const hash = sourceHash();
const files = readdirSync(`${ROOT}src`, { recursive: true })
  .map((path) => `src/${path.replaceAll("\\", "/")}`)
  .sort();
const matching = (pattern) => files.filter((path) => pattern.test(path) && !/\.test\.tsx?$/.test(path));

try {
  mkdirSync(OUT);
  await buildServer();
  await buildBrowser();
  copy(matching(/^src\/socle\/sql\/migrations\/.+\.sql$/), "migrations");
  copy(matching(/^src\/socle\/documents\/.+\.typ$/), "reports");
  copy(matching(/^src\/donnees\/formats\/contours\/.+\.gz$/), "contours");
  writeStamp(OUT, hash);
  rmSync(`${ROOT}dist`, { recursive: true, force: true });
  renameSync(OUT, `${ROOT}dist`);
  linkCommand();
} catch (error) {
  // esbuild has already shown where; its stack would only hide it.
  if (!Array.isArray(error.errors)) console.error(error);
  console.error("La construction a échoué.");
  process.exitCode = 1;
} finally {
  rmSync(OUT, { recursive: true, force: true });
}
if (!process.exitCode) console.log(`Construction terminée en ${((performance.now() - started) / 1000).toFixed(1)} s.`);

/** The command line with the server inside it, and the workers beside it, where `new URL("./x.worker.js", import.meta.url)` finds them. */
async function buildServer() {
  const entries = ["src/service/commandes/main.ts", ...matching(/\.worker\.ts$/)];
  await build({
    entryPoints: entries.map((path) => ({ in: `${ROOT}${path}`, out: basename(path, ".ts") })),
    outdir: OUT,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    sourcemap: true,
    // Sources are in the clone: a copy of each inside the maps would double the folder.
    sourcesContent: false,
    logLevel: "warning",
  });
}

/** Islands and style sheets: what the browser downloads, minified. */
async function buildBrowser() {
  const islands = matching(/^src\/socle\/pages\/islands\/[^/]+\.ts$/);
  const sheets = matching(/^src\/socle\/pages\/design\/[^/]+\.css$/);
  const entryPoints = [
    ...islands.map((path) => entry(path, "islands")),
    ...sheets.map((path) => entry(path, "design")),
  ];
  if (entryPoints.length === 0) return;
  await build({
    entryPoints,
    outdir: OUT,
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: ["es2022"],
    // Fonts are served by their own route, under the address the sheet writes.
    external: ["*.woff2", "*.woff", "*.svg", "*.png"],
    logLevel: "warning",
  });
  // The map's worker comes as one file: served by ours, the policy of the page needs no `blob:`.
  copyFileSync(`${ROOT}node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs`, `${OUT}/islands/carte-ouvrier.js`);
}

function entry(path, folder) {
  return { in: `${ROOT}${path}`, out: `${folder}/${basename(path).replace(/\.[^.]+$/, "")}` };
}

function copy(paths, folder) {
  mkdirSync(`${OUT}/${folder}`, { recursive: true });
  for (const path of paths) copyFileSync(`${ROOT}${path}`, `${OUT}/${folder}/${basename(path)}`);
}

/** npm links the commands of the packages it installs, not ours: without this link `npx blaise` in the clone goes through npm's own cache, slowly. */
function linkCommand() {
  const bin = `${ROOT}node_modules/.bin`;
  if (!existsSync(bin)) return;
  chmodSync(`${ROOT}bin/blaise.mjs`, 0o755);
  if (process.platform === "win32") {
    writeFileSync(`${bin}/blaise.cmd`, '@node "%~dp0\\..\\..\\bin\\blaise.mjs" %*\r\n');
    return;
  }
  const link = `${bin}/blaise`;
  if (lstatSync(link, { throwIfNoEntry: false })) rmSync(link);
  symlinkSync(relative(dirname(link), `${ROOT}bin/blaise.mjs`), link);
}
