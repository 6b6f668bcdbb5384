import { z } from "zod";
import type { Ressource } from "../../regles/habilitation/ressource.ts";
import type { Acte } from "../../regles/journal/acte.ts";

/**
 * One line to write: what was done or read. The database adds the person, the organisation and the time, from the actor of the transaction and its
 * own clock.
 */
export type EntreeAEcrire = {
  readonly acte: Acte;
  readonly ressource: Ressource;
  /** null: the whole platform, whose lines only the operator reads. A login is therefore written once in each territory of the person. */
  readonly epci: string | null;
  /** Identifier of the object, never a name: « lot:12 », « habilitation:7 ». Cut at 200 characters. */
  readonly objet?: string;
  /** UUID of the household whose file it is, who can then see this line. */
  readonly demandeur?: string;
  /** Absent: the reason that the actor typed when opening the file. Cut at 500 characters. */
  readonly motif?: string;
};

/** What a household may see of the journal of its file: the organisation, not the agent (CJEU, C-579/21, Pankki S). */
export const entreeDemandeurRow = z.object({
  organisation: z.number(),
  nomOrganisation: z.string(),
  /** Rank in the chain of the organisation, from 1, without a gap. */
  numero: z.number(),
  le: z.string(),
  epci: z.string().nullable(),
  /** A free string: an older version may have written other acts. */
  acte: z.string(),
  ressource: z.string(),
  objet: z.string().nullable(),
  demandeur: z.string().nullable(),
  motif: z.string().nullable(),
});
export type EntreeDemandeur = Readonly<z.infer<typeof entreeDemandeurRow>>;

export const entreeRow = entreeDemandeurRow.extend({ compte: z.number().nullable(), auteur: z.string() });
export type EntreeJournal = Readonly<z.infer<typeof entreeRow>>;

/** A line as its reader sees it: `compte` and `auteur` are null when it is shown for their own file only. */
export type EntreeLue = EntreeDemandeur & { readonly compte: number | null; readonly auteur: string | null };

/** Cursor of the next page: « 2026-03-01T08:00:00.000123Z~3~41 », instant in microseconds, organisation, number. */
export const FORME_CURSEUR = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z~\d{1,15}~\d{1,15}$/;

export const ENTREES_PAR_PAGE = 100;

export type FiltreJournal = {
  readonly epci: string;
  /** In days of Paris, both included. */
  readonly du?: string;
  readonly au?: string;
  readonly compte?: number;
  readonly acte?: Acte;
  readonly demandeur?: string;
  /** `suite` of the previous page, in the form of `FORME_CURSEUR`. */
  readonly apres?: string;
  /** Default `ENTREES_PAR_PAGE`. */
  readonly limite?: number;
};

export type PageJournal = {
  /** Latest first, limited to what the actor may read. */
  readonly entrees: readonly EntreeJournal[];
  /** null: nothing follows. No total is given: it would count what the actor may not read. */
  readonly suite: string | null;
};

export type JournalQueries = {
  /**
   * Appends one line to the chain of the actor's organisation in the territory, or of the platform. Call it last in the act's own transaction: the
   * chain is locked until the end, and a line exists exactly when its act does.
   */
  ecrire(entree: EntreeAEcrire): Promise<void>;
  list(filtre: FiltreJournal): Promise<PageJournal>;
  /** Who opened or changed the file, latest first, 500 lines at most. */
  ofDemandeur(demandeur: string): Promise<readonly EntreeDemandeur[]>;
};

/** A line as it was hashed: every field as text, so that nothing is lost by a conversion. Hashes are in hexadecimal. */
export const ligneRow = z.object({
  organisation: z.string(),
  numero: z.string(),
  /** In microseconds since 1970. */
  le: z.string(),
  compte: z.string().nullable(),
  auteur: z.string(),
  epci: z.string().nullable(),
  acte: z.string(),
  ressource: z.string(),
  objet: z.string().nullable(),
  demandeur: z.string().nullable(),
  motif: z.string().nullable(),
  precedent: z.string(),
  empreinte: z.string(),
});
export type LigneChaine = Readonly<z.infer<typeof ligneRow>>;

/** The line named by the head (the last one written) or by a seal (the last one purged). */
export type Repere = { readonly numero: number; readonly empreinte: string };

export type Chaine = {
  readonly organisation: number;
  readonly nom: string;
  readonly tete: Repere | null;
  /** The highest seal: lines up to it were purged, and verification starts after it. */
  readonly scelle: Repere | null;
};

/** Reads of the verification, with the owner's rights and in one snapshot. */
export type ChaineQueries = {
  /** One per organisation, even without lines. */
  chaines(): Promise<readonly Chaine[]>;
  /** All lines; those of one organisation come in the order of their numbers. */
  lignes(): AsyncIterable<LigneChaine>;
  /** Hash of a line; null when the line is not there. */
  empreinte(organisation: number, numero: number): Promise<string | null>;
};
