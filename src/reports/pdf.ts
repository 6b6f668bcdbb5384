import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import { LIBELLE_VERDICT } from "#domain/shared/format.ts";
import { composeDocument } from "./compose.ts";
import type { DocumentBilan, DocumentDemande } from "./document.ts";

/**
 * The bilan as a tagged PDF (PDF/UA-1). The same frozen version gives the same bytes.
 * Throws a plain Error when the template does not compile: user text cannot cause it, it is passed as data.
 */
export async function renderBilanPdf(demande: DocumentDemande): Promise<Uint8Array> {
  return compilePdf(composeDocument(demande));
}

async function compilePdf(contenu: DocumentBilan): Promise<Uint8Array> {
  const { compiler, template } = await loadTypst();
  try {
    const compiled = compiler.compile({
      mainFileContent: template,
      inputs: { document: JSON.stringify({ ...contenu, ...fixedWords(contenu) }) },
    });
    const error = compiled.takeError();
    if (error || !compiled.result) {
      throw new Error(`The PDF template did not compile: ${JSON.stringify(error && compiler.fetchDiagnostics(error))}`);
    }
    return compiler.pdf(compiled.result, { pdfStandard: "ua-1", ...creationOf(contenu) });
  } finally {
    compiler.evictCache(CACHE_AGE);
    // The native document (about 4 MB) is freed by a finalizer that only runs on a turn of the event loop: without it, renders in a
    // row would keep them all.
    await setImmediate();
  }
}

/** Renders after which a cached piece that served no other is forgotten: fonts and layout stay warm, memory does not grow. */
const CACHE_AGE = 4;

function fixedWords(contenu: DocumentBilan) {
  return {
    verdicts: LIBELLE_VERDICT,
    libelles: { commentaire: "Commentaire" },
    auteur: "Blaise",
    pied: contenu.couverture.find((d) => d.terme === "Version")?.valeur ?? "",
    date: contenu.date ? dateParts(contenu.date) : null,
  };
}

function dateParts(iso: string): { annee: number; mois: number; jour: number } {
  const [annee, mois, jour] = iso.slice(0, 10).split("-").map(Number);
  return { annee: annee ?? 0, mois: mois ?? 0, jour: jour ?? 0 };
}

function creationOf({ date }: DocumentBilan): { creationTimestamp?: number } {
  return date ? { creationTimestamp: Math.floor(Date.parse(date) / 1000) } : {};
}

type Typst = { readonly compiler: NodeCompiler; readonly template: string };

let typst: Promise<Typst> | undefined;

/** One compiler for the process: it keeps fonts and layout between renders. Loaded on the first PDF, since the native file is large. */
function loadTypst(): Promise<Typst> {
  typst ??= startTypst().catch((error: unknown) => {
    typst = undefined;
    throw error;
  });
  return typst;
}

async function startTypst(): Promise<Typst> {
  const { NodeCompiler } = await import("@myriaddreamin/typst-ts-node-compiler");
  const template = readFileSync(findTemplate(), "utf8");
  return {
    template,
    compiler: NodeCompiler.create({ fontArgs: [{ fontBlobs: fontFiles().map((path) => readFileSync(path)) }] }),
  };
}

/** Beside this file in the sources; in the build's `reports` folder once bundled. */
function findTemplate(): string {
  const candidates = ["./bilan.typ", "./reports/bilan.typ"].map((path) =>
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
