import { parse } from "parse5";
import { attributOf, type Element, isNamed, type Noeud, textOf, walk } from "./elements.ts";

/** What a page is made of, as its HTML says it: nothing of what a style sheet or a script would add. */
export type Facture = {
  /** How each kind of element is made, whatever it says, wherever it leads and under whatever it stands. */
  readonly factures: ReadonlySet<string>;
  /** What a reader of the HTML alone knows to be broken: an id given twice, a reference to nothing, a field without a name, a level of headings passed over. */
  readonly fautes: readonly string[];
  /** The words of `main`, spaces of every kind made one. */
  readonly texte: string;
};

/** Attributes that say where, to what or how much, and not how the element is made. */
const VALEURS =
  /^(id|for|href|value|name|title|datetime|alt|headers|src|d|points|transform|viewbox|pattern|data-.+|content|(form)?action|(min|max)(length)?|[a-z]*width|[a-z]*height|[xyr][12]?|[cdr][xy]|aria-(label|(labelled|described)by|controls))$/i;
const REFERENCES = /^(for|headers|aria-((labelled|described)by|controls))$/;
const TITRE = /^h[1-6]$/;
/** A button says what it holds. */
const CHAMP = /^(input (?!hidden|submit|button|image|reset)|select|textarea)/;

export function readFacture(html: string): Facture {
  const elements = [...walk(parse(html).childNodes)];
  const ids = new Map<string, number>();
  for (const id of elements.flatMap((un) => attributOf(un, "id") ?? [])) ids.set(id, (ids.get(id) ?? 0) + 1);
  const etiquetes = new Set(elements.filter(isNamed("label")).flatMap((un) => attributOf(un, "for") ?? []));
  const [main] = elements.filter(isNamed("main"));
  return {
    factures: new Set(elements.map(describe)),
    fautes: [
      ...[...ids].filter(([, fois]) => fois > 1).map(([id]) => `two elements of one id: ${id}`),
      ...elements
        .flatMap((un) => referencesOf(un).filter((id) => !ids.has(id)))
        .map((id) => `nothing has the id ${id}`),
      ...elements
        .filter((un) => isChamp(un) && !isTitled(un, etiquetes))
        .map((un) => `a field without a name: ${describe(un)}`),
      ...findSauts(elements),
    ],
    texte: main ? textOf(main).replaceAll(/[\s\u00a0\u202f]+/g, " ") : "",
  };
}

/** Ids that the element speaks of. */
function referencesOf(un: Element): readonly string[] {
  return un.attrs.flatMap(({ name, value }) => {
    if (REFERENCES.test(name)) return value.split(/\s+/);
    return name === "href" && /^#./.test(value) ? [value.slice(1)] : [];
  });
}

/** Headings of one level too many after the one before (WCAG 1.3.1); the first may be of any, a notice stands before the title. */
function findSauts(elements: readonly Element[]): readonly string[] {
  const titres = elements.filter(({ tagName }) => TITRE.test(tagName));
  const niveaux = titres.map(({ tagName }) => Number(tagName.slice(1)));
  return titres
    .filter((_, rang) => rang > 0 && (niveaux[rang] ?? 0) > (niveaux[rang - 1] ?? 0) + 1)
    .map((titre) => `a level of headings passed over: ${titre.tagName} ${textOf(titre)}`);
}

const isChamp = (un: Element) => CHAMP.test(`${un.tagName} ${attributOf(un, "type") ?? ""}`);

function isTitled(un: Element, etiquetes: ReadonlySet<string>): boolean {
  if (["aria-label", "aria-labelledby", "title"].some((nom) => attributOf(un, nom)?.trim())) return true;
  return etiquetes.has(attributOf(un, "id") ?? "") || ancestorsOf(un).some(isNamed("label"));
}

function ancestorsOf({ parentNode }: Element): readonly Element[] {
  return parentNode && "tagName" in parentNode ? [parentNode, ...ancestorsOf(parentNode)] : [];
}

function describe(un: Element): string {
  const attributs = un.attrs.map(({ name, value }) => {
    if (VALEURS.test(name)) return value.trim() ? name : `${name}=`;
    return `${name}=${name === "style" ? value.replace(/-?\b\d+(\.\d+)?/g, "0") : value}`;
  });
  return `${un.tagName} ${attributs.sort().join(" ")}${hasText(un) ? "" : " empty"}`;
}

function hasText(noeud: Noeud): boolean {
  if ("value" in noeud) return noeud.value.trim() !== "";
  return "childNodes" in noeud && noeud.childNodes.some(hasText);
}
