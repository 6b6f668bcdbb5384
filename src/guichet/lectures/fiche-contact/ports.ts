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

/** Longest text of a form, in characters: what the lists do not say. */
export const LIMITE_PRECISIONS = 500;

/** A bailleur of the directory; `habilites`: somebody there would read what it is sent. */
export const destinataireRow = z.object({
  id: z.number(),
  nom: z.string(),
  habilites: z.boolean(),
});
export type Destinataire = Readonly<z.infer<typeof destinataireRow>>;

/** What one recipient does of it. `organisation` and `emettrice` are ids of the directory; days are ISO days, of Paris. */
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
  /** Reference of the file it is tied to, for whoever may read it. */
  dossier: texte,
});
export type SuiteFiche = Readonly<z.infer<typeof suiteFicheRow>>;

/** Written by us, and read leniently: a list that loses a code must not close the forms that had it. */
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
  /** Every recipient for whoever sent it; one's own for a recipient. */
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

/** Rows that the person may not read do not exist for them. */
export type FicheContactQueries = {
  destinataires(epci: string): Promise<readonly Destinataire[]>;
  /** Sent or received, the latest first; `limite` of them at most. */
  list(epci: string, limite: number): Promise<readonly FicheContact[]>;
  find(epci: string, id: number): Promise<FicheContact | null>;
  /** Follow-ups that the person may read, without a name. */
  suites(epci: string): Promise<readonly SuiteFiche[]>;
  /** With its follow-ups. Its reference is drawn here. */
  add(epci: string, fiche: NouvelleFiche): Promise<{ readonly id: number; readonly reference: string }>;
  /** false when it is acknowledged already, or not theirs. */
  acknowledge(
    epci: string,
    fiche: number,
    organisation: number,
    par: { compte: number | null; le: string },
  ): Promise<boolean>;
  /** false when it is closed already, or not theirs. */
  close(epci: string, fiche: number, organisation: number, cloture: ClotureFiche): Promise<boolean>;
  /** `id` of a file that the person may read. */
  findDossier(epci: string, reference: string): Promise<string | null>;
};
