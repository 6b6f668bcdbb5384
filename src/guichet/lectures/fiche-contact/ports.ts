import { z } from "zod";
import type { BesoinProspect, IssueFiche } from "../../regles/fiche-contact/fiche-contact.ts";
import { ISSUES_FICHE } from "../../regles/fiche-contact/fiche-contact.ts";

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
  accuseeLe: z.string().nullable(),
  issue: z.enum(ISSUES_FICHE).nullable(),
  closeLe: z.string().nullable(),
  /** Reference of the file it is tied to, for whoever may read it. */
  dossier: z.string().nullable(),
});
export type SuiteFiche = Readonly<z.infer<typeof suiteFicheRow>>;

export type IdentiteProspect = {
  readonly nom: string;
  readonly prenom: string | null;
  readonly telephone: string | null;
  readonly courriel: string | null;
};

export type FicheContact = IdentiteProspect & {
  readonly id: number;
  readonly epci: string;
  readonly reference: string;
  readonly organisation: number;
  readonly nomOrganisation: string;
  readonly consentementLe: string;
  readonly besoin: BesoinProspect;
  readonly precisions: string | null;
  readonly emiseLe: string;
  /** Every recipient for whoever sent it; one's own for a recipient. */
  readonly suites: readonly SuiteFiche[];
};

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
