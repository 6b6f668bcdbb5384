import type { Page } from "playwright-core";
import { selon } from "../profondeur.ts";

type Facture = {
  readonly tagName: string;
  readonly id: string;
  /** Of a field alone; null for one that nobody sees. */
  readonly labels?: { readonly length: number } | null;
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
 * such a parent, or empty where it was not, or tied to what is not there; or another order of headings and landmarks. The fortieth refusal has nothing new. A proof looks at all.
 */
export async function isNew(page: Page): Promise<boolean> {
  const factures = await page.evaluate(readFactures);
  const nouvelles = factures.filter((facture) => !VUES.has(facture));
  for (const facture of nouvelles) VUES.add(facture);
  return CHAQUE_PAGE || nouvelles.length > 0;
}

/** In the page. */
function readFactures(): string[] {
  const { document } = globalThis as unknown as {
    document: { body: Facture; getElementById(id: string): Facture | null };
  };
  /** Attributes that say where, to what or how much, and not how the element is made. */
  const valeurs =
    /^(id|for|href|value|name|title|datetime|alt|headers|src|d|points|transform|viewBox|pattern|data-.+|content|(form)?action|(min|max)(length)?|[a-z]*width|[a-z]*height|[xyr][12]?|[cdr][xy]|aria-(label|(labelled|described)by|controls))$/i;
  const isTied = (name: string, value: string) => {
    if (name === "href") return !/^#./.test(value) || document.getElementById(value.slice(1)) !== null;
    if (!/^(for|headers|aria-((labelled|described)by|controls))$/.test(name)) return true;
    return value.split(/\s+/).every((id) => document.getElementById(id) !== null);
  };
  const faultOf = (un: Facture) =>
    `${un.id && document.getElementById(un.id) !== un ? " twice" : ""}${un.labels?.length === 0 ? " unlabelled" : ""}`;
  const attributeOf = ({ name, value }: { readonly name: string; readonly value: string }) => {
    if (!isTied(name, value)) return `${name} untied`;
    if (valeurs.test(name)) return value.trim() ? name : `${name}=`;
    return `${name}=${name === "style" ? value.replace(/-?\b\d+(\.\d+)?/g, "0") : value}`;
  };
  const makingOf = (un: Facture): string =>
    `${un.tagName} ${Array.from(un.attributes, attributeOf).sort().join(" ")}${un.textContent?.trim() ? "" : " empty"}${faultOf(un)}`;
  const factures = new Set<string>();
  for (const un of document.body.querySelectorAll("*"))
    factures.add(`${un.parentElement?.tagName} ${un.parentElement?.getAttribute("class")} > ${makingOf(un)}`);
  const plan = Array.from(
    document.body.querySelectorAll("header, nav, main, aside, footer, section, h1, h2, h3, h4, h5"),
  );
  const suite = plan.map(({ tagName }) => tagName).filter((tagName, rang, tous) => tagName !== tous[rang - 1]);
  return [...factures, suite.join(" ")];
}
