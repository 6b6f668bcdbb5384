import { readdirSync, readFileSync } from "node:fs";
import { parseAst } from "vitest/node";

type Source = { readonly path: string; readonly texte: string };
type Node = { readonly type: string } & Readonly<Record<string, unknown>>;

const ETAGES_PAGES = ["pages", "routes"];

/** What « La maison » counts of the product, tests apart: each may go down, none may go up. */
export function countHouse(): Readonly<Record<string, number>> {
  const sources = readSources();
  const of = (etages: readonly string[]) => sources.filter(({ path }) => etages.includes(path.split("/")[2] ?? ""));
  const code = sources.filter(({ path }) => !path.endsWith(".sql"));
  const drawn = sources.filter(isDrawing);
  return {
    lignes: countLines(code),
    lignesPagesEtRoutes: countLines(of(ETAGES_PAGES)),
    lignesRequetesEtSql: countLines(of(["sql"])),
    lignesGraphiques: countLines(drawn.filter(({ path }) => !CARTES.test(path))),
    lignesCartes: countLines(drawn.filter(({ path }) => CARTES.test(path))),
    actesPrives: countMatches(code, /^(?:async )?function act\(|^const act = /gm),
    vuesPrivees: countMatches(code, /^(?:async )?function show\(|^const show = /gm),
    annonces: countMatches(code, /^const ANNONCES\b/gm),
    corpsLusALaMain: countMatches(of(["routes"]), /\bparseBody\(/g),
    tablesALaMain: countMatches(of(["pages"]), /<table\b/g),
    nomsEnCamelDansLeSql: countMatches(of(["sql"]), / as "[a-z]+[A-Z]/g),
    etalementsDeLitteraux: code.reduce((total, source) => total + countSpreads(source), 0),
  };
}

/** Of the drawings, what is for maps alone: places, their contours, their projection, the classes of their colours. */
const CARTES = /\/(carte[^/]*|cercles|classes|echelle|fond|projection|simplify)\.ts$/;

/** What draws charts and maps: the `images` of every room without its lists, which are tables, and the map that moves. */
function isDrawing({ path }: Source): boolean {
  if (/\/islands\/carte[^/]*\.ts$/.test(path)) return true;
  return path.split("/")[2] === "images" && !/-tables?\.ts$/.test(path);
}

function readSources(): readonly Source[] {
  return readdirSync("src", { recursive: true, encoding: "utf8" })
    .map((path) => `src/${path.replaceAll("\\", "/")}`)
    .filter((path) => /\.(tsx?|sql)$/.test(path) && !/\.test\.tsx?$|\.d\.ts$/.test(path))
    .map((path) => ({ path, texte: readFileSync(path, "utf8") }));
}

function countLines(sources: readonly Source[]): number {
  return sources.reduce((total, { texte }) => total + texte.trimEnd().split("\n").length, 0);
}

function countMatches(sources: readonly Source[], forme: RegExp): number {
  return sources.reduce((total, { texte }) => total + (texte.match(forme)?.length ?? 0), 0);
}

/** `{ ...{ a, b } }`, `[...[a, b]]`, `<A {...{ b }} />`: what is written for a number of lines, and read by nobody. */
export function countSpreads({ path, texte }: Source): number {
  if (!/\.\.\.[[{(]/.test(texte)) return 0;
  const program: unknown = parseAst(texte, { lang: path.endsWith(".tsx") ? "tsx" : "ts" }, path);
  return countIn(program);
}

function countIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((total, one) => total + countIn(one), 0);
  if (!isNode(value)) return 0;
  const own = isSpread(value) && isLiteral(value.argument) ? 1 : 0;
  return own + Object.values(value).reduce<number>((total, child) => total + countIn(child), 0);
}

function isSpread({ type }: Node): boolean {
  return type === "SpreadElement" || type === "JSXSpreadAttribute";
}

function isLiteral(value: unknown): boolean {
  return isNode(value) && (value.type === "ObjectExpression" || value.type === "ArrayExpression");
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}
