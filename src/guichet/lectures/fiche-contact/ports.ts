import { z } from "zod";
import { TRI, TYPOLOGIES } from "#dossier/regles/reponses.ts";
import {
  type BesoinProspect,
  BUDGETS_PROSPECT,
  DITS_PROSPECT,
  EMPLOIS_PROSPECT,
  ISSUES_FICHE,
  type IssueFiche,
  URGENCES_PROSPECT,
} from "../../regles/fiche-contact/fiche-contact.ts";

const texte = z.string().nullable();

/** Maximum characters of the free text, for what the lists do not say. */
export const LIMITE_PRECISIONS = 500;

/** A bailleur of the directory; `habilites`: count of accounts that could read the form there. */
export const destinataireRow = z.object({
  id: z.number(),
  nom: z.string(),
  habilites: z.boolean(),
});
export type Destinataire = Readonly<z.infer<typeof destinataireRow>>;

/** State of the part of one recipient. `organisation` and `emettrice`: ids of the directory; days are ISO days of Paris. */
export const suiteFicheRow = z.object({
  fiche: z.number(),
  organisation: z.number(),
  nom: z.string(),
  emettrice: z.number(),
  nomEmettrice: z.string(),
  emiseLe: z.string(),
  accuserAvant: z.string(),
  accuseeLe: texte,
  issue: z.enum(ISSUES_FICHE).nullable(),
  closeLe: texte,
  /** Reference of the file tied to it, for a reader who may read that file. */
  dossier: texte,
});
export type SuiteFiche = Readonly<z.infer<typeof suiteFicheRow>>;

/** Written by Blaise and parsed leniently: a code removed from a list must not close the forms that hold it. */
const besoin: z.ZodType<BesoinProspect> = z.object({
  personnes: z.number().nullable().catch(null),
  typologies: z.array(z.enum(TYPOLOGIES)).catch([]),
  communes: z.array(z.string()).catch([]),
  budget: z.enum(BUDGETS_PROSPECT).nullable().catch(null),
  emploi: z.enum(EMPLOIS_PROSPECT).nullable().catch(null),
  urgence: z.enum(URGENCES_PROSPECT).nullable().catch(null),
  locataireHlm: z.enum(TRI).catch("inconnu"),
  dits: z.array(z.enum(DITS_PROSPECT)).catch([]),
});

export const ficheContactRow = z.object({
  id: z.number(),
  epci: z.string(),
  reference: z.string(),
  organisation: z.number(),
  nomOrganisation: z.string(),
  nom: z.string(),
  prenom: texte,
  telephone: texte,
  courriel: texte,
  consentementLe: z.string(),
  besoin,
  precisions: texte,
  emiseLe: z.string(),
});

export type FicheContact = Readonly<z.infer<typeof ficheContactRow>> & {
  /** All parts for the sender; their own for a recipient. */
  readonly suites: readonly SuiteFiche[];
};

export type IdentiteProspect = Pick<FicheContact, "nom" | "prenom" | "telephone" | "courriel">;

export type NouvelleFiche = IdentiteProspect & {
  readonly organisation: number;
  readonly compte: number | null;
  readonly consentementLe: string;
  readonly besoin: BesoinProspect;
  readonly precisions: string | null;
  /** Instant. */
  readonly emiseLe: string;
  readonly accuserAvant: string;
  readonly destinataires: readonly number[];
};

export type ClotureFiche = { readonly issue: IssueFiche; readonly demandeur: string | null; readonly le: string };

/** Rows that the actor may not read are absent. */
export type FicheContactQueries = {
  destinataires(epci: string): Promise<readonly Destinataire[]>;
  /** Sent or received, latest first, `limite` at most. */
  list(epci: string, limite: number): Promise<readonly FicheContact[]>;
  find(epci: string, id: number): Promise<FicheContact | null>;
  /** Parts that the actor may read, without a name. */
  suites(epci: string): Promise<readonly SuiteFiche[]>;
  /** Adds a form with its parts, and draws its reference. */
  add(epci: string, fiche: NouvelleFiche): Promise<{ readonly id: number; readonly reference: string }>;
  /** false: acknowledged already, or not the actor's part. */
  acknowledge(
    epci: string,
    fiche: number,
    organisation: number,
    par: { compte: number | null; le: string },
  ): Promise<boolean>;
  /** false: closed already, or not the actor's part. */
  close(epci: string, fiche: number, organisation: number, cloture: ClotureFiche): Promise<boolean>;
  /** `id` of a file that the actor may read; null: none. */
  findDossier(epci: string, reference: string): Promise<string | null>;
};
