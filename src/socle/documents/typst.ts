import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { NodeCompiler, NodeTypstDocument } from "@myriaddreamin/typst-ts-node-compiler";
import { printWithFont } from "./hors-police.ts";

/**
 * `renderModelePdf` (rendre.ts), on the thread's side. A sign that the font lacks is written « ? ». Throws a plain Error when the template does not
 * compile: user text cannot cause it.
 */
export async function compileTypst(nom: string, contenu: object, date: string | null): Promise<Uint8Array> {
  const compiler = await loadTypst();
  const print = (texte: string) =>
    compiler.pdf(layOut(compiler, readTemplate(nom), texte), { pdfStandard: "ua-1", ...creationOf(date) });
  try {
    return printWithFont(print, contenu);
  } finally {
    compiler.evictCache(CACHE_AGE);
    // A finalizer, which only runs on a turn of the event loop, frees the native document (about 4 MB): without this
    // turn, consecutive renders would keep all of them.
    await setImmediate();
  }
}

/** A last page that holds less than this part of its height is set again, a little smaller, and kept so if that spares it. */
const PAGE_A_DEMI_VIDE = 0.5;

function layOut(compiler: NodeCompiler, modele: string, texte: string): NodeTypstDocument {
  const compile = (inputs: Readonly<Record<string, string>>) => {
    const compiled = compiler.compile({ mainFileContent: modele, inputs: { document: texte, ...inputs } });
    const error = compiled.takeError();
    if (error || !compiled.result) {
      throw new Error(`The PDF template did not compile: ${JSON.stringify(error && compiler.fetchDiagnostics(error))}`);
    }
    return compiled.result;
  };
  const laid = compile({});
  const fin = findEnd(compiler, laid);
  if (!fin || fin.page === 1 || fin.haut > PAGE_A_DEMI_VIDE) return laid;
  const tasse = compile({ tasse: "oui" });
  return (findEnd(compiler, tasse)?.page ?? fin.page) < fin.page ? tasse : laid;
}

/** Where the template says that it ends: its page, and how far down, from 0 to 1. */
function findEnd(compiler: NodeCompiler, laid: NodeTypstDocument): { page: number; haut: number } | undefined {
  return compiler.query(laid, { selector: "<fin>", field: "value" })[0];
}

/** Renders after which an unused cached piece is evicted: fonts and layout stay warm, memory does not grow. */
const CACHE_AGE = 4;

function creationOf(date: string | null): { creationTimestamp?: number } {
  return date ? { creationTimestamp: Math.floor(Date.parse(date) / 1000) } : {};
}

let typst: Promise<NodeCompiler> | undefined;

/** One compiler per process: it keeps fonts and layout between renders. Loaded on the first PDF, because the native file is large. */
function loadTypst(): Promise<NodeCompiler> {
  typst ??= startTypst().catch((error: unknown) => {
    typst = undefined;
    throw error;
  });
  return typst;
}

async function startTypst(): Promise<NodeCompiler> {
  const { NodeCompiler } = await import("@myriaddreamin/typst-ts-node-compiler");
  return NodeCompiler.create({ fontArgs: [{ fontBlobs: fontFiles().map((path) => readFileSync(path)) }] });
}

const templates = new Map<string, string>();

function readTemplate(nom: string): string {
  const texte = templates.get(nom) ?? readFileSync(findTemplate(nom), "utf8");
  templates.set(nom, texte);
  return texte;
}

/** The templates are beside this file in the sources, and in the `reports` folder of the build. */
function findTemplate(nom: string): string {
  const candidates = [`./${nom}.typ`, `./reports/${nom}.typ`].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  const found = candidates.find((path) => existsSync(path));
  if (!found) throw new Error(`The PDF template is missing: ${candidates.join(", ")}`);
  return found;
}

const GRAISSES = ["400Regular", "400Regular_Italic", "600SemiBold", "700Bold"];

function fontFiles(): string[] {
  const root = dirname(createRequire(import.meta.url).resolve("@expo-google-fonts/source-sans-3/package.json"));
  return GRAISSES.map((graisse) => join(root, graisse, `SourceSans3_${graisse}.ttf`));
}
