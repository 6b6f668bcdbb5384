import { parseAst } from "vitest/node";

export type Import = {
  readonly specifier: string;
  /** Erased when the program runs: `import type`, `import { type A }` alone, `import("…").A`, `export type … from`. */
  readonly typeOnly: boolean;
};

/** What the rules look at in one source file. */
export type Module = {
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  /** Types and classes exported from this very file. */
  readonly types: readonly string[];
  readonly hasDefaultExport: boolean;
  /** Calls that read the machine's clock or its dice: « new Date() », « Date.now », « Math.random »… */
  readonly impurities: readonly string[];
};

type Node = { readonly type: string } & Readonly<Record<string, unknown>>;

const CLOCKS = ["Date.now", "Math.random", "performance.now", "crypto.randomUUID", "crypto.getRandomValues"];

/** Reads a file through a real parser: a regular expression would stumble on JSX text, templates and comments. */
export function readModule(path: string, source: string): Module {
  const imports: Import[] = [];
  const types: string[] = [];
  const impurities: string[] = [];
  let hasDefaultExport = false;

  const program: unknown = parseAst(source, { lang: path.endsWith(".tsx") ? "tsx" : "ts" }, path);
  visit(program, (node) => {
    const found = importOf(node);
    if (found) imports.push(found);
    types.push(...exportedTypes(node));
    if (isDefaultExport(node)) hasDefaultExport = true;
    const impurity = impurityOf(node);
    if (impurity) impurities.push(impurity);
  });
  return { path, lines: source.trimEnd().split("\n").length, imports, types, hasDefaultExport, impurities };
}

function visit(value: unknown, look: (node: Node) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, look);
  } else if (isNode(value)) {
    look(value);
    for (const child of Object.values(value)) visit(child, look);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

function importOf(node: Node): Import | undefined {
  const specifier = literal(node.source);
  if (specifier === undefined) return undefined;
  switch (node.type) {
    case "ImportDeclaration":
      return { specifier, typeOnly: node.importKind === "type" || areAllTypes(node.specifiers, "importKind") };
    case "ExportNamedDeclaration":
      return { specifier, typeOnly: node.exportKind === "type" || areAllTypes(node.specifiers, "exportKind") };
    case "ExportAllDeclaration":
      return { specifier, typeOnly: node.exportKind === "type" };
    case "TSImportType":
      return { specifier, typeOnly: true };
    case "ImportExpression":
      return { specifier, typeOnly: false };
    default:
      return undefined;
  }
}

/** `import "x"` names nothing and runs everything: it is not a type import. */
function areAllTypes(specifiers: unknown, kind: "importKind" | "exportKind"): boolean {
  if (!Array.isArray(specifiers) || specifiers.length === 0) return false;
  return specifiers.every((specifier: unknown) => isNode(specifier) && specifier[kind] === "type");
}

function literal(value: unknown): string | undefined {
  if (!isNode(value) || value.type !== "Literal") return undefined;
  return typeof value.value === "string" ? value.value : undefined;
}

function exportedTypes(node: Node): string[] {
  if (node.type !== "ExportNamedDeclaration" || !isNode(node.declaration)) return [];
  const { type, id } = node.declaration;
  const isType = ["TSTypeAliasDeclaration", "TSInterfaceDeclaration", "ClassDeclaration"].includes(type);
  return isType && isNode(id) && typeof id.name === "string" ? [id.name] : [];
}

function isDefaultExport(node: Node): boolean {
  if (node.type === "ExportDefaultDeclaration") return true;
  return node.type === "ExportSpecifier" && isNode(node.exported) && node.exported.name === "default";
}

function impurityOf(node: Node): string | undefined {
  if (node.type === "MemberExpression" && isNode(node.object) && isNode(node.property)) {
    const written = `${node.object.name}.${node.property.name}`;
    return CLOCKS.includes(written) ? written : undefined;
  }
  if (!isNode(node.callee) || node.callee.name !== "Date") return undefined;
  if (node.type === "NewExpression") return isEmpty(node.arguments) ? "new Date()" : "new Date(…)";
  return node.type === "CallExpression" ? "Date()" : undefined;
}

function isEmpty(list: unknown): boolean {
  return Array.isArray(list) && list.length === 0;
}
