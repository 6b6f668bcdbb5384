// @module-tag navigateur
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CHROMIUM, EPCI, type Produit, startProduit } from "./produit.ts";
import { look } from "./regard.ts";

const T = `/t/${EPCI}`;
/** What the island may weigh, as it travels before it is compressed. */
const ILOT_MAX = 4_096;
const LARGE = 1280;

describe.skipIf(CHROMIUM === null)("the search, in a real browser", () => {
  let produit: Produit;
  beforeAll(async () => {
    produit = await startProduit();
  }, 240_000);
  afterAll(() => produit?.close());

  const actif = (page: Page) =>
    page.evaluate(() => {
      const { document } = globalThis as unknown as {
        document: { activeElement: { id: string; textContent: string; tagName: string } | null };
      };
      const { id = "", textContent = "", tagName = "" } = document.activeElement ?? {};
      return `${tagName} ${id} ${textContent}`.trim();
    });

  it("without script, a form leads to a page of links", async () => {
    const page = await produit.newPage("agent-epci", { javaScriptEnabled: false });
    await page.goto(`${produit.url}${T}/recherche`);
    await page.locator("#q").fill("sant dizier");
    await page.locator(".recherche button").click();
    await page.waitForSelector(".trouves");
    expect(new URL(page.url()).search).toBe("?q=sant+dizier");
    await Promise.all([
      page.waitForURL(new RegExp(`${T}/observatoire/portraits/commune/52448$`)),
      page.locator(".trouves a", { hasText: "Commune" }).first().click(),
    ]);
    await page.context().close();
  });

  it("`/` and Ctrl-K reach the field, what is typed is answered under it, arrows go through, Escape gives back", async () => {
    const page = await produit.newPage("agent-epci");
    const adresses: string[] = [];
    page.on("request", (request) => adresses.push(request.url()));
    await page.goto(`${produit.url}${T}/recherche`);
    await page.locator("main a, footer a").first().focus();
    const avant = await actif(page);
    await page.keyboard.press("/");
    expect(await actif(page)).toBe("INPUT q");
    await page.keyboard.type("déséquil");
    await page.waitForSelector(".palette:not([hidden]) a");
    expect(await page.locator(".recherche [role=status]").textContent()).toMatch(/réponse/);
    expect(adresses.some((adresse) => /quil/i.test(decodeURIComponent(adresse)))).toBe(false);
    // Over the page, what is under it is read after: its order is not that of the eye.
    await look(page, [LARGE]);
    await page.keyboard.press("ArrowDown");
    expect(await actif(page)).toMatch(/^A\s.*Déséquilibre/);
    await page.keyboard.press("ArrowUp");
    expect(await actif(page)).toBe("INPUT q");
    await page.keyboard.press("Escape");
    expect(await page.locator(".palette").isHidden()).toBe(true);
    expect(await actif(page)).toBe(avant);
    await page.keyboard.press("Control+k");
    expect(await actif(page)).toBe("INPUT q");
    await page.keyboard.type("déposer un fichier");
    await page.waitForSelector('.palette a[href$="/donnees/deposer"]');
    await page.keyboard.press("ArrowDown");
    await Promise.all([page.waitForURL(/donnees\/deposer$/), page.keyboard.press("Enter")]);
    await page.context().close();
  });

  it("what was asked before does not come after; nothing is left when the field is emptied", async () => {
    const page = await produit.newPage("guichet");
    await page.goto(`${produit.url}${T}/recherche`);
    const champ = page.locator("#q");
    await champ.pressSequentially("commis", { delay: 20 });
    await champ.fill("quartile");
    await page.waitForSelector(".palette:not([hidden]) a", { state: "attached" });
    await page.waitForFunction(() => {
      const { document } = globalThis as unknown as {
        document: { querySelector(s: string): { textContent: string } | null };
      };
      return document.querySelector(".palette")?.textContent.includes("quartile");
    });
    await champ.fill("");
    await page.waitForSelector(".palette", { state: "hidden" });
    expect(await page.locator(".recherche [role=status]").textContent()).toBe("");
    await page.context().close();
  });

  it("a number unique is sent in no address", async () => {
    const page = await produit.newPage("guichet");
    await page.goto(`${produit.url}${T}/recherche`);
    await page.locator("#q").fill("052 0118 12345 678901");
    await Promise.all([page.waitForEvent("load"), page.locator(".recherche button").click()]);
    expect(page.url()).toBe(`${produit.url}${T}/recherche`);
    expect(await page.locator("main").textContent()).toContain("Rien ne correspond");
    await page.context().close();
  });

  it("`?` lists the keys over the page, and not while one writes", async () => {
    const page = await produit.newPage("etat");
    await page.goto(`${produit.url}${T}/recherche`);
    await page.locator("#q").press("?");
    expect(await page.locator("dialog").count()).toBe(0);
    await page.locator("main a, footer a").first().focus();
    await page.keyboard.press("?");
    await page.waitForSelector("dialog[open]");
    await look(page, [LARGE]);
    await page.keyboard.press("Escape");
    await page.waitForSelector("dialog", { state: "detached" });
    await page.context().close();
  });

  it("its script is small", async () => {
    const html = await (
      await fetch(`${produit.url}${T}/recherche`, { headers: { cookie: await produit.cookie("etat") } })
    ).text();
    const src = /src="(\/statique\/recherche\.js[^"]*)"/.exec(html)?.[1] ?? "";
    expect((await (await fetch(produit.url + src)).text()).length).toBeLessThanOrEqual(ILOT_MAX);
  });
});
