// `npm run captures`: the pictures of the README and of the guide, taken from the built product with its demonstration territory.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Locator } from "playwright-core";
import { prepareLayout } from "#storage/embedded/layout.ts";
import { loginDemo } from "../test/fixtures/session-demo.ts";
import { findChromium } from "./chromium.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const IMAGES = join(ROOT, "docs", "guide", "images");
const TERRITOIRE = "/t/200068666";
const WIDTHS = [1280, 390] as const;

const executablePath = findChromium();
if (!executablePath) throw new Error("No Chromium: set CHROMIUM_PATH.");

const donnees = mkdtempSync(join(tmpdir(), "blaise-captures-"));
// As root the database lives elsewhere than in the data folder.
const { racine } = await prepareLayout(donnees);
const server = spawn(process.execPath, [join(ROOT, "bin", "blaise.mjs"), "serveur"], {
  env: { ...process.env, BLAISE_DONNEES: donnees, BLAISE_PORT: "0", BLAISE_JOURNAL: "error" },
  stdio: ["ignore", "pipe", "inherit"],
});
const stopped = new Promise((resolve) => server.once("exit", resolve));
try {
  const address = await readAddress(server);
  // Chromium's sandbox needs user namespaces, which root in a container does not have.
  const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
  mkdirSync(IMAGES, { recursive: true });
  for (const width of WIDTHS) await capture(browser, address, width);
  await browser.close();
} finally {
  server.kill("SIGTERM");
  await stopped;
  for (const folder of [racine, donnees]) rmSync(folder, { recursive: true, force: true });
}

/** The address that the server prints once it is ready, the demonstration loaded. */
async function readAddress(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error("The server's output is not a pipe.");
  for await (const line of createInterface({ input: child.stdout })) {
    const found = /https?:\/\/\S+/.exec(line);
    if (found) return found[0];
  }
  throw new Error("The server stopped before it was ready.");
}

async function capture(browser: Browser, address: string, width: number): Promise<void> {
  const context = await browser.newContext({ viewport: { width, height: width > 600 ? 900 : 844 }, locale: "fr-FR" });
  const [name = "", value = ""] = (await loginDemo(address)).split("=");
  await context.addCookies([{ name, value, url: address }]);
  const page = await context.newPage();
  const shoot = async (path: string, name: string) => {
    const answer = await page.goto(address + path, { waitUntil: "networkidle" });
    if (!answer?.ok()) throw new Error(`${path}: ${answer?.status()}`);
    await page.screenshot({ path: join(IMAGES, `${name}-${width}.png`) });
  };
  await shoot(`${TERRITOIRE}/bilan?annee=2017`, "bilan");
  await shoot(`${TERRITOIRE}/donnees`, "donnees");
  await shoot(await findLot(page.locator(`a[href*="${TERRITOIRE}/donnees/lots/"]`)), "lot");
  await shoot(`${TERRITOIRE}/donnees/localiser`, "localiser");
  await context.close();
}

/** The lot that has most to show: attributions, with lines to repair and figures that changed. */
async function findLot(links: Locator): Promise<string> {
  const hrefs = await links.evaluateAll((all) =>
    all.map((link) => [link.getAttribute("href") ?? "", link.textContent ?? ""]),
  );
  const found = hrefs.find(([, text]) => text?.includes("attributions") && text.includes("2017")) ?? hrefs[0];
  if (!found?.[0]) throw new Error("No lot on the page.");
  return found[0];
}
