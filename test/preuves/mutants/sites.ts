import { parseAst } from "vitest/node";

/** What a mutant does, named by the defect that it stands for. */
export const GENRES = [
  "borne",
  "egalite",
  "inconnu",
  "constante",
  "et-ou",
  "garde",
  "branche",
  "exclusion",
  "arrondi",
  "ordre",
  "colonnes",
  "echappement",
  "etiquette",
  "condition-sql",
  "borne-sql",
  "conflit-sql",
  "ordre-sql",
] as const;
export type Genre = (typeof GENRES)[number];

/** A piece of a compiled module and what is put in its place; offsets are those of the compiled text. */
export type Site = {
  readonly genre: Genre;
  readonly debut: number;
  readonly fin: number;
  readonly remplacement: string;
};
/** `aChaud`: in a function, and not in what the module does once, when it is loaded. */
export type SiteSitue = Site & { readonly aChaud: boolean };

type Node = { readonly type: string; readonly start: number; readonly end: number } & Readonly<Record<string, unknown>>;

const BORNES: Readonly<Record<string, string>> = { "<": "<=", "<=": "<", ">": ">=", ">=": ">" };
const EGALITES: Readonly<Record<string, string>> = { "===": "!==", "!==": "===" };
const ARRONDIS: Readonly<Record<string, string>> = {
  ceil: "floor",
  floor: "ceil",
  round: "floor",
  min: "max",
  max: "min",
};
const ORDRES = /^(sort|toSorted|toReversed|reverse)$/;
const ECHAPPE = /^(escape|echapper|clean|protect)/;

/** Every place of a module (JavaScript, as the sources are compiled) where a defect of one kind can be planted. */
export function sitesOf(code: string): readonly SiteSitue[] {
  const sites: SiteSitue[] = [];
  const ensembles = new Set<unknown>();
  visit(parseAst(code), false, (node, aChaud) => {
    ensembles.add(ensembleOf(node));
    if (!ensembles.has(node)) sites.push(...sitesOfNode(node, code).map((site) => ({ ...site, aChaud })));
  });
  return sites;
}

function visit(value: unknown, aChaud: boolean, look: (node: Node, aChaud: boolean) => void): void {
  if (Array.isArray(value)) for (const item of value) visit(item, aChaud, look);
  if (!isNode(value) || value.type === "ImportDeclaration") return;
  look(value, aChaud);
  const within = aChaud || /Function/.test(value.type);
  for (const child of Object.values(value)) visit(child, within, look);
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

function sitesOfNode(node: Node, code: string): readonly Site[] {
  switch (node.type) {
    case "BinaryExpression":
      return ofComparison(node, code);
    case "LogicalExpression":
      return ofOperator(node, code, { "&&": "||", "||": "&&" }, "et-ou");
    case "ConditionalExpression":
      return isNode(node.test) ? [negate(node.test, code, "branche")] : [];
    case "IfStatement":
      return ofIf(node, code);
    case "Literal":
      return ofLiteral(node);
    case "CallExpression":
      return ofCall(node, code);
    case "ArrayExpression":
      return ofArray(node, code);
    case "Property":
      return ofProperty(node);
    case "TemplateLiteral":
      return ofTemplate(node, code);
    default:
      return [];
  }
}

/** « === "oui" » read as « !== "non" », which takes the unknown for a yes, is another defect than an equality turned. */
function ofComparison(node: Node, code: string): readonly Site[] {
  const { right, operator } = node;
  const turned = [...ofOperator(node, code, BORNES, "borne"), ...ofOperator(node, code, EGALITES, "egalite")];
  if (!isNode(right) || right.type !== "Literal" || !isNode(node.left)) return turned;
  const other = { oui: "non", non: "oui" }[String(right.value)];
  if (!other || !EGALITES[String(operator)]) return turned;
  const remplacement = `${EGALITES[String(operator)]} "${other}"`;
  return [...turned, { genre: "inconnu", debut: node.left.end, fin: right.end, remplacement: ` ${remplacement}` }];
}

function ofOperator(node: Node, code: string, others: Readonly<Record<string, string>>, genre: Genre): readonly Site[] {
  const { left, right, operator } = node;
  const other = others[String(operator)];
  if (!other || !isNode(left) || !isNode(right)) return [];
  const debut = code.indexOf(String(operator), left.end);
  if (debut < 0 || debut >= right.start) return [];
  return [{ genre, debut, fin: debut + String(operator).length, remplacement: other }];
}

const negate = ({ start, end }: Node, code: string, genre: Genre): Site => ({
  genre,
  debut: start,
  fin: end,
  remplacement: `!(${code.slice(start, end)})`,
});

/** What leaves at once is a guard, and goes; another condition is turned. */
function ofIf(node: Node, code: string): readonly Site[] {
  const { test, consequent, alternate, start, end } = node;
  if (!isNode(test) || !isNode(consequent)) return [];
  const leaves = /^(Return|Throw|Continue)Statement$/.test(consequent.type);
  if (leaves && !alternate) return [{ genre: "garde", debut: start, fin: end, remplacement: ";" }];
  return [negate(test, code, "branche")];
}

function ofLiteral({ value, start, end }: Node): readonly Site[] {
  if (typeof value === "number")
    return [{ genre: "constante", debut: start, fin: end, remplacement: String(value + 1) }];
  if (typeof value !== "string") return [];
  // A day of the law: the year after.
  const jour = /^(\d{4})(-\d{2}-\d{2})$/.exec(value);
  if (jour) return [{ genre: "constante", debut: start, fin: end, remplacement: `"${Number(jour[1]) + 1}${jour[2]}"` }];
  return ofSql(value, start + 1);
}

function ofCall(node: Node, code: string): readonly Site[] {
  const { callee, arguments: args, end } = node;
  if (!isNode(callee) || !Array.isArray(args)) return [];
  if (callee.type === "Identifier" && ECHAPPE.test(String(callee.name)) && isNode(args[0]) && args.length === 1)
    return [
      { genre: "echappement", debut: node.start, fin: end, remplacement: code.slice(args[0].start, args[0].end) },
    ];
  if (callee.type !== "MemberExpression" || !isNode(callee.property) || !isNode(callee.object)) return [];
  const nom = String(callee.property.name);
  const gone = { debut: callee.object.end, fin: end, remplacement: "" };
  if (nom === "filter") return [{ genre: "exclusion", ...gone }];
  if (ORDRES.test(nom)) return [{ genre: "ordre", ...gone }];
  const other = callee.object.name === "Math" ? ARRONDIS[nom] : undefined;
  if (!other) return [];
  return [{ genre: "arrondi", debut: callee.property.start, fin: callee.property.end, remplacement: other }];
}

/** The list of which `node` asks what it holds, in whatever order. */
function ensembleOf({ type, callee, arguments: args, object, property }: Node): unknown {
  if (type === "NewExpression" && isNode(callee) && callee.name === "Set") return Array.isArray(args) ? args[0] : null;
  const asks = type === "MemberExpression" && isNode(property) && /^(includes|some|every)$/.test(String(property.name));
  return asks ? object : null;
}

/** Two that follow one another change places: cells of a line, or their headers. Of pairs, what the two say: their names would follow them. */
function ofArray({ elements }: Node, code: string): readonly Site[] {
  if (!Array.isArray(elements) || elements.length < 3) return [];
  const all = elements.filter(isNode).filter(({ type }) => type !== "SpreadElement");
  return all.slice(1).flatMap((next, rang): Site[] => {
    const former = all[rang];
    if (!former) return [];
    const [before, after] = saidBy(former, next);
    const [a, b] = [code.slice(before.start, before.end), code.slice(after.start, after.end)];
    const between = code.slice(before.end, after.start);
    if (a === b || between.includes("...")) return [];
    return [{ genre: "colonnes", debut: before.start, fin: after.end, remplacement: `${b}${between}${a}` }];
  });
}

function saidBy(former: Node, next: Node): readonly [Node, Node] {
  const [of, by] = [former, next].map(({ elements }) => (Array.isArray(elements) ? elements.filter(isNode) : []));
  const [before, after] = [of?.[1], by?.[1]];
  return of?.length === 2 && by?.length === 2 && before && after ? [before, after] : [former, next];
}

/** JSX once compiled: a label is bound by `for`. */
function ofProperty({ key, value }: Node): readonly Site[] {
  if (!isNode(key) || !isNode(value) || (key.name ?? key.value) !== "for") return [];
  return [{ genre: "etiquette", debut: value.start, fin: value.end, remplacement: '"autre"' }];
}

function ofTemplate({ quasis }: Node, code: string): readonly Site[] {
  if (!Array.isArray(quasis)) return [];
  const whole = quasis.filter(isNode);
  const texte = whole.map(({ start, end }) => code.slice(start, end)).join(" ");
  return isSql(texte) ? whole.flatMap(({ start, end }) => ofSqlText(code.slice(start, end), start)) : [];
}

const isSql = (texte: string) =>
  /\b(select|insert into|update|delete from)\b[\s\S]*\b(from|into|set|where|values)\b/.test(texte);

function ofSql(texte: string, debut: number): readonly Site[] {
  // Written with escapes, its offsets are not those of the code.
  return isSql(texte) && !/["\\\n]/.test(texte) ? ofSqlText(texte, debut) : [];
}

const SQL: readonly (readonly [genre: Genre, motif: RegExp, remplacement: string | ((found: string) => string)])[] = [
  ["condition-sql", /\n?\s*\band [^\n()]+(?=\n|$)/g, " "],
  ["condition-sql", /\bwhere [^\n()]+(?=\n|$)/g, "where true"],
  ["borne-sql", /(?<= )(<=|>=|<|>)(?= )/g, (found) => BORNES[found] ?? found],
  ["borne-sql", /\bis not null\b/g, "is null"],
  ["conflit-sql", /\b\w+ = excluded\.\w+,\s*/g, ""],
  ["conflit-sql", /,\s*\w+ = excluded\.\w+(?!,)/g, ""],
  ["ordre-sql", / desc\b/g, ""],
];

function ofSqlText(texte: string, debut: number): readonly Site[] {
  return SQL.flatMap(([genre, motif, remplacement]) =>
    [...texte.matchAll(motif)].map(({ 0: found, index }) => ({
      genre,
      debut: debut + index,
      fin: debut + index + found.length,
      remplacement: typeof remplacement === "string" ? remplacement : remplacement(found),
    })),
  );
}
