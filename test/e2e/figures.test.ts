// @module-tag long
// @module-tag navigateur
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CAS } from "./cas.ts";
import type { Visiteur } from "./cas-observatoire.ts";
import { findDefauts, readDessins } from "./figures.ts";
import { CHROMIUM, EPCI, type Produit, startProduit } from "./produit.ts";
import { findViolations } from "./regard.ts";
import { openVoies, sessionOf, type Voies } from "./voies.ts";

const LARGEURS = [1280, 390] as const;
/** Drawings of the demonstration, two widths together: fewer, and the search no longer finds its pages. */
const DESSINS_MIN = 440;

/** Links within the page's own address, or to the page of a figure; files end with a point and their kind. */
const FIGURE = /href="([^"#]*\/figures\/[^"#.]*)"/g;
const VUE = /href="([^"#]*\/(?:figures\/[^"#.]*|observatoire\/[\w-]+\?[^"#.]*))"/g;

type Adresse = readonly [visiteur: Visiteur, chemin: string];

function linksOf(html: string, motif: RegExp): string[] {
  return [...html.matchAll(motif)].map(([, href = ""]) => href.replaceAll("&amp;", "&"));
}

describe.skipIf(CHROMIUM === null)("every drawing, in a real browser", () => {
  let produit: Produit;
  let voies: Voies;
  beforeAll(async () => {
    produit = await startProduit();
    voies = openVoies(produit, 2);
  }, 240_000);
  afterAll(() => produit?.close());

  async function read([visiteur, chemin]: Adresse): Promise<string> {
    const session = await sessionOf(produit, visiteur);
    const answer = await fetch(produit.url + chemin, {
      headers: { accept: "text/html", ...(session ? { cookie: `blaise=${session}` } : {}) },
    });
    return answer.text();
  }

  /** Pages that draw: those of the product, the views that they link to, and the pages of one figure. */
  async function findDessins(): Promise<readonly Adresse[]> {
    const cas: Adresse[] = CAS.flatMap(([visiteur, , chemin, statut]) => (statut === 200 ? [[visiteur, chemin]] : []));
    const found: Adresse[] = [];
    const known = new Set<string>();
    const visit = async (adresses: readonly Adresse[], motif: RegExp): Promise<Adresse[]> => {
      const suites: Adresse[] = [];
      for (const [visiteur, chemin] of adresses.filter(([, chemin]) => !known.has(chemin))) {
        known.add(chemin);
        const html = await read([visiteur, chemin]);
        if (/<svg[^>]* role="(img|group)"/.test(html)) found.push([visiteur, chemin]);
        suites.push(...linksOf(html, motif).map((lien) => [visiteur, lien] as const));
      }
      return suites;
    };
    await visit(await visit(await visit(cas, VUE), FIGURE), FIGURE);
    return found;
  }

  it("has its labels whole, apart and inside its frame, its places in the map, its shares from 0 to 100 %", async () => {
    const adresses = await findDessins();
    const fautes: string[] = [];
    let total = 0;
    await Promise.all(
      adresses.map(([visiteur, chemin]) =>
        voies.take(visiteur, async ({ page }) => {
          await page.goto(produit.url + chemin);
          for (const width of LARGEURS) {
            await page.setViewportSize({ width, height: 900 });
            const dessins = await readDessins(page);
            total += dessins.length;
            for (const dessin of dessins)
              fautes.push(...findDefauts(dessin).map((defaut) => `${chemin}, ${width} px, ${dessin.nom} : ${defaut}`));
          }
        }),
      ),
    );
    expect(fautes).toEqual([]);
    expect(total).toBeGreaterThanOrEqual(DESSINS_MIN);
  }, 600_000);

  it("says a place's words to the keyboard as to the pointer, beside it, until Escape; by its link alone without script", async () => {
    const chemin = `/t/${EPCI}/observatoire/parc/figures/vacance-par-commune?theme=vacance`;
    await voies.take("agent-epci", async ({ page }) => {
      await page.goto(produit.url + chemin);
      const [premier, second] = [page.locator(".dessin svg a").first(), page.locator(".dessin svg a").nth(1)];
      const bulle = page.locator(".bulle");
      const dit = (await premier.getAttribute("aria-label")) ?? "";
      expect(dit).toMatch(/ : /);
      expect(await premier.locator("title").textContent()).toBe(dit);
      await page.keyboard.press("Tab");
      await premier.focus();
      expect(await bulle.textContent()).toBe(dit);
      const [boite, forme] = [await bulle.boundingBox(), await premier.boundingBox()];
      expect(boite && forme && boite.x >= 0 && boite.x + boite.width <= 1280 && boite.y >= 0).toBe(true);
      await page.keyboard.press("Escape");
      expect(await bulle.isVisible()).toBe(false);
      await second.hover();
      expect(await bulle.textContent()).toBe(await second.getAttribute("aria-label"));
      expect(await findViolations(page)).toEqual([]);
    });
  });

  it("is refused for each of these faults, and for nothing else", async () => {
    const draw = (inside: string) =>
      `<svg role="img" width="400" height="120" font-size="13"><title>Essai</title>${inside}</svg>`;
    const axe = '<text x="0" y="110">0</text><text x="400" y="110" text-anchor="end">100\u00a0%</text>';
    const bar = (width: number) =>
      `<g><title>a</title><text x="0" y="14">a</text><rect y="20" width="${width}" height="9" fill="#0b4f6c"/><text x="400" y="14" text-anchor="end">56,0\u00a0%</text></g>`;
    const cases: readonly (readonly [string, string | null])[] = [
      [axe + bar(224), null],
      [bar(224), "échelle"],
      [axe + bar(400), "échelle"],
      ['<text x="10" y="20">Un nom co…</text>', "coupé"],
      ['<text x="10" y="20">Un nom</text><text x="30" y="22">un autre</text>', "chevauche"],
      ['<text x="10" y="20">Un nom</text><text x="10" y="36">un autre</text>', null],
      ['<text x="380" y="20">Un nom</text>', "hors du cadre"],
      ['<text x="10" y="20" font-size="5">Un nom</text>', "illisible"],
      ['<path d="M390 20h60v20h-60z"><title>Une commune</title></path>', "hors du cadre"],
      ['<path d="M390 20h60v20h-60z"/><path d="M0 0h500v20z"><title>Limites des communes</title></path>', null],
      ['<circle cx="398" cy="50" r="9"/>', "hors du cadre"],
    ];
    await voies.take("personne", async ({ page }) => {
      await page.setViewportSize({ width: 1280, height: 900 });
      for (const [inside, attendu] of cases) {
        await page.setContent(`<!doctype html><html lang="fr"><body>${draw(inside)}</body></html>`);
        const defauts = (await readDessins(page)).flatMap(findDefauts);
        expect(
          defauts.map((defaut) => defaut.split(" : ")[0]),
          inside,
        ).toEqual(attendu === null ? [] : [attendu]);
      }
    });
  });
});
