import type { Page } from "playwright-core";
import { selon } from "../profondeur.ts";

type Facture = {
  readonly tagName: string;
  readonly textContent: string | null;
  readonly parentElement: Facture | null;
  readonly attributes: Iterable<{ readonly name: string; readonly value: string }>;
  getAttribute(name: string): string | null;
  querySelectorAll(selector: string): Iterable<Facture>;
};

const CHAQUE_PAGE = selon({ ci: false, preuve: true });
/** Makings of elements that axe has looked at in this process. */
const VUES = new Set<string>();

/**
 * Whether there is something in the page that axe has still to look at: an element of other states, roles or classes than those it has seen under
 * such a parent, or empty where it was not, or another order of headings and landmarks. The fortieth refusal has nothing new. A proof looks at all.
 */
export async function isNew(page: Page): Promise<boolean> {
  const factures = await page.evaluate(readFactures);
  const nouvelles = factures.filter((facture) => !VUES.has(facture));
  for (const facture of nouvelles) VUES.add(facture);
  return CHAQUE_PAGE || nouvelles.length > 0;
}

/** In the page. */
function readFactures(): string[] {
  const { document } = globalThis as unknown as { document: { body: Facture } };
  /** Attributes that say where, to what or how much, and not how the element is made. */
  const valeurs =
    /^(id|for|href|value|name|title|datetime|alt|headers|src|d|points|transform|viewBox|pattern|data-.+|content|(form)?action|(min|max)(length)?|[a-z]*width|[a-z]*height|[xyr][12]?|[cdr][xy]|aria-(label|(labelled|described)by|controls))$/i;
  const makingOf = (un: Facture): string => {
    const attributs = Array.from(un.attributes, ({ name, value }) => {
      if (valeurs.test(name)) return value.trim() ? name : `${name}=`;
      return `${name}=${name === "style" ? value.replace(/-?\b\d+(\.\d+)?/g, "0") : value}`;
    });
    return `${un.tagName} ${attributs.sort().join(" ")}${un.textContent?.trim() ? "" : " empty"}`;
  };
  const factures = new Set<string>();
  for (const un of document.body.querySelectorAll("*"))
    factures.add(`${un.parentElement?.tagName} ${un.parentElement?.getAttribute("class")} > ${makingOf(un)}`);
  const plan = Array.from(
    document.body.querySelectorAll("header, nav, main, aside, footer, section, h1, h2, h3, h4, h5"),
  );
  const suite = plan.map(({ tagName }) => tagName).filter((tagName, rang, tous) => tagName !== tous[rang - 1]);
  return [...factures, suite.join(" ")];
}
