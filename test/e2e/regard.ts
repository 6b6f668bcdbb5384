import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { LARGEUR_BUREAU } from "../html/budget.ts";
import { readFacture } from "../html/facture.ts";
import { selon } from "../profondeur.ts";
import { isNew } from "./nouveau.ts";

/** Where most is seen; a phone; 320 px, which is what is left of 1280 at 400 % (WCAG 1.4.10). */
const LARGEURS = [LARGEUR_BUREAU, 390, 320] as const;
/** A page whose words are right at one width hardly ever hides a fault that axe finds at another: it looks again for a proof alone. */
const LARGEURS_AXE: readonly number[] = selon({ ci: [], preuve: [390] });

/** The page as it stands now: nothing broken in its HTML; looked at where something is new. */
export async function expectSeen(page: Page, largeurs: readonly number[] = LARGEURS): Promise<void> {
  // The words awaited may be there before the rest of the page is: what they refer to is further down.
  await page.waitForLoadState();
  const facture = readFacture(await page.content());
  expect(facture.fautes, page.url()).toEqual([]);
  if (isNew(facture)) await look(page, largeurs);
}

/** axe at the first of these widths; at each, nothing that overflows; below it, what is read in the order in which it is seen. */
export async function look(page: Page, largeurs: readonly number[] = LARGEURS): Promise<void> {
  // A page is laid out anew at each width: the nearest first.
  const [large] = largeurs;
  const ordered = page.viewportSize()?.width === largeurs.at(-1) ? largeurs.toReversed() : largeurs;
  for (const width of ordered) {
    await page.setViewportSize({ width, height: 900 });
    const where = `${page.url()}, ${width} px`;
    if (LARGEURS_AXE.includes(width) || width === large) expect(await findViolations(page), where).toEqual([]);
    expect(await overflowOf(page), where).toBe(0);
    if (width < 768) expect(await findDisorder(page), where).toEqual([]);
  }
}

type Violation = { readonly id: string; readonly noeuds: readonly string[] };

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** axe-core, WCAG 2.2 A and AA and its best practices, on the page as it is. */
export async function findViolations(page: Page): Promise<readonly Violation[]> {
  await page.waitForLoadState();
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

/** Of the whole page on a desk, in CSS pixels, once these bytes are shown at its address: what the server has said is not asked of it twice. */
export async function heightOf(page: Page, adresse: string, html: string): Promise<number> {
  await page.setViewportSize({ width: LARGEUR_BUREAU, height: 900 });
  await page.route(adresse, (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: html }));
  await page.goto(adresse);
  await page.unroute(adresse);
  return page.evaluate(() => {
    const { document } = globalThis as unknown as { document: { documentElement: { scrollHeight: number } } };
    return document.documentElement.scrollHeight;
  });
}

type Boite = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
type Element = {
  readonly tagName: string;
  readonly id: string;
  readonly textContent: string | null;
  readonly children: Iterable<Element>;
  checkVisibility(options: object): boolean;
  getClientRects(): ArrayLike<Boite>;
};

/**
 * What is seen before something that precedes it in the document, as `order`, `row-reverse` or an absolute position put it there (WCAG 1.3.2):
 * screen readers and Tab follow the document, eyes the page. Compared where they begin: what stands beside what under one parent, then, from one
 * end of the page to the other, its landmarks and headings.
 */
export function findDisorder(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const { document } = globalThis as unknown as {
      document: { body: Element; querySelectorAll(selector: string): Iterable<Element> };
    };
    const scrolled = (globalThis as unknown as { scrollY: number }).scrollY;
    const isSeen = ({ left, right, top, bottom }: Boite) =>
      right - left > 1 && bottom - top > 1 && right > 0 && bottom > -scrolled;
    const hasSize = ({ left, right, top, bottom }: Boite) => right > left && bottom > top;
    /** Where it begins, or what it holds when it has no size; undefined when nobody sees it: hidden, of one pixel, out of the page. */
    const startOf = (one: Element): Boite | undefined => {
      const boites = Array.from(one.getClientRects()).filter(hasSize);
      if (boites.length > 0) return one.checkVisibility({ visibilityProperty: true }) ? boites.find(isSeen) : undefined;
      return Array.from(one.children).map(startOf).find(Boolean);
    };
    const isAbove = (a: Boite, b: Boite) => a.bottom <= b.top + 1;
    /** On one line, half of the lower of the two at least. */
    const isBefore = (a: Boite, b: Boite) => {
      const common = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      return common > Math.min(a.bottom - a.top, b.bottom - b.top) / 2 && a.right <= b.left + 1;
    };
    const nameOf = ({ tagName, id, textContent }: Element) =>
      `${tagName.toLowerCase()}${id && `#${id}`} « ${(textContent ?? "").replace(/\s+/g, " ").trim().slice(0, 40)} »`;
    const found: string[] = [];
    const compare = (elements: Iterable<Element>, precedes: (a: Boite, b: Boite) => boolean) => {
      let last: { readonly one: Element; readonly boite: Boite } | undefined;
      for (const one of elements) {
        const boite = startOf(one);
        if (!boite) continue;
        if (last && precedes(boite, last.boite)) found.push(`${nameOf(one)} before ${nameOf(last.one)}`);
        last = { one, boite };
      }
    };
    const visit = (parent: Element) => {
      // The marks of a drawing are not read one after the other.
      if (parent.tagName === "svg") return;
      compare(parent.children, (a, b) => isAbove(a, b) || isBefore(a, b));
      for (const child of parent.children) visit(child);
    };
    visit(document.body);
    compare(document.querySelectorAll("header, nav, main, aside, footer, h1, h2, h3, h4"), isAbove);
    return found.slice(0, 5);
  });
}
