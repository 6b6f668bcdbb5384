import type { Valeur } from "./valeur.ts";

/**
 * What a value may be. `taux`: 0 to 1. `nombre`: 0 or more, in its unit. `montants`: a line of numbers for each of `lignes`, left out
 * when nobody knows it. `codes`: INSEE codes of communes. `texte`: words to be quoted. `structure`: anything, of the shape of the values that are already known.
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

/** What the rules read, declared by the data set itself; the code names it by `code`. */
export type Declaration = {
  readonly code: string;
  readonly nom: string;
  readonly forme: Forme;
  readonly unite: string | null;
  readonly choix: readonly (string | number)[];
  readonly lignes: readonly string[];
  readonly colonnes: readonly string[];
  /** Of a choice or of a line, by its code; one that has none is shown as it is. */
  readonly libelles: Readonly<Record<string, string>>;
  /** Its text, or the absence of any, lets a territory write its own. */
  readonly surcharge: boolean;
};

/** A dated value, as a data set holds it: a line each. `jusque`: last day included; null while no text has closed it. */
export type Enregistrement = Valeur<unknown> & {
  readonly code: string;
  /** SIREN of the territory that it is of; null: of the whole country. */
  readonly territoire: string | null;
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

/** Typed on a page; confirmed by somebody else. */
export type Saisie = Enregistrement & { readonly id: number; readonly auteur: string };

export type Origine =
  | { readonly nature: "jeu"; readonly editeur: string; readonly nom: string; readonly version: string }
  | { readonly nature: "saisie"; readonly id: number; readonly auteur: string };

export type EnVigueur<T> = Valeur<T> & Omit<Enregistrement, keyof Valeur<unknown>> & { readonly origine: Origine };

/** « taux-minimal-hors-qpv au 2018-11-25 »: what whoever writes a set looks for in it. */
export function nameEnregistrement({ code, depuis, territoire }: Nomme): string {
  return `${code} au ${depuis}${territoire === null ? "" : `, territoire ${territoire}`}`;
}

type Nomme = Pick<Enregistrement, "code" | "depuis" | "territoire">;
