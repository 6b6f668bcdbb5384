// @module-tag navigateur
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CHROMIUM, EPCI, type Produit, startProduit } from "./produit.ts";
import { look } from "./regard.ts";

const T = `/t/${EPCI}`;
const MENAGES = `${T}/relogement/menages`;

describe.skipIf(CHROMIUM === null)("a list, in a real browser", () => {
  let produit: Produit;
  beforeAll(async () => {
    produit = await startProduit();
  }, 240_000);
  afterAll(() => produit?.close());

  /** Whole pages that the browser opens from there on. */
  function countPages(page: Page): () => number {
    let ouvertes = 0;
    page.on("load", () => {
      ouvertes += 1;
    });
    return () => ouvertes;
  }
  const actif = (page: Page) => page.locator(":focus").textContent();
  const titres = async (page: Page) =>
    (await page.locator("#table-menages thead th").allTextContents()).map((titre) => titre.trim());
  const voix = (page: Page) => page.locator("#voix").textContent();

  it("sorts and turns its sheets in place: the focus stays, the change is said, the way back works", async () => {
    const page = await produit.newPage("relogement");
    await page.goto(produit.url + MENAGES);
    const pages = countPages(page);
    const premier = await page.locator("#table-menages tbody th").first().textContent();
    const tri = page.locator("#table-menages thead a", { hasText: "Reste à charge avant" });
    await tri.focus();
    await page.keyboard.press("Enter");
    await page.locator("#table-menages th[aria-sort=descending]").waitFor();
    expect([await actif(page), await voix(page)]).toEqual([
      "Reste à charge avant",
      expect.stringMatching(/Lignes 1 à 25/),
    ]);
    expect(new URL(page.url()).search).toMatch(/^\?ordre=-menages\./);
    await page.locator(".feuilles a[rel=next]").click();
    await expect.poll(() => voix(page)).toMatch(/Lignes 26 à 50/);
    await page.goBack();
    await page.goBack();
    await expect.poll(() => page.locator("#table-menages tbody th").first().textContent()).toBe(premier);
    expect(pages()).toBe(0);
    await page.context().close();
  });

  it("filters in place, as soon as a choice is made", async () => {
    const page = await produit.newPage("relogement");
    await page.goto(produit.url + MENAGES);
    const pages = countPages(page);
    const tous = await page.locator("main p", { hasText: /^\d+\sménages/ }).textContent();
    const choix = page.locator(".filtres select").first();
    await choix.focus();
    await choix.selectOption({ index: 1 });
    await page.locator(".filtres .retirer").waitFor();
    expect(await page.locator(":focus").getAttribute("id")).toBe(
      await page.locator(".filtres select").first().getAttribute("id"),
    );
    await page.locator(".filtres .retirer").click();
    await expect.poll(() => page.locator("main p", { hasText: /^\d+\sménages/ }).textContent()).toBe(tous);
    expect(pages()).toBe(0);
    await page.context().close();
  });

  it.each([true, false])("puts a column away, which the browser remembers (script: %s)", async (javaScriptEnabled) => {
    const page = await produit.newPage("relogement", { javaScriptEnabled });
    await page.goto(produit.url + MENAGES);
    const avant = await titres(page);
    await page.locator(".colonnes summary").click();
    await page.locator(".colonnes a", { hasText: "Souhait" }).click();
    await expect.poll(() => titres(page)).toEqual(avant.filter((titre) => titre !== "Souhait"));
    if (javaScriptEnabled) expect(await actif(page)).toContain("Souhait");
    await page.goto(produit.url + MENAGES);
    expect(await titres(page)).not.toContain("Souhait");
    expect(await page.locator(".colonnes summary").textContent()).toBe("Colonnes (1 masquée)");
    await page.locator(".colonnes summary").click();
    if (javaScriptEnabled) await look(page, [1280, 390]);
    await page.locator(".colonnes a", { hasText: "Souhait" }).click();
    await expect.poll(() => titres(page)).toEqual(avant);
    await page.context().close();
  });

  it("keeps what is shown under a name, without script", async () => {
    const page = await produit.newPage("agent-epci", { javaScriptEnabled: false });
    await page.goto(`${produit.url}${T}/bilan?annee=2017`);
    await page.locator(".mes-vues summary").click();
    await page.locator("#nom-vue").fill("L’an 2017");
    await Promise.all([page.waitForEvent("load"), page.locator(".mes-vues button").click()]);
    expect(await page.locator(".mes-vues summary").textContent()).toMatch(/^Vue\s: L’an 2017$/);
    await page.goto(`${produit.url}${T}/bilan`);
    await page.locator(".mes-vues summary").click();
    await Promise.all([page.waitForURL(/annee=2017$/), page.locator(".mes-vues a", { hasText: "L’an 2017" }).click()]);
    await page.context().close();
  });
});
