import { z } from "zod";
import { NATURES_PIECE, type NaturePiece } from "#donnees/regles/piece/nature.ts";
import { ABSENCES_PIECE, DEPOSANTS, ETATS_PIECE, REFUS_PIECE, type RefusPiece } from "#donnees/regles/piece/piece.ts";
import type { Reponses } from "../../regles/reponses.ts";
import { personneRow } from "../ports.ts";

const texte = z.string().nullable();
const nombre = z.number().nullable();
const octets = z.custom<Uint8Array>((value) => value instanceof Uint8Array).nullable();

/** A piece as listed; its file is stored elsewhere. */
export const pieceRow = z.object({
  id: z.string(),
  demandeur: z.string(),
  epci: z.string(),
  // A piece whose kind is unknown does not answer the list of expected pieces.
  nature: z.enum(NATURES_PIECE),
  /** Rank of the person in the file; null: the applicant, or the household. */
  personne: nombre,
  /** Name shown; null: a piece that the household says it does not have. */
  nom: texte,
  format: z.enum(["image", "pdf"]).nullable(),
  taille: nombre,
  pages: nombre,
  deposeeLe: z.string(),
  deposeePar: z.enum(DEPOSANTS).nullable(),
  etat: z.enum(ETATS_PIECE),
  /** Reason of a desk's refusal, or of the household that does not have the piece. */
  refus: z.enum([...REFUS_PIECE, ...ABSENCES_PIECE]).nullable(),
  valideJusquAu: texte,
  verifieeLe: texte,
});
export type Piece = Readonly<z.infer<typeof pieceRow>>;

/** A piece with the key of its file. A sensitive piece has a sealed name. */
export const pieceOuvrableRow = pieceRow.extend({ cle: octets, nomChiffre: octets, empreinte: octets });
export type PieceOuvrable = Readonly<z.infer<typeof pieceOuvrableRow>>;

export type PieceAEcrire = Omit<PieceOuvrable, "verifieeLe"> & {
  readonly sensible: boolean;
  readonly guichet: number | null;
  /** Keyed hash of the content. */
  readonly contenu: string | null;
};

export type Verification = {
  readonly etat: "acceptee" | "refusee" | "obsolete";
  readonly refus: RefusPiece | null;
  readonly valideJusquAu: string | null;
  readonly le: string;
  readonly par: number | null;
};

/** Facts of a household that decide which pieces are asked. */
export const dossierPiecesRow = z.object({
  demandeur: z.string(),
  epci: z.string(),
  reference: texte,
  guichet: nombre,
  reponses: z.custom<Reponses>((value) => typeof value === "object" && value !== null),
  /** Without names for a reader who may not read them. */
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
  /** Ordinary or sensitive pieces that the actor may read, the latest first. */
  lister(demandeur: string, sensible: boolean): Promise<readonly Piece[]>;
  lire(id: string, sensible: boolean): Promise<PieceOuvrable | null>;
  /** Locks the pieces of the household until the end of the transaction. */
  verrouiller(demandeur: string): Promise<void>;
  /** Count of the household's files that the actor may read. */
  compter(demandeur: string): Promise<number>;
  /** An identical piece, still there. */
  trouver(demandeur: string, sensible: boolean, nature: NaturePiece, contenu: string): Promise<string | null>;
  ecrire(piece: PieceAEcrire): Promise<void>;
  /** false: the piece does not exist, or the actor may not remove it. */
  supprimer(id: string, sensible: boolean): Promise<boolean>;
  verifier(id: string, sensible: boolean, verification: Verification): Promise<boolean>;
  /** Ends a quarantine: the piece becomes readable, or is refused and its key destroyed. */
  liberer(id: string, sensible: boolean, etat: "deposee" | "refusee"): Promise<boolean>;
  /** Marks as replaced the other pieces of the same kind and person. */
  remplacer(piece: Piece, jour: string): Promise<void>;
  demandees(demandeur: string): Promise<readonly PieceDemandee[]>;
  /** false: a body asked for it already. */
  demander(demande: {
    readonly demandeur: string;
    readonly epci: string;
    readonly organisation: number;
    readonly nature: NaturePiece;
    readonly le: string;
    readonly avant: string | null;
  }): Promise<boolean>;
  clore(demandeur: string, nature: NaturePiece, le: string): Promise<void>;
  /** Pieces in quarantine of the whole platform, for the operator's commands. */
  quarantaines(): Promise<readonly { readonly id: string; readonly sensible: boolean }[]>;
  /** Identifiers of all pieces whose key exists. */
  identifiants(): Promise<ReadonlySet<string>>;
};

/** Store of the encrypted files. A file is written whole or not at all. */
export type DepotPieces = {
  /** Encrypts with a key drawn for this file alone; returns the key, and the hash of the bytes on the disk. */
  ecrire(id: string, octets: Uint8Array): Promise<{ readonly cle: string; readonly empreinte: Uint8Array }>;
  /** null: the file does not exist. Throws when it was changed, or is another's. */
  lire(id: string, cle: string, empreinte: Uint8Array | null): Promise<Uint8Array | null>;
  effacer(id: string): Promise<void>;
  /** Identifiers of the files written before `avant` (milliseconds since 1970). */
  lister(avant: number): Promise<readonly string[]>;
};

/** « injoignable »: absent, slow or failing. A file that was not scanned is not opened. */
export type Antivirus = { examiner(octets: Uint8Array): Promise<"saine" | "infectee" | "injoignable"> };

export type PieceDeps = {
  readonly pieces: DepotPieces;
  /** null: the installation has no antivirus. */
  readonly antivirus: Antivirus | null;
};
