import type { Bloc, Cellule } from "./document.ts";

export function paragraphe(texte: string): Bloc {
  return { kind: "paragraphe", texte };
}

export function note(texte: string): Bloc {
  return { kind: "note", texte };
}

export function texte(valeur: string): Cellule {
  return { kind: "texte", texte: valeur };
}

export function textes(...valeurs: readonly string[]): readonly Cellule[] {
  return valeurs.map(texte);
}
