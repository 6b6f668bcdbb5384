import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import type { RoleHabilite } from "#domain/habilitation/role.ts";
import { findChromium } from "../../scripts/chromium.mjs";
import { createDemoFor } from "../database.ts";
import { loginDemo } from "../fixtures/session-demo.ts";
import { JUSQU_AU_SOIR } from "./horloge.ts";

export const EPCI = "200068666";

/** null when no Chromium is to be found: the browser tests then skip, and say so. */
export const CHROMIUM: string | null = process.env.CHROMIUM_PATH ?? findChromium() ?? null;

export type Produit = {
  readonly url: string;
  readonly browser: Browser;
  /** Of the database's owner; null: its own, in its data folder. */
  readonly databaseUrl: string | null;
  /** What the server has said so far, on both outputs. */
  sorties(): string;
  /** A page of the account of that role, logged in; null: nobody. */
  newPage(role?: RoleHabilite | null, options?: BrowserContextOptions): Promise<Page>;
  /** The one-time link that a first start prints. */
  readonly premierLien: Promise<string>;
  /** Moves to the evening the clock of a server that was started with one of its own (horloge.ts). */
  attendreLeSoir(): void;
  /** The same, for a plain request. */
  cookie(role?: RoleHabilite): Promise<string>;
  close(): Promise<void>;
};

/**
 * The built server on a copy of the demonstration that the run has loaded, and a real browser, with more `options` of its command line if asked.
 * `vide`: on an empty data folder, as its user has it the first time; it then loads the demonstration itself.
 */
export async function startProduit(
  env: Readonly<Record<string, string>> = {},
  { vide = false, options = [] }: { readonly vide?: boolean; readonly options?: readonly string[] } = {},
): Promise<Produit> {
  if (!existsSync("dist/main.js")) throw new Error("The browser tests run the built product: npm run build first.");
  const dossier = await mkdtemp(join(tmpdir(), "blaise-e2e-"));
  const demo = vide ? null : await createDemoFor(dossier);
  const child = spawn(process.execPath, ["dist/main.js", "serveur"], {
    env: {
      ...process.env,
      DATABASE_URL: demo?.url ?? "",
      BLAISE_DONNEES: dossier,
      BLAISE_PORT: "0",
      BLAISE_JOURNAL: "silent",
      BLAISE_DEBIT: "100000",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const premierLien = readPremierLien(child);
  let said = "";
  for (const output of [child.stdout, child.stderr]) {
    output?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
  }
  const url = await readAddress(child);
  const browser = await openBrowser(options);
  const sessions = new Map<RoleHabilite, Promise<string>>();
  const cookie = (role: RoleHabilite = "agent-epci") => {
    const opened = sessions.get(role) ?? loginDemo(url, role);
    sessions.set(role, opened);
    return opened;
  };
  return {
    url,
    browser,
    databaseUrl: demo?.url ?? null,
    sorties: () => said,
    premierLien,
    attendreLeSoir: () => child.kill(JUSQU_AU_SOIR),
    cookie,
    async newPage(role = "agent-epci", options = {}) {
      const context = await browser.newContext(options);
      if (role !== null) {
        const [name = "", value = ""] = (await cookie(role)).split("=");
        await context.addCookies([{ name, value, url }]);
      }
      return context.newPage();
    },
    async close() {
      await browser.close();
      const left = once(child, "exit");
      child.kill("SIGTERM");
      await left;
      await demo?.drop();
      await rm(dossier, { recursive: true, force: true });
    },
  };
}

/** Milliseconds after which a server, or a browser, that says nothing is told from a slow one. */
const SILENCE = { serveur: 240_000, navigateur: 30_000 } as const;
const LANCEMENTS = 3;

/** A browser that has shown that it opens a page: one that draws without a graphics card was seen never to, on a busy machine. */
async function openBrowser(options: readonly string[], lancement = 1): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: CHROMIUM ?? "",
    args: [
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      ...options,
    ],
  });
  const opened = browser.newPage().then(
    (page) => page.close().then(() => true),
    () => false,
  );
  const silence = new Promise<false>((resolve) => setTimeout(resolve, SILENCE.navigateur, false).unref());
  if (await Promise.race([opened, silence])) return browser;
  void browser.close();
  if (lancement === LANCEMENTS) throw new Error(`no page after ${LANCEMENTS} browsers`);
  return openBrowser(options, lancement + 1);
}

function readAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    setTimeout(() => reject(new Error(`the server gave no address: ${said}`)), SILENCE.serveur).unref();
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const found = /https?:\/\/[^\s]+:\d+/.exec(said);
      if (found) resolve(found[0]);
    };
    child.stdout?.on("data", listen);
    child.stderr?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
    child.once("exit", (code) => reject(new Error(`the server left (${code}): ${said}`)));
  });
}

function readPremierLien(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    let said = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const found = /https?:\/\/\S+\/bienvenue\/[\w-]+(?=\s)/.exec(said);
      if (found) resolve(found[0]);
    });
  });
}

type Violation = { readonly id: string; readonly noeuds: readonly string[] };

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** axe-core, WCAG 2.2 A and AA and its best practices, on the page as it is. */
export async function findViolations(page: Page): Promise<readonly Violation[]> {
  // Looked at a second time, at another width, the page has it already.
  // An element of that id answers to the name too.
  const loaded = await page.evaluate(() => typeof (globalThis as { axe?: { run?: unknown } }).axe?.run === "function");
  if (!loaded) await page.evaluate(AXE);
  return page.evaluate(async () => {
    // axe is put on the window by the script above; the page itself knows nothing of it.
    const { axe } = globalThis as unknown as {
      axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    // What is right is counted and no more: gathered in full, it takes longer than the search.
    const { violations } = await axe.run({ resultTypes: ["violations"] });
    return violations.map((row) => ({
      id: row.id,
      noeuds: row.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)),
    }));
  });
}

/** How far the page is wider than its window, in CSS pixels: 0 when nothing overflows. */
export function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { document } = globalThis as unknown as {
      document: { documentElement: { scrollWidth: number; clientWidth: number } };
    };
    return document.documentElement.scrollWidth - document.documentElement.clientWidth;
  });
}
