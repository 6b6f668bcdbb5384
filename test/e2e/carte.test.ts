// @module-tag ci
// @module-tag navigateur
// @module-tag profondeur
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tabTo } from "./clavier.ts";
import { CHROMIUM, EPCI, type Produit, startProduit } from "./produit.ts";
import { expectSeen, findViolations } from "./regard.ts";

const CARTE = `/t/${EPCI}/observatoire/carte`;

/** No graphics card where tests run: this browser draws WebGL itself, and is apart from that of the run, which would draw every page so. */
const LOGICIEL = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"];

describe.skipIf(CHROMIUM === null)("the detailed map, in a real browser", () => {
  let produit: Produit;
  let page: Page;
  const asked: string[] = [];
  const said: string[] = [];

  beforeAll(async () => {
    produit = await startProduit({}, { options: LOGICIEL });
    page = await newPage();
  }, 300_000);
  afterAll(() => produit?.close());

  async function newPage(): Promise<Page> {
    const opened = await produit.newPage("agent-epci", { viewport: { width: 1280, height: 900 } });
    opened.on("request", (request) => asked.push(new URL(request.url()).href));
    opened.on("console", (message) => {
      if (message.type() === "error") said.push(message.text());
    });
    opened.on("pageerror", (error) => said.push(error.message));
    return opened;
  }

  const list = (of: Page) => of.locator("blaise-carte .cote li button");
  const open = async (of: Page) => {
    await tabTo(of, /Afficher la carte/);
    await of.keyboard.press("Enter");
    await list(of).first().waitFor({ timeout: 30_000 });
  };

  const countVisible = async () =>
    Number.parseInt((await page.locator(".cote > p", { hasText: "visible" }).textContent()) ?? "", 10);
  /** Until the map has stopped, its list is that of where it was. */
  async function seeAll(): Promise<number> {
    await page.getByRole("button", { name: "Tout voir" }).click();
    const toutes = Number(/^\d+/.exec((await page.locator("main > p").first().textContent()) ?? "")?.[0]);
    await expect.poll(countVisible, { timeout: 20_000 }).toBe(toutes);
    return toutes;
  }

  it("downloads nothing of it before the button, and nothing ever from elsewhere", async () => {
    await page.goto(produit.url + CARTE);
    await page.waitForSelector("blaise-carte button");
    expect(asked.filter((href) => /moteur|ouvrier|geojson/.test(href))).toEqual([]);
    await open(page);
    const downloaded = ["carte-moteur.js", "carte-ouvrier.js", "residences.geojson", "communes.geojson", "qpv.geojson"];
    for (const nom of downloaded)
      expect(
        asked.filter((href) => href.includes(nom)),
        nom,
      ).toHaveLength(1);
    expect(asked.filter((href) => !href.startsWith(produit.url))).toEqual([]);
    expect(said).toEqual([]);
  });

  it("draws something", async () => {
    const place = page.locator("blaise-carte .place");
    // A blank area is a PNG of two kilobytes.
    await expect.poll(async () => (await place.screenshot()).length, { timeout: 10_000 }).toBeGreaterThan(15_000);
    const before = await place.screenshot();
    await page.getByRole("button", { name: "Zoomer", exact: true }).click();
    await expect.poll(async () => Buffer.compare(before, await place.screenshot()), { timeout: 10_000 }).not.toBe(0);
    await page.getByRole("button", { name: "Tout voir" }).click();
  });

  it("is told to a screen reader, fits every width", async () => {
    await expectSeen(page);
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  it("moves and zooms with the keyboard, and lists what is then in sight", async () => {
    const toutes = await seeAll();
    await page.locator("blaise-carte canvas").focus();
    // A key pressed while the map still moves starts from where it is.
    const pressAndCount = () => page.keyboard.press("+").then(countVisible);
    await expect.poll(pressAndCount, { timeout: 20_000, interval: 500 }).toBeLessThan(toutes);
  });

  it("chooses a résidence from the list, tells it, and keeps it in the address", async () => {
    await seeAll();
    const second = list(page).nth(1);
    const nom = (await second.textContent()) ?? "";
    await second.focus();
    await page.keyboard.press("Enter");
    const fiche = page.locator("blaise-carte [aria-live]");
    await expect.poll(() => fiche.textContent()).toContain(nom);
    expect(await fiche.textContent()).toMatch(/Vacance : .* logements/);
    expect(await page.locator('.cote [aria-pressed="true"]').textContent()).toBe(nom);
    const comparer = new URL(page.url()).searchParams.get("comparer");
    expect(comparer).not.toBeNull();
    // The address alone gives the same view, on the drawing and in the table too.
    await page.reload();
    expect(await page.locator("tr[aria-current]").textContent()).toContain(nom);
    await open(page);
    await expect.poll(() => page.locator("blaise-carte [aria-live]").textContent()).toContain(nom);
    expect(said).toEqual([]);
  });

  it("says so where the browser cannot draw it", async () => {
    const sans = await newPage();
    await sans.addInitScript("HTMLCanvasElement.prototype.getContext = () => null");
    await sans.goto(produit.url + CARTE);
    await sans.getByRole("button", { name: "Afficher la carte" }).click();
    await sans.waitForSelector("blaise-carte [role=alert]");
    expect(await sans.locator("blaise-carte").textContent()).toContain("WebGL n’y est pas");
    expect(await findViolations(sans)).toEqual([]);
  });

  it("says the same without script: a drawing, a table, no dead button", async () => {
    const sans = await produit.newPage("agent-epci", { javaScriptEnabled: false });
    await sans.goto(`${produit.url + CARTE}?commune=52550&indicateur=loyer-m2`);
    expect(await sans.getByRole("button", { name: "Afficher la carte" }).count()).toBe(0);
    expect(await sans.locator(".dessin circle").count()).toBeGreaterThan(3);
    expect(await sans.locator("tbody tr").count()).toBeGreaterThan(3);
  });

  it("weighs 2 kB before the button; the engine, its worker: what is measured here", async () => {
    const weigh = async (nom: string) => {
      const href = asked.find((one) => one.includes(`/statique/${nom}`)) ?? "";
      return gzipSync(Buffer.from(await (await fetch(href)).arrayBuffer())).length;
    };
    expect(await weigh("carte.js")).toBeLessThan(3_000);
    expect(await weigh("carte-moteur.js")).toBeLessThan(310_000);
    expect(await weigh("carte-ouvrier.js")).toBeLessThan(160_000);
  });
});
