import type { DefaultTreeAdapterTypes } from "parse5";

export type Noeud = DefaultTreeAdapterTypes.ChildNode;
export type Element = DefaultTreeAdapterTypes.Element;

/** Every element of what parse5 has read, in the order of the document. */
export function* walk(noeuds: readonly Noeud[]): Generator<Element> {
  for (const noeud of noeuds) {
    if (!("tagName" in noeud)) continue;
    yield noeud;
    yield* walk(noeud.childNodes);
  }
}

export const isNamed = (nom: string) => (un: Element) => un.tagName === nom;

export const attributOf = (un: Element, nom: string) => un.attrs.find(({ name }) => name === nom)?.value;

/** Its words, as they follow one another. */
export function textOf(noeud: Noeud): string {
  if ("value" in noeud) return noeud.value;
  return "childNodes" in noeud ? noeud.childNodes.map(textOf).join("") : "";
}
