import { z } from "zod";
import type { NaturePiece } from "#donnees/regles/piece/nature.ts";
import { NATURES_PIECE } from "#donnees/regles/piece/nature.ts";
import type { AbsencePiece, Deposant, EtatPiece, FormatPiece, RefusPiece } from "#donnees/regles/piece/piece.ts";
import type { PersonneDossier, Reponses } from "../../regles/reponses.ts";

/** A paper as it is listed: the file itself is elsewhere. */
export type Piece = {
  readonly id: string;
  readonly demandeur: string;
  readonly epci: string;
  readonly nature: NaturePiece;
  /** Rank of the person in the file; null: whoever asks, or the household. */
  readonly personne: number | null;
  /** As shown; null: a paper that the household does not have. */
  readonly nom: string | null;
  readonly format: FormatPiece | null;
  readonly taille: number | null;
  readonly pages: number | null;
  readonly deposeeLe: string;
  readonly deposeePar: Deposant | null;
  readonly etat: EtatPiece;
  /** Of the desk, or of the household that does not have it. */
  readonly refus: RefusPiece | AbsencePiece | null;
  readonly valideJusquAu: string | null;
  readonly verifieeLe: string | null;
};

/** With what opens its file. A sensitive one has a sealed name. */
export type PieceOuvrable = Piece & {
  readonly cle: Uint8Array | null;
  readonly nomChiffre: Uint8Array | null;
  readonly empreinte: Uint8Array | null;
};

export type PieceAEcrire = Omit<Piece, "deposeeLe" | "verifieeLe"> & {
  readonly sensible: boolean;
  readonly guichet: number | null;
  readonly deposeeLe: string;
  readonly cle: Uint8Array | null;
  readonly nomChiffre: Uint8Array | null;
  readonly empreinte: Uint8Array | null;
  /** Keyed hash of what is kept. */
  readonly contenu: string | null;
};

export type Verification = {
  readonly etat: "acceptee" | "refusee" | "obsolete";
  readonly refus: RefusPiece | null;
  readonly valideJusquAu: string | null;
  readonly le: string;
  readonly par: number | null;
};

/** The household as its papers are asked of it. */
export type DossierPieces = {
  readonly demandeur: string;
  readonly epci: string;
  readonly reference: string | null;
  readonly guichet: number | null;
  readonly reponses: Reponses;
  /** Without names for whoever may not read them. */
  readonly personnes: readonly Pick<PersonneDossier, "rang" | "qualite" | "naissance" | "prenom">[];
};

export const pieceDemandeeRow = z.object({
  id: z.number(),
  nature: z.enum(NATURES_PIECE),
  organisation: z.string(),
  demandeeLe: z.string(),
  avant: z.string().nullable(),
  closeLe: z.string().nullable(),
});
export type PieceDemandee = Readonly<z.infer<typeof pieceDemandeeRow>>;

export type PieceQueries = {
  dossier(epci: string, demandeur: string): Promise<DossierPieces | null>;
  /** Ordinary ones, or the sensitive ones: of those that the actor may read, the last first. */
  lister(demandeur: string, sensible: boolean): Promise<readonly Piece[]>;
  lire(id: string, sensible: boolean): Promise<PieceOuvrable | null>;
  /** Until the end of the transaction, nobody else adds to this household's papers. */
  verrouiller(demandeur: string): Promise<void>;
  /** How many files the household has, of those the actor may read. */
  compter(demandeur: string): Promise<number>;
  /** The same paper, sent already and still there. */
  trouver(demandeur: string, sensible: boolean, nature: NaturePiece, contenu: string): Promise<string | null>;
  ecrire(piece: PieceAEcrire): Promise<void>;
  /** false: not there, or not the actor's to remove. */
  supprimer(id: string, sensible: boolean): Promise<boolean>;
  verifier(id: string, sensible: boolean, verification: Verification): Promise<boolean>;
  /** Whatever the quarantine led to: readable, or refused and its key destroyed. */
  liberer(id: string, sensible: boolean, etat: "deposee" | "refusee"): Promise<boolean>;
  /** Others of the same kind and person, now replaced. */
  remplacer(piece: Piece, jour: string): Promise<void>;
  demandees(demandeur: string): Promise<readonly PieceDemandee[]>;
  /** false: it is asked for already, by this body or another. */
  demander(demande: {
    readonly demandeur: string;
    readonly epci: string;
    readonly organisation: number;
    readonly nature: NaturePiece;
    readonly le: string;
    readonly avant: string | null;
  }): Promise<boolean>;
  clore(demandeur: string, nature: NaturePiece, le: string): Promise<void>;
  /** Of the whole platform, for the operator's commands. */
  quarantaines(): Promise<readonly { readonly id: string; readonly sensible: boolean }[]>;
  /** Of every paper whose key is there. */
  identifiants(): Promise<ReadonlySet<string>>;
};

/** Where encrypted files are kept. A file is there whole or not at all. */
export type DepotPieces = {
  /** Encrypts under a key drawn for this file alone; gives the key, and the hash of what is on the disk. */
  ecrire(id: string, octets: Uint8Array): Promise<{ readonly cle: string; readonly empreinte: Uint8Array }>;
  /** null: the file is not there. Throws when it was changed, or is another's. */
  lire(id: string, cle: string, empreinte: Uint8Array | null): Promise<Uint8Array | null>;
  effacer(id: string): Promise<void>;
  /** Identifiers of the files that are there, and were written before `avant` (milliseconds since 1970). */
  lister(avant: number): Promise<readonly string[]>;
};

/** « injoignable »: absent, slow or failing. What it has not seen is not opened. */
export type Antivirus = { examiner(octets: Uint8Array): Promise<"saine" | "infectee" | "injoignable"> };

export type PieceDeps = {
  readonly pieces: DepotPieces;
  /** null: the installation has none. */
  readonly antivirus: Antivirus | null;
};
