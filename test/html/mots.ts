/** Words that a reader meets in the content of a page: at once, and once each fold is open. Menus, the thread and what is only heard are not counted. */
export type Mots = { readonly ouverts: number; readonly tous: number };

const BALISE = /<(\/?)(main|details|summary|nav|option|svg|[a-z][a-z0-9-]*)\b([^>]*)>|([^<]+)/g;

export function countMots(html: string): Mots {
  const debut = html.indexOf("<main");
  const fin = html.lastIndexOf("</main>");
  const compte = { ouverts: 0, tous: 0 };
  /** Elements that hide what they hold, innermost last: « replie » a closed fold, « hors » what is not content. */
  const pile: { readonly nom: string; readonly sorte: "hors" | "replie" | "resume" }[] = [];
  for (const [, ferme, nom = "", attributs = "", texte] of html.slice(debut, fin).matchAll(BALISE)) {
    if (texte !== undefined) add(compte, pile, texte);
    else if (ferme) pile.splice(pile.findLastIndex((un) => un.nom === nom) >>> 0, 1);
    else if (sorteOf(nom, attributs) !== null && !attributs.endsWith("/"))
      pile.push({ nom, sorte: sorteOf(nom, attributs) ?? "hors" });
  }
  return compte;
}

function sorteOf(nom: string, attributs: string): "hors" | "replie" | "resume" | null {
  if (["nav", "svg", "select"].includes(nom) || /\bclass="(lu|[^"]* lu)"|\bpopover\b/.test(attributs)) return "hors";
  if (nom === "details" && !/\bopen\b/.test(attributs)) return "replie";
  return nom === "summary" ? "resume" : null;
}

function add(
  compte: { ouverts: number; tous: number },
  pile: readonly { readonly sorte: string }[],
  texte: string,
): void {
  if (pile.some(({ sorte }) => sorte === "hors")) return;
  const mots = texte.split(/[\s\u00a0\u202f]+/).filter((mot) => /[\p{L}\p{N}]/u.test(mot)).length;
  compte.tous += mots;
  const replis = pile.filter(({ sorte }) => sorte === "replie").length;
  // The summary of the outermost fold is seen while that fold is closed.
  const vu = replis === 0 || (replis === 1 && pile.at(-1)?.sorte === "resume");
  if (vu) compte.ouverts += mots;
}
