import type { Bilan, Verdict } from "#application/bilan/bilan.ts";
import type { Rapport, Section } from "#application/rapport/ports.ts";
import type { CarteCommunes } from "#graphics/carte.ts";

/** What a document is made from. The same object gives the PDF and the Word file. */
export type DocumentDemande = {
  readonly bilan: Bilan;
  /** null when the territory has no contours: the commune table stands alone. */
  readonly carte: CarteCommunes | null;
  /** A frozen version; absent for a working edition. */
  readonly rapport?: RapportFige | undefined;
  /** Sections of a working edition, all of them by default. A frozen version brings its own. */
  readonly sections?: readonly Section[] | undefined;
  /** One page per bailleur after the bilan. */
  readonly fichesBailleurs?: boolean | undefined;
};

export type RapportFige = Pick<Rapport, "numero" | "figeLe" | "figePar" | "empreinte" | "commentaires" | "sections">;

/** A document as blocks, before any format: all its words and figures are already French text. */
export type DocumentBilan = {
  readonly titre: string;
  readonly territoire: string;
  readonly entete: string;
  readonly bandeau: string | null;
  readonly couverture: readonly Definition[];
  readonly sections: readonly SectionDocument[];
  readonly fiches: readonly Fiche[];
  /** ISO instant of the frozen version, so that the same version gives the same file; null for a working edition. */
  readonly date: string | null;
};

export type Definition = { readonly terme: string; readonly valeur: string };

export type SectionDocument = { readonly code: Section; readonly titre: string; readonly blocs: readonly Bloc[] };

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
