/** A piece of a line: words, or words that lead somewhere. */
export type Morceau =
  | { readonly kind: "mots"; readonly mots: string }
  | { readonly kind: "lien"; readonly mots: string; readonly href: string };

export type Bloc =
  | { readonly kind: "paragraphe"; readonly morceaux: readonly Morceau[] }
  | { readonly kind: "liste"; readonly elements: readonly (readonly Morceau[])[] };

/** `[mots](https://…)`. Anything else than http and https, or an address of this very site, stays the words that it is. */
const LIEN = /\[([^\][\n]{1,200})\]\((https?:\/\/[^\s()<>"]{1,500}|\/[a-z][^\s()<>"]{0,300})\)/g;
const PUCE = /^\s*[-*•]\s+/;

/**
 * The writing of the public's texts: a blank line parts paragraphs, a hyphen begins an item, `[mots](https://…)` is a link. There is no other
 * mark, and nothing of it is HTML: what is not recognised is shown as it was typed.
 */
export function readTexte(texte: string): readonly Bloc[] {
  return texte
    .replaceAll("\r\n", "\n")
    .split(/\n\s*\n/)
    .flatMap((paragraphe) => readParagraphe(paragraphe.split("\n").filter((ligne) => ligne.trim() !== "")));
}

function readParagraphe(lignes: readonly string[]): readonly Bloc[] {
  const blocs: Bloc[] = [];
  let suite: string[] = [];
  const close = (liste: boolean) => {
    if (suite.length > 0) blocs.push(liste ? listeOf(suite) : paragrapheOf(suite));
    suite = [];
  };
  let liste = false;
  for (const ligne of lignes) {
    if (PUCE.test(ligne) !== liste) close(liste);
    liste = PUCE.test(ligne);
    suite.push(ligne.replace(PUCE, "").trim());
  }
  close(liste);
  return blocs;
}

function paragrapheOf(lignes: readonly string[]): Bloc {
  return { kind: "paragraphe", morceaux: readMorceaux(lignes.join(" ")) };
}

function listeOf(lignes: readonly string[]): Bloc {
  return { kind: "liste", elements: lignes.map(readMorceaux) };
}

function readMorceaux(ligne: string): readonly Morceau[] {
  const morceaux: Morceau[] = [];
  let place = 0;
  for (const found of ligne.matchAll(LIEN)) {
    if (found.index > place) morceaux.push({ kind: "mots", mots: ligne.slice(place, found.index) });
    morceaux.push({ kind: "lien", mots: found[1] ?? "", href: found[2] ?? "" });
    place = found.index + found[0].length;
  }
  if (place < ligne.length) morceaux.push({ kind: "mots", mots: ligne.slice(place) });
  return morceaux;
}
