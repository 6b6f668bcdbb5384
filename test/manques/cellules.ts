import { parse } from "parse5";
import { attributOf, type Element, isNamed, type Noeud, textOf, walk } from "../html/elements.ts";

/** What one cell of a figure shows. */
export type CelluleMontree = {
  readonly page: string;
  readonly figure: string;
  readonly ligne: string;
  readonly colonne: string;
  /** Without its bounds and its base. */
  readonly mot: string;
  readonly manque: boolean;
  readonly bornes: boolean;
  readonly sur: number | null;
  /** The page says where the dispersion of its column is told. */
  readonly repartie: boolean;
};

const hasClass = (nom: string) => (un: Element) => (attributOf(un, "class") ?? "").split(" ").includes(nom);

/** Every cell of every figure of a page, by the titles of its row and of its column. */
export function readCellules(html: string, page: string): readonly CelluleMontree[] {
  const sections = [...walk(parse(html).childNodes)].filter((un) => isNamed("section")(un) && hasClass("figure")(un));
  return sections.flatMap((section) => {
    // On its own page, a figure is named by the title of the page.
    const figure = attributOf(section, "aria-labelledby") ?? attributOf(section, "aria-label") ?? "";
    const dits = words(section);
    return elements(section, "table")
      .flatMap((table) => readTable(table, { page, figure }))
      .map((cellule) => ({ ...cellule, repartie: dits.includes(`Répartition de « ${cellule.colonne} »`) }));
  });
}

function readTable(
  table: Element,
  lieu: { readonly page: string; readonly figure: string },
): Omit<CelluleMontree, "repartie">[] {
  const [entete, ...rows] = elements(table, "tr");
  const colonnes = entete ? elements(entete, "th").map(words) : [];
  return rows.flatMap((row) => {
    const ligne = words(elements(row, "th")[0]);
    return elements(row, "td").map((td, rang) => ({
      ...lieu,
      ligne,
      colonne: colonnes[rang + 1] ?? "",
      ...readCellule(td),
    }));
  });
}

function readCellule(td: Element): Pick<CelluleMontree, "mot" | "manque" | "bornes" | "sur"> {
  const petits = elements(td, "small").map(words);
  const sur = petits.find((texte) => texte.startsWith("sur "));
  return {
    mot: clean(wordsWithout(td, "small")),
    manque: [...walk(td.childNodes)].some(hasClass("manque")),
    bornes: petits.some((texte) => texte.startsWith("entre ")),
    sur: sur === undefined ? null : Number(sur.replaceAll(/\D/g, "")),
  };
}

const elements = (un: Element, nom: string) => [...walk(un.childNodes)].filter(isNamed(nom));

const clean = (texte: string) => texte.replaceAll(/\s+/g, " ").trim();

function words(un: Element | undefined): string {
  return un ? clean(textOf(un)) : "";
}

function wordsWithout(noeud: Noeud, nom: string): string {
  if ("value" in noeud) return noeud.value;
  if (!("childNodes" in noeud) || ("tagName" in noeud && noeud.tagName === nom)) return "";
  return noeud.childNodes.map((enfant) => wordsWithout(enfant, nom)).join("");
}
