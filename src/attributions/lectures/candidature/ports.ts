import { z } from "zod";
import {
  ETATS_CANDIDATURE,
  SOURCES_CANDIDATURE,
  type SourceCandidature,
  SUITES_VISITE,
  type SuiteVisite,
} from "../../regles/candidature/candidature.ts";
import { organisationRow, reponse } from "../ports.ts";

/** A household proposed for a dwelling, without its name. */
export const candidatureRow = z.object({
  id: z.number(),
  epci: z.string(),
  liberation: z.number(),
  /** null: its file was erased since. */
  demandeur: z.string().nullable(),
  /** Reference of the file in Blaise, never a name. */
  reference: z.string().nullable(),
  reservataire: organisationRow.nullable(),
  seance: z.number().nullable(),
  ordre: z.number(),
  source: z.enum(SOURCES_CANDIDATURE),
  designeeLe: z.string(),
  etat: z.enum(ETATS_CANDIDATURE),
  rang: z.number().nullable(),
  retraitMotif: z.string().nullable(),
  examineLe: z.string().nullable(),
  /** Does the household have a file of rehousing that the author could read? A hidden file is « inconnu », never « non ». */
  relogement: reponse,
  visitePrevueLe: z.string().nullable(),
  visiteLe: z.string().nullable(),
  visiteSuite: z.enum(SUITES_VISITE).nullable(),
  revision: z.number(),
  synthetique: z.boolean(),
});
export type Candidature = Readonly<z.infer<typeof candidatureRow>>;

export type CandidatureAFaire = {
  readonly epci: string;
  readonly liberation: number;
  readonly demandeur: string;
  readonly organisation: number;
  readonly reservataire: number | null;
  readonly source: SourceCandidature;
  readonly designeeLe: string;
  /** Examination for the commission, without a name. */
  readonly examen: unknown;
  readonly synthetique: boolean;
};

export const REPONSES_DESIGNATION = ["designe", "rendu", "sans-reponse", "annulee"] as const;
export type ReponseDesignation = (typeof REPONSES_DESIGNATION)[number];

/** A request to a réservataire: its last day, and the answer. */
export const designationRow = z.object({
  id: z.number(),
  liberation: z.number(),
  reservataire: organisationRow,
  demandeeLe: z.string(),
  avant: z.string(),
  reponse: z.enum(REPONSES_DESIGNATION).nullable(),
  repondueLe: z.string().nullable(),
  motif: z.string().nullable(),
});
export type Designation = Readonly<z.infer<typeof designationRow>>;

export const aOffrirRow = z.object({
  liberation: z.number(),
  numero: z.number(),
  adresse: z.string(),
  rang: z.number().nullable(),
  decideeLe: z.string().nullable(),
});
export type LogementAOffrir = Readonly<z.infer<typeof aOffrirRow>>;

export type CandidatureQueries = {
  /** In order of creation. */
  ofLiberation(epci: string, liberation: number): Promise<readonly Candidature[]>;
  /** Candidatures of a household, latest first. */
  ofDemandeur(epci: string, demandeur: string): Promise<readonly Candidature[]>;
  find(epci: string, id: number): Promise<Candidature | null>;
  /** File of that reference, when the actor reads it in the list; null: none. */
  findDossier(epci: string, reference: string): Promise<string | null>;
  /** Ties the demande of that number to the solicited réservataire, when it is the actor's own. null: no such demande, or not their turn. */
  rattacher(liberation: number, numeroHash: string): Promise<string | null>;
  /** Counts an attempt by number of that day, in its own transaction. `ferme-maintenant`: the first one refused. */
  compterEssai(epci: string, organisation: number): Promise<"ouvert" | "ferme-maintenant" | "ferme">;
  /** The attempt named somebody: it is no miss. */
  rendreEssai(epci: string, organisation: number): Promise<void>;
  /** null: the household is already a candidate. The first candidate of a dwelling dates « candidats désignés ». */
  add(candidature: CandidatureAFaire): Promise<number | null>;
  /** false: it is before the commission, or over. */
  retirer(epci: string, id: number, motif: string): Promise<boolean>;
  /** false: not a candidate any more. */
  visiter(
    epci: string,
    id: number,
    visite: { readonly prevueLe: string | null; readonly faiteLe: string | null; readonly suite: SuiteVisite | null },
  ): Promise<boolean>;
  /** false: not attributed, an earlier rank waits, or another offer is open. */
  offrir(epci: string, id: number, le: string): Promise<boolean>;
  /** Dwellings of these organisations whose first rank is attributed and waits for its offer, oldest decision first. */
  aOffrir(epci: string, organisations: readonly number[]): Promise<readonly LogementAOffrir[]>;
  /**
   * `fournie` true: the condition is met, and it becomes an attribution; false: the next rank is served. Returns false without a pending condition.
   */
  leverCondition(epci: string, id: number, fournie: boolean): Promise<boolean>;
  /** Ties the proposal to its candidature. */
  lierProposition(proposition: number, candidature: number): Promise<void>;
};

export type DesignationQueries = {
  ofLiberation(epci: string, liberation: number): Promise<readonly Designation[]>;
  /** Open requests addressed to the actor's organisation or made by it, the most urgent first. */
  ouvertes(epci: string): Promise<readonly Designation[]>;
  /** null: a request is open for this dwelling. */
  solliciter(demande: {
    readonly epci: string;
    readonly liberation: number;
    readonly organisation: number;
    readonly reservataire: number;
    readonly demandeeLe: string;
    readonly avant: string;
  }): Promise<number | null>;
  /** Answer of the réservataire. false: not theirs, answered, or too late. */
  repondre(
    id: number,
    reponse: { readonly reponse: "designe" | "rendu"; readonly motif: string | null; readonly le: string },
  ): Promise<boolean>;
  /** Closes a request withdrawn by the bailleur, or expired. */
  clore(epci: string, id: number, reponse: "annulee" | "sans-reponse", le: string): Promise<boolean>;
};
