import { z } from "zod";
import type { Ressource } from "../../regles/habilitation/ressource.ts";
import type { Acte } from "../../regles/journal/acte.ts";

/**
 * One line to write: what was done or read. Who, for which organisation and when are not said here: the database takes them from the
 * actor of the transaction and from its own clock.
 */
export type EntreeAEcrire = {
  readonly acte: Acte;
  readonly ressource: Ressource;
  /** null: the whole platform. Such a line is read by the operator alone: a login is written once in each territory of the person. */
  readonly epci: string | null;
  /** Identifier of what was touched, never a name: « lot:12 », « habilitation:7 ». Cut at 200 characters. */
  readonly objet?: string;
  /** UUID of the household whose file it is: the person can then see that it was opened. */
  readonly demandeur?: string;
  /** Absent: the reason that the actor typed when opening the file. Cut at 500 characters. */
  readonly motif?: string;
};

/** What the person whose file it is may see: the organisation, not the agent (CJEU, C-579/21, Pankki S). */
export const entreeDemandeurRow = z.object({
  organisation: z.number(),
  nomOrganisation: z.string(),
  /** Its rank in the chain of the organisation, from 1, without a hole. */
  numero: z.number(),
  le: z.string(),
  epci: z.string().nullable(),
  /** As written: an older version may have known other acts. */
  acte: z.string(),
  ressource: z.string(),
  objet: z.string().nullable(),
  demandeur: z.string().nullable(),
  motif: z.string().nullable(),
});
export type EntreeDemandeur = Readonly<z.infer<typeof entreeDemandeurRow>>;

export const entreeRow = entreeDemandeurRow.extend({ compte: z.number().nullable(), auteur: z.string() });
export type EntreeJournal = Readonly<z.infer<typeof entreeRow>>;

/** A line as somebody reads it: without the agent when it was shown for their own file alone. */
export type EntreeLue = EntreeDemandeur & { readonly compte: number | null; readonly auteur: string | null };

/** A line after which a page goes on: « 2026-03-01T08:00:00.000123Z~3~41 », instant in microseconds, organisation, number. */
export const FORME_CURSEUR = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z~\d{1,15}~\d{1,15}$/;

export const ENTREES_PAR_PAGE = 100;

export type FiltreJournal = {
  readonly epci: string;
  /** Days of Paris, both included. */
  readonly du?: string;
  readonly au?: string;
  readonly compte?: number;
  readonly acte?: Acte;
  readonly demandeur?: string;
  /** `suite` of the page before, in the form of `FORME_CURSEUR`. */
  readonly apres?: string;
  /** `ENTREES_PAR_PAGE` unless said otherwise. */
  readonly limite?: number;
};

export type PageJournal = {
  /** Latest first, of what the actor may read and of nothing else. */
  readonly entrees: readonly EntreeJournal[];
  /** null: nothing follows. No total is ever given: it would count what the actor may not read. */
  readonly suite: string | null;
};

export type JournalQueries = {
  /**
   * Appends one line to the chain of the actor's organisation in the territory, else of the platform. To be called last in the act's own
   * transaction: the chain is locked until it ends, so that a line exists exactly when its act does.
   */
  ecrire(entree: EntreeAEcrire): Promise<void>;
  list(filtre: FiltreJournal): Promise<PageJournal>;
  /** Who opened or touched the file, latest first, the last 500 times. */
  ofDemandeur(demandeur: string): Promise<readonly EntreeDemandeur[]>;
};

/** A line as its hash was computed: every field as text, so that nothing is lost on the way. Hashes are in hexadecimal. */
export const ligneRow = z.object({
  organisation: z.string(),
  numero: z.string(),
  /** Microseconds since 1970. */
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

/** A line pointed at: by the head (the last one written) or by a seal (the last one purged). */
export type Repere = { readonly numero: number; readonly empreinte: string };

export type Chaine = {
  readonly organisation: number;
  readonly nom: string;
  readonly tete: Repere | null;
  /** The highest seal: lines up to it were purged, and verification starts after it. */
  readonly scelle: Repere | null;
};

/** What the verification reads, with the owner's rights and in one snapshot. */
export type ChaineQueries = {
  /** One an organisation, whether it has lines or not. */
  chaines(): Promise<readonly Chaine[]>;
  /** Every line there is, those of one organisation in the order of their numbers. */
  lignes(): AsyncIterable<LigneChaine>;
  /** Hash of a line that is there; null when it is not. */
  empreinte(organisation: number, numero: number): Promise<string | null>;
};
