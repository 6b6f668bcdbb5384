/** A piece of a line: words, or a link. */
export type Morceau =
  | { readonly kind: "mots"; readonly mots: string }
  | { readonly kind: "lien"; readonly mots: string; readonly href: string };

export type Bloc =
  | { readonly kind: "paragraphe"; readonly morceaux: readonly Morceau[] }
  | { readonly kind: "liste"; readonly elements: readonly (readonly Morceau[])[] };

/** `[mots](https://…)`, http, https or a path of this site; any other address is shown as typed. */
const LIEN = /\[([^\][\n]{1,200})\]\((https?:\/\/[^\s()<>"]{1,500}|\/[a-z][^\s()<>"]{0,300})\)/g;
const PUCE = /^\s*[-*•]\s+/;

/**
 * Markup of the public texts: a blank line separates paragraphs, a hyphen begins an item, `[mots](https://…)` is a link. There is no other
 * markup and no HTML: an unrecognised mark is shown as typed.
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
