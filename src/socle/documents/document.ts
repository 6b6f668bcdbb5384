import type { Verdict } from "../regles/shared/verdict.ts";

/**
 * A document as blocks, before any format: all its words and figures are already French text. The same object gives the PDF
 * (`renderDocumentPdf`) and the Word file (`renderDocumentDocx`).
 */
export type DocumentMisEnPage = {
  readonly titre: string;
  readonly territoire: string;
  /** Head of every page but the first. */
  readonly entete: string;
  /** Foot of every page, beside its number. */
  readonly pied: string;
  /** What warns of the whole document (demonstration data); null: nothing does. */
  readonly bandeau: string | null;
  readonly couverture: readonly Definition[];
  readonly sections: readonly SectionDocument[];
  /** Each on a page of its own, after the sections. */
  readonly fiches: readonly Fiche[];
  /** ISO instant of a frozen version, so that the same version gives the same file; null for a working edition. */
  readonly date: string | null;
  /** One sheet, printed alone: small type, sections in two columns but the wide ones. The Word file is laid out by whoever opens it. */
  readonly dense?: true;
};

export type Definition = { readonly terme: string; readonly valeur: string };

/** `large`: the width of the sheet in a dense document, after the two columns of what is written before it. */
export type SectionDocument = {
  readonly titre: string;
  readonly blocs: readonly Bloc[];
  readonly large?: true;
  /** Sheets of its own, lying on their side, for a table of many columns; not in a dense document, nor in the Word file. */
  readonly paysage?: true;
};

export type Fiche = { readonly titre: string; readonly sousTitre: string; readonly blocs: readonly Bloc[] };

export type Bloc =
  | { readonly kind: "paragraphe"; readonly texte: string }
  | { readonly kind: "note"; readonly texte: string }
  | { readonly kind: "sous-titre"; readonly texte: string }
  | { readonly kind: "alerte"; readonly titre: string; readonly texte: string }
  | { readonly kind: "commentaire"; readonly paragraphes: readonly string[] }
  | { readonly kind: "chiffres"; readonly chiffres: readonly Chiffre[] }
  | { readonly kind: "definitions"; readonly definitions: readonly Definition[] }
  | { readonly kind: "carte"; readonly carte: CarteDocument }
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

export type CarteDocument = {
  readonly svg: string;
  readonly titre: string;
  /** Alternative text: what the map shows and where its figures are. */
  readonly alternative: string;
  readonly legende: readonly { readonly svg: string; readonly libelle: string }[];
  readonly mentions: readonly string[];
};

/** A drawing the width of the page. */
export type ImageDocument = {
  readonly svg: string;
  readonly titre: string;
  /** What the drawing shows, and where its figures are; it is all that the Word file has of it. */
  readonly alternative: string;
  readonly note: string | null;
};

/** A place to sign, or who signed. */
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
  /** Last row, set apart; null when a table has no total. */
  readonly total: readonly Cellule[] | null;
  readonly note: string | null;
};

/** `part`: share of the width, in the unit of its neighbours. */
export type Colonne = { readonly titre: string; readonly droite: boolean; readonly part: number };

export type Cellule =
  | { readonly kind: "texte"; readonly texte: string }
  | { readonly kind: "verdict"; readonly verdict: Verdict; readonly lignes: readonly string[] }
  | { readonly kind: "barre"; readonly svg: string; readonly alternative: string };
