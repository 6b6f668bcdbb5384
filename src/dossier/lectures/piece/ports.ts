import { z } from "zod";
import { NATURES_PIECE, type NaturePiece } from "#donnees/regles/piece/nature.ts";
import { ABSENCES_PIECE, DEPOSANTS, ETATS_PIECE, REFUS_PIECE, type RefusPiece } from "#donnees/regles/piece/piece.ts";
import type { Reponses } from "../../regles/reponses.ts";
import { personneRow } from "../ports.ts";

const texte = z.string().nullable();
const nombre = z.number().nullable();
const octets = z.custom<Uint8Array>((value) => value instanceof Uint8Array).nullable();

/** A paper as it is listed: the file itself is elsewhere. */
export const pieceRow = z.object({
  id: z.string(),
  demandeur: z.string(),
  epci: z.string(),
  // A paper whose kind was never said is of no use to the list of those that are expected.
  nature: z.enum(NATURES_PIECE),
  /** Rank of the person in the file; null: whoever asks, or the household. */
  personne: nombre,
  /** As shown; null: a paper that the household does not have. */
  nom: texte,
  format: z.enum(["image", "pdf"]).nullable(),
  taille: nombre,
  pages: nombre,
  deposeeLe: z.string(),
  deposeePar: z.enum(DEPOSANTS).nullable(),
  etat: z.enum(ETATS_PIECE),
  /** Of the desk, or of the household that does not have it. */
  refus: z.enum([...REFUS_PIECE, ...ABSENCES_PIECE]).nullable(),
  valideJusquAu: texte,
  verifieeLe: texte,
});
export type Piece = Readonly<z.infer<typeof pieceRow>>;

/** With what opens its file. A sensitive one has a sealed name. */
export const pieceOuvrableRow = pieceRow.extend({ cle: octets, nomChiffre: octets, empreinte: octets });
export type PieceOuvrable = Readonly<z.infer<typeof pieceOuvrableRow>>;

export type PieceAEcrire = Omit<PieceOuvrable, "verifieeLe"> & {
  readonly sensible: boolean;
  readonly guichet: number | null;
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
export const dossierPiecesRow = z.object({
  demandeur: z.string(),
  epci: z.string(),
  reference: texte,
  guichet: nombre,
  reponses: z.custom<Reponses>((value) => typeof value === "object" && value !== null),
  /** Without names for whoever may not read them. */
  personnes: z.array(personneRow.pick({ rang: true, qualite: true, naissance: true, prenom: true })).readonly(),
});
export type DossierPieces = Readonly<z.infer<typeof dossierPiecesRow>>;

export const pieceDemandeeRow = z.object({
  id: z.number(),
  nature: z.enum(NATURES_PIECE),
  organisation: z.string(),
  demandeeLe: z.string(),
  avant: texte,
  closeLe: texte,
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
