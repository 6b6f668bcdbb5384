import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pressAndWait, tabTo } from "./clavier.ts";
import { environmentOn } from "./horloge.ts";
import { CHROMIUM, findViolations, overflowOf, type Produit, startProduit } from "./produit.ts";

const JOUR = "2018-10-05";

describe.skipIf(CHROMIUM === null)(
  "governance with the keyboard alone, on the day of the signature: from « À faire » to the minutes, then the annual evaluation",
  { timeout: 90_000 },
  () => {
    let produit: Produit;
    let page: Page;
    beforeAll(async () => {
      produit = await startProduit(environmentOn(JOUR));
      page = await produit.newPage(null);
    }, 240_000);
    afterAll(() => produit?.close());

    const text = async () => ((await page.locator("main").textContent()) ?? "").replaceAll(/[\s\u00a0\u202f]+/g, " ");

    async function follow(lienOuBouton: string | RegExp): Promise<void> {
      await tabTo(page, lienOuBouton);
      await pressAndWait(page, "Enter");
    }

    /** Where most is seen, and on a phone. */
    async function expectGood(): Promise<void> {
      for (const width of [390, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        expect(await overflowOf(page), `${page.url()}, ${width} px`).toBe(0);
      }
      expect(await findViolations(page), page.url()).toEqual([]);
    }

    it("logs in and finds what waits, on 5 October 2018", async () => {
      await page.goto(`${produit.url}/connexion`);
      await follow("Agent de l’EPCI");
      expect(await text()).toContain("Le 5 octobre 2018");
      await expectGood();
    });
  },
);
