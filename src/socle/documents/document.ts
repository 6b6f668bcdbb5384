import type { Verdict } from "../regles/shared/verdict.ts";

/**
 * A document as blocks, before any format: all its words and figures are already French text. The same object gives the PDF (`renderDocumentPdf`) and
 * the Word file (`renderDocumentDocx`).
 */
export type DocumentMisEnPage = {
  readonly titre: string;
  readonly territoire: string;
  /** Head of every page but the first. */
  readonly entete: string;
  /** Foot of every page, beside its number. */
  readonly pied: string;
  /** Warning about the whole document (demonstration data); null: none. */
  readonly bandeau: string | null;
  /** The page that answers, before all others; absent: the document opens on its title and `couverture`. */
  readonly ouverture?: Ouverture;
  readonly couverture: readonly Definition[];
  readonly sections: readonly SectionDocument[];
  /** ISO instant of a frozen version, so that the same version gives the same file; null for a working edition. */
  readonly date: string | null;
  /** A sheet printed alone: small type, sections in two columns except the wide ones. The Word file ignores it. */
  readonly dense?: true;
};

/** One page: the answer as a sentence, why, what changed, what to do. What comes after it is set in small type, `couverture` first. */
export type Ouverture = {
  readonly reponse: string;
  readonly chapo: string;
  readonly mesures: readonly MesureOuverte[];
  readonly textes: readonly { readonly titre: string; readonly phrases: readonly string[] }[];
  readonly tendance: FigureOuverte;
  readonly carte: FigureOuverte;
  readonly actions: Actions;
};

/** A figure to read from afar, on its rule from 0 to 100. */
export type MesureOuverte = {
  readonly nom: string;
  readonly valeur: string;
  readonly verdict: Verdict;
  readonly base: string;
  /** null: nothing to draw. */
  readonly regle: { readonly svg: string; readonly alternative: string } | null;
  readonly notes: readonly string[];
};

/** `svg` null: nothing to draw, and `notes` says why. */
export type FigureOuverte = {
  readonly titre: string;
  readonly svg: string | null;
  readonly alternative: string;
  readonly legende: readonly { readonly svg: string; readonly libelle: string }[];
  readonly notes: readonly string[];
};

export type Actions = {
  readonly titre: string;
  readonly liste: readonly { readonly quoi: string; readonly pourquoi: string }[];
};

export type Definition = { readonly terme: string; readonly valeur: string };

/** `large`: spans the sheet in a dense document, below the two columns of the sections before it. */
export type SectionDocument = {
  readonly titre: string;
  readonly blocs: readonly Bloc[];
  readonly large?: true;
  /** On landscape pages of its own, for a table of many columns; ignored in a dense document and in the Word file. */
  readonly paysage?: true;
};

export type Bloc =
  | { readonly kind: "paragraphe"; readonly texte: string }
  | { readonly kind: "note"; readonly texte: string }
  | { readonly kind: "sous-titre"; readonly texte: string }
  | { readonly kind: "alerte"; readonly titre: string; readonly texte: string }
  | { readonly kind: "commentaire"; readonly paragraphes: readonly string[] }
  | { readonly kind: "chiffres"; readonly chiffres: readonly Chiffre[] }
  | { readonly kind: "definitions"; readonly definitions: readonly Definition[] }
  | { readonly kind: "image"; readonly image: ImageDocument }
  | { readonly kind: "signatures"; readonly signatures: readonly Signature[] }
  | TableauBloc;

export type TableauBloc = { readonly kind: "tableau" } & Tableau;

export type Chiffre = {
  readonly valeur: string;
  readonly intitule: string;
  readonly lignes: readonly string[];
  readonly verdict: Verdict | null;
};

/** A drawing as wide as the page. */
export type ImageDocument = {
  readonly svg: string;
  readonly titre: string;
  /** What the drawing shows, and where its figures are; the Word file has this text only. */
  readonly alternative: string;
  readonly note: string | null;
};

/** A place to sign, or the name of who signed. */
export type Signature = {
  readonly organisme: string;
  readonly qualite: string;
  /** « Signé le 5 octobre 2018 »; null leaves the place empty. */
  readonly mention: string | null;
};

export type Tableau = {
  readonly titre: string;
  readonly colonnes: readonly Colonne[];
  readonly lignes: readonly (readonly Cellule[])[];
  /** Last row, set apart; null: no total. */
  readonly total: readonly Cellule[] | null;
  readonly note: string | null;
};

/** `part`: share of the width, relative to the other columns. */
export type Colonne = { readonly titre: string; readonly droite: boolean; readonly part: number };

export type Cellule =
  | { readonly kind: "texte"; readonly texte: string }
  | { readonly kind: "verdict"; readonly verdict: Verdict; readonly lignes: readonly string[] }
  | { readonly kind: "barre"; readonly svg: string; readonly alternative: string };
