import { type Browser, type BrowserServer, chromium } from "playwright-core";
import { findChromium } from "../../scripts/chromium.mjs";

/** null when no Chromium is to be found: the browser tests then skip, and say so. */
export const CHROMIUM: string | null = process.env.CHROMIUM_PATH ?? findChromium() ?? null;

/** Milliseconds after which a browser that opens no page is told from a slow one. */
const SILENCE = 30_000;
const LANCEMENTS = 3;

const launchOptions = (options: readonly string[]) => ({
  executablePath: CHROMIUM ?? "",
  args: [
    // Chromium's sandbox needs user namespaces, which root in a container does not have.
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    // A page lives for a second: what is compiled in the background to make it faster is never paid back.
    "--js-flags=--no-opt --no-maglev",
    ...options,
  ],
});

/** The run's one browser. Whoever connects to it has contexts of their own, and takes them away in leaving. */
export function launchShared(): Promise<BrowserServer> {
  return insist(
    () => chromium.launchServer(launchOptions([])),
    async (server) => {
      const browser = await chromium.connect(server.wsEndpoint());
      await opensPage(browser);
      await browser.close();
    },
  );
}

/** One apart, with these `options` of its command line. */
export function launchApart(options: readonly string[]): Promise<Browser> {
  return insist(() => chromium.launch(launchOptions(options)), opensPage);
}

async function opensPage(browser: Browser): Promise<void> {
  const page = await browser.newPage();
  await page.close();
}

/** One that has shown that it opens a page: one that draws without a graphics card was seen never to, on a busy machine. */
async function insist<B extends { close(): Promise<void> }>(
  launch: () => Promise<B>,
  show: (launched: B) => Promise<void>,
  lancement = 1,
): Promise<B> {
  const launched = await launch();
  const opened = show(launched).then(
    () => true,
    () => false,
  );
  const silence = new Promise<false>((resolve) => setTimeout(resolve, SILENCE, false).unref());
  if (await Promise.race([opened, silence])) return launched;
  void launched.close();
  if (lancement === LANCEMENTS) throw new Error(`no page after ${LANCEMENTS} browsers`);
  return insist(launch, show, lancement + 1);
}
