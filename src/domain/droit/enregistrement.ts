import type { Valeur } from "./valeur.ts";

/**
 * What a value may be. `taux`: 0 to 1. `nombre`: 0 or more, in its unit. `montants`: a line of numbers for each of `lignes`, left out
 * when nobody knows it. `codes`: INSEE codes of communes. `structure`: anything, of the shape of the values that are already known.
 */
export const FORMES = ["taux", "nombre", "oui-non", "jour", "choix", "codes", "montants", "structure"] as const;
export type Forme = (typeof FORMES)[number];

/** What the rules read, declared by the data set itself; the code names it by `code`. */
export type Declaration = {
  readonly code: string;
  readonly nom: string;
  readonly forme: Forme;
  readonly unite: string | null;
  readonly choix: readonly (string | number)[];
  readonly lignes: readonly string[];
  readonly colonnes: readonly string[];
  /** Its text, or the absence of any, lets a territory write its own. */
  readonly surcharge: boolean;
};

/** A dated value, as a data set holds it: a line each. `jusque`: last day included; null while no text has closed it. */
export type Enregistrement = Valeur<unknown> & {
  readonly code: string;
  readonly jusque: string | null;
  /** null: no text. */
  readonly article: string | null;
  /** How a sentence names the text, with its article: « la loi ELAN ». */
  readonly texte: string | null;
};

/** A file of records, of one publisher. Of two versions of a name, the later replaces the other whole. */
export type Jeu = {
  readonly editeur: string;
  readonly nom: string;
  readonly titre: string;
  /** Day and rank in it, « 2026-11-30.1 »: compared as text. */
  readonly version: string;
  readonly parametres: readonly Declaration[];
  readonly enregistrements: readonly Enregistrement[];
};

/** Typed on a page; confirmed by somebody else. `territoire` null: for the whole country. */
export type Saisie = Enregistrement & {
  readonly id: number;
  readonly territoire: string | null;
  readonly auteur: string;
};

/** Who says it: the publisher of a set and its version, or the person who typed it. */
export type Origine =
  | { readonly nature: "jeu"; readonly editeur: string; readonly nom: string; readonly version: string }
  | { readonly nature: "saisie"; readonly id: number; readonly auteur: string };

export type EnVigueur<T> = Valeur<T> & Omit<Enregistrement, keyof Valeur<unknown>> & { readonly origine: Origine };

/** How a sentence names a record: « taux-minimal-hors-qpv du 25 novembre 2018 » is not said to people, its name is. */
export function nameEnregistrement({ code, depuis }: Pick<Enregistrement, "code" | "depuis">): string {
  return `${code} au ${depuis}`;
}
