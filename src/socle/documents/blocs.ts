import type { Bloc, Cellule } from "./document.ts";

/** The part that says which document this is, where it does not open it. */
export const CE_DOCUMENT = "Ce document";

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
