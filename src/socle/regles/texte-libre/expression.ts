import type { Mot } from "./mots.ts";

/** Written form: see lexique-table.ts. */
export type Expression = readonly Pas[];

/** One step of an expression: any of these words (exact ones with their plural, or prefixes), any word at all, or linking words to skip. */
type Pas =
  | { readonly genre: "mot"; readonly exacts: ReadonlySet<string>; readonly debuts: readonly string[] }
  | { readonly genre: "quelconque" }
  | { readonly genre: "liaison" };

const LIAISONS = new Set(
  "de du des la le les l d au aux a en un une son sa ses leur leurs mon ma mes notre nos votre vos ce cet cette pour par avec dans sur et chez plus tres".split(
    " ",
  ),
);
const MAX_LIAISONS = 3;
const TERMINAISONS = ["", "s", "e", "es", "x"];

/** Parses the expressions of a table. Throws a plain Error on a badly written one: a defect. */
export function parseExpressions(table: string): readonly Expression[] {
  return table
    .split(",")
    .map((written) => written.trim())
    .filter((written) => written !== "")
    .map((written) => written.split(/\s+/).map(parsePas));
}

/** Expressions by the first letter of their first word: a word of a text is only compared with those. */
export function indexExpressions(expressions: readonly Expression[]): ReadonlyMap<string, readonly Expression[]> {
  const index = new Map<string, Expression[]>();
  for (const expression of expressions) {
    for (const letter of firstLetters(expression)) index.set(letter, [...(index.get(letter) ?? []), expression]);
  }
  return index;
}

function firstLetters(expression: Expression): ReadonlySet<string> {
  const [first] = expression;
  if (first?.genre !== "mot") throw new Error("An expression begins with a word");
  return new Set([...first.exacts, ...first.debuts].map((forme) => forme.charAt(0)));
}

/** Index after the last word of the expression when it matches at `index`, else null. */
export function matchAt(mots: readonly Mot[], index: number, expression: Expression, rang = 0): number | null {
  const pas = expression[rang];
  if (pas === undefined) return index;
  const mot = mots[index];
  if (mot === undefined || (rang > 0 && mot.coupe)) return null;
  if (pas.genre === "liaison") return matchAfterLiaisons(mots, index, expression, rang + 1);
  return pas.genre === "quelconque" || isOneOf(mot.plie, pas) ? matchAt(mots, index + 1, expression, rang + 1) : null;
}

/** Skips as many linking words as possible first: in « rue de la Paix » the street is Paix, not « de ». */
function matchAfterLiaisons(mots: readonly Mot[], index: number, expression: Expression, rang: number): number | null {
  for (let jumped = countLiaisons(mots, index); jumped >= 0; jumped--) {
    const end = matchAt(mots, index + jumped, expression, rang);
    if (end !== null) return end;
  }
  return null;
}

function countLiaisons(mots: readonly Mot[], index: number): number {
  const suite = mots.slice(index, index + MAX_LIAISONS);
  const stop = suite.findIndex(({ coupe, plie }) => coupe || !LIAISONS.has(plie));
  return stop === -1 ? suite.length : stop;
}

function isOneOf(
  plie: string,
  pas: { readonly exacts: ReadonlySet<string>; readonly debuts: readonly string[] },
): boolean {
  return pas.exacts.has(plie) || pas.debuts.some((debut) => plie.startsWith(debut));
}

function parsePas(written: string): Pas {
  if (written === "~") return { genre: "liaison" };
  if (written === "_") return { genre: "quelconque" };
  if (!/^[a-z0-9]+[*!]?(?:\|[a-z0-9]+[*!]?)*$/.test(written)) throw new Error(`Not an expression: ${written}`);
  const formes = written.split("|");
  const entiers = formes.filter((forme) => !forme.endsWith("*"));
  return {
    genre: "mot",
    exacts: new Set(entiers.flatMap(inflect)),
    debuts: formes.filter((forme) => forme.endsWith("*")).map((forme) => forme.slice(0, -1)),
  };
}

function inflect(forme: string): readonly string[] {
  return forme.endsWith("!") ? [forme.slice(0, -1)] : TERMINAISONS.map((end) => forme + end);
}
