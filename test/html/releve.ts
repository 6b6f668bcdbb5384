import { createHash } from "node:crypto";
import { parse } from "parse5";
import { type Element, isNamed, type Noeud, walk } from "./elements.ts";

/** Elements of a line of text: written in it. */
const EN_LIGNE =
  /^(a|abbr|b|bdi|br|cite|code|data|dfn|em|i|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|u|var|wbr)$/;
/** More rows, items or options than that: the first and the last are written, a digest stands for the others. */
const SUITE_MAX = 8;
const GARDEES = 4;

/**
 * What a page says and offers, one element a line, as a person or a program meets it: words, states, addresses, names and values of fields, what each
 * field is called. A drawing and the middle of a list of more than `suiteMax` are known by a digest.
 */
export function readReleve(html: string, suiteMax = SUITE_MAX): string {
  const document = parse(html);
  const elements = [...walk(document.childNodes)];
  const titre = elements.find(isNamed("title"));
  const main = elements.find(isNamed("main")) ?? elements.find(isNamed("body"));
  return [`title ${titre ? textOf(titre) : ""}`, ...(main ? linesOf(main, 0, suiteMax) : [])].join("\n");
}

const isInline = (noeud: Noeud) => !("tagName" in noeud) || EN_LIGNE.test(noeud.tagName);

function linesOf(un: Element, rang: number, suiteMax: number): readonly string[] {
  const marge = " ".repeat(rang);
  if (un.tagName === "svg") return [`${marge}${describe(un)} ${digest(serialise(un))} ${textOf(un)}`.trimEnd()];
  if (un.childNodes.every(isInline)) return [`${marge}${describe(un)} ${inlineOf(un.childNodes)}`.trimEnd()];
  return [`${marge}${describe(un)}`, ...shorten(childrenOf(un, rang + 1, suiteMax), suiteMax)];
}

/** Of each child its lines; words that stand between two blocks are a line of their own. */
function childrenOf(un: Element, rang: number, suiteMax: number): readonly (readonly string[])[] {
  const marge = " ".repeat(rang);
  return groupInline(un.childNodes).flatMap((groupe) => {
    if (!Array.isArray(groupe)) return [linesOf(groupe as Element, rang, suiteMax)];
    const texte = inlineOf(groupe);
    return texte === "" ? [] : [[`${marge}${texte}`]];
  });
}

function groupInline(noeuds: readonly Noeud[]): readonly (Noeud | Noeud[])[] {
  const groupes: (Noeud | Noeud[])[] = [];
  for (const noeud of noeuds) {
    const last = groupes.at(-1);
    if (!isInline(noeud)) groupes.push(noeud);
    else if (Array.isArray(last)) last.push(noeud);
    else groupes.push([noeud]);
  }
  return groupes;
}

function shorten(enfants: readonly (readonly string[])[], suiteMax: number): readonly string[] {
  if (enfants.length <= suiteMax) return enfants.flat();
  const milieu = enfants.slice(GARDEES, -1).flat();
  const marge = /^ */.exec(enfants[0]?.[0] ?? "")?.[0] ?? "";
  const passees = `${marge}… ${enfants.length - GARDEES - 1} ${digest(milieu.join("\n"))}`;
  return [...enfants.slice(0, GARDEES).flat(), passees, ...enfants.slice(-1).flat()];
}

function inlineOf(noeuds: readonly Noeud[]): string {
  return clean(noeuds.map(inlineText).join(""));
}

function inlineText(noeud: Noeud): string {
  if ("value" in noeud) return noeud.value;
  if (!("tagName" in noeud)) return "";
  const dedans = noeud.childNodes.map(inlineText).join("");
  const attributs = attributsOf(noeud);
  if (noeud.tagName === "br") return " / ";
  return attributs === "" && noeud.tagName !== "a" ? dedans : `<${noeud.tagName}${attributs}>${dedans}</>`;
}

function describe(un: Element): string {
  return `${un.tagName}${attributsOf(un)}`;
}

function attributsOf(un: Element): string {
  return un.attrs
    .map(({ name, value }) => (name === "class" ? `.${value.trim().replaceAll(/\s+/g, ".")}` : ` ${name}=${value}`))
    .sort()
    .join("");
}

function serialise(un: Element): string {
  const dedans = un.childNodes.map((noeud) => ("tagName" in noeud ? serialise(noeud) : textOf(noeud))).join("");
  return `<${describe(un)}>${dedans}`;
}

function textOf(noeud: Noeud): string {
  if ("value" in noeud) return noeud.value;
  return "childNodes" in noeud ? clean(noeud.childNodes.map((un) => ` ${textOf(un)}`).join("")) : "";
}

/** Spaces of every kind made one. */
export const clean = (texte: string) => texte.replaceAll(/[\s\u00a0\u202f]+/g, " ").trim();

export const digest = (texte: string) => createHash("sha256").update(texte).digest("hex").slice(0, 10);
