import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { inject } from "vitest";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { createDemoFor } from "../database.ts";
import { loginDemo } from "../fixtures/session-demo.ts";
import { launchApart } from "./chromium.ts";
import { JUSQU_AU_SOIR } from "./horloge.ts";

export const EPCI = "200068666";

export { CHROMIUM } from "./chromium.ts";

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
 * The built server on a copy of the demonstration that the run has loaded, and the run's browser, or one apart with these `options` of its
 * command line.
 * `vide`: on an empty data folder, as its user has it the first time; it then loads the demonstration itself.
 */
export async function startProduit(
  env: Readonly<Record<string, string>> = {},
  { vide = false, options = [] }: { readonly vide?: boolean; readonly options?: readonly string[] } = {},
): Promise<Produit> {
  if (!existsSync("dist/main.js")) throw new Error("The browser tests run the built product: npm run build first.");
  const dossier = await mkdtemp(join(tmpdir(), "blaise-e2e-"));
  const demo = vide ? null : await createDemoFor(dossier);
  // The years that follow the document are loaded by a first start alone.
  const child = spawn(process.execPath, ["dist/main.js", "serveur", ...(vide ? [] : ["--sans-demo"])], {
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
  const [url, browser] = await Promise.all([readAddress(child), openBrowser(options)]);
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

/** Milliseconds after which a server that says nothing is told from a slow one. */
const SILENCE = 240_000;

/** Contexts of the run's browser; a browser apart when it needs options of its own. */
export async function openBrowser(options: readonly string[] = []): Promise<Browser> {
  if (options.length > 0) return launchApart(options);
  const answer = await fetch(inject("navigateur"));
  const said = await answer.text();
  if (!answer.ok) throw new Error(`no browser: ${said}`);
  return chromium.connect(said);
}

function readAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    setTimeout(() => reject(new Error(`the server gave no address: ${said}`)), SILENCE).unref();
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
