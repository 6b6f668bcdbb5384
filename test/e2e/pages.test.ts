import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CHROMIUM, EPCI, findViolations, overflowOf, type Produit, startProduit } from "./produit.ts";

const T = `/t/${EPCI}`;

/** Every page a person can reach on the demonstration, states included. Lots are numbered in the order the demonstration loads them. */
const PAGES: readonly [nom: string, chemin: string, statut: number][] = [
  ["accueil", "/", 200],
  ["territoires", "/territoires", 200],
  ["à faire", `${T}/a-faire`, 200],
  ["bilan 2017", `${T}/bilan?annee=2017&periode=annee`, 200],
  ["bilan 2016, comparaison rétrospective", `${T}/bilan?annee=2016&periode=annee`, 200],
  ["bilan T3 2018", `${T}/bilan?annee=2018&periode=T3`, 200],
  ["bilan d’un bailleur", `${T}/bilan?annee=2017&periode=annee&bailleur=999000029`, 200],
  ["bilan d’une année vide", `${T}/bilan?annee=2020&periode=annee`, 200],
  ["données", `${T}/donnees`, 200],
  ["déposer", `${T}/donnees/deposer`, 200],
  ["un lot publié", `${T}/donnees/lots/1`, 200],
  ["un lot d’attributions", `${T}/donnees/lots/9`, 200],
  ["localiser", `${T}/donnees/localiser`, 200],
  ["rapport à composer", `${T}/rapport?annee=2017&periode=annee`, 200],
  ["méthode", `${T}/methode`, 200],
  ["accessibilité", "/accessibilite", 200],
  ["page inconnue", `${T}/nulle-part`, 404],
  ["territoire inconnu", "/t/999999999/bilan", 404],
  ["période impossible", `${T}/bilan?annee=2017&periode=T9`, 400],
];

describe.skipIf(CHROMIUM === null)("every page, in a real browser", () => {
  let produit: Produit;
  beforeAll(async () => {
    produit = await startProduit();
  }, 120_000);
  afterAll(() => produit?.close());

  it.each(PAGES)("%s: no axe violation at 1280 and 390 px, nothing wider than 320 px", async (_, chemin, statut) => {
    const page = await produit.newPage();
    const said: string[] = [];
    page.on("console", (message) => {
      // The browser reports the page's own 404 as an error: that one is expected.
      if (message.type() === "error" && !(statut >= 400 && message.text().includes(`status of ${statut}`)))
        said.push(message.text());
    });
    page.on("pageerror", (error) => said.push(error.message));
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 900 });
      const response = await page.goto(produit.url + chemin);
      expect(response?.status()).toBe(statut);
      expect(await findViolations(page), `${width} px`).toEqual([]);
    }
    await page.setViewportSize({ width: 320, height: 800 });
    expect(await overflowOf(page), "overflow at 320 px").toBe(0);
    expect(said).toEqual([]);
    await page.close();
  });

  it.each(PAGES)("%s: HTML and style weigh at most 30 kB", async (_, chemin) => {
    const html = await (await fetch(produit.url + chemin, { headers: { cookie: await produit.cookie() } })).text();
    const href = /<link rel="stylesheet" href="([^"]+)"/.exec(html)?.[1];
    expect(href).toBeDefined();
    const css = await (await fetch(produit.url + href)).text();
    expect(gzipSync(html).length + gzipSync(css).length).toBeLessThanOrEqual(30_000);
  });

  it("shows the demonstration's bilan of 2017: 66 of 360, 247 of 391, 21 unlocated", async () => {
    const page = await produit.newPage("agent-epci", { javaScriptEnabled: false });
    await page.goto(`${produit.url}${T}/bilan?annee=2017&periode=annee`);
    const text = ((await page.locator("main").textContent()) ?? "").replaceAll(/[\u00a0\u202f]/g, " ");
    for (const figure of ["66 sur 360", "247 sur 391", "18,3 %", "63,2 %", "17,5 %", "19,2 %"])
      expect(text).toContain(figure);
    expect(text).toMatch(/21\s+(?:attributions|baux)/);
    await page.close();
  });
});
