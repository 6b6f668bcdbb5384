import type { Valeur } from "./valeur.ts";

/**
 * Forms of a value. `taux`: 0 to 1. `nombre`: 0 or more, in its unit. `montants`: one row of numbers for each of `lignes`, absent when unknown.
 * `codes`: INSEE codes of communes. `texte`: words to quote. `structure`: anything, with the shape of the known values.
 */
export const FORMES = [
  "taux",
  "nombre",
  "oui-non",
  "jour",
  "choix",
  "codes",
  "texte",
  "montants",
  "structure",
] as const;
export type Forme = (typeof FORMES)[number];

/** A parameter of the rules, declared by the data set; the code names it by `code`. */
export type Declaration = {
  readonly code: string;
  readonly nom: string;
  readonly forme: Forme;
  readonly unite: string | null;
  readonly choix: readonly (string | number)[];
  readonly lignes: readonly string[];
  readonly colonnes: readonly string[];
  /** Labels of a choice's or a row's codes; a code without a label is shown as it is. */
  readonly libelles: Readonly<Record<string, string>>;
  /** A territory may write its own value, because the text lets it or says nothing. */
  readonly surcharge: boolean;
};

/** A dated value of a data set. `jusque`: last day included; null while no text has closed it. */
export type Enregistrement = Valeur<unknown> & {
  readonly code: string;
  /** SIREN of its territory; null: the whole country. */
  readonly territoire: string | null;
  readonly jusque: string | null;
  /** null: no article. */
  readonly article: string | null;
  /** The text and its French article in a sentence: « la loi ELAN ». */
  readonly texte: string | null;
};

/** A file of records of one publisher. The later of two versions of a name replaces the other whole. */
export type Jeu = {
  readonly editeur: string;
  readonly nom: string;
  readonly titre: string;
  /** Day and rank within it, « 2026-11-30.1 », compared as text. */
  readonly version: string;
  readonly parametres: readonly Declaration[];
  readonly enregistrements: readonly Enregistrement[];
};

/** A record typed on a page, and confirmed by a second person. */
export type Saisie = Enregistrement & { readonly id: number; readonly auteur: string };

export type Origine =
  | { readonly nature: "jeu"; readonly editeur: string; readonly nom: string; readonly version: string }
  | { readonly nature: "saisie"; readonly id: number; readonly auteur: string };

export type EnVigueur<T> = Valeur<T> & Omit<Enregistrement, keyof Valeur<unknown>> & { readonly origine: Origine };

/** « taux-minimal-hors-qpv au 2018-11-25 »: helps the author of a set to find the record. */
export function nameEnregistrement({ code, depuis, territoire }: Nomme): string {
  return `${code} au ${depuis}${territoire === null ? "" : `, territoire ${territoire}`}`;
}

type Nomme = Pick<Enregistrement, "code" | "depuis" | "territoire">;
