import { z } from "zod";
import { MOYENS_DOSSIER } from "../../regles/moyen.ts";

const lien = z.enum(["titulaire", "mandat"]);
export type LienDossier = z.infer<typeof lien>;

/** `empreinte`: SHA-256 of the code or of the link's token, in hexadecimal. Instants are ISO. */
export const codeDossierRow = z.object({
  empreinte: z.string(),
  demandeur: z.string(),
  epci: z.string(),
  lien,
  mandat: z.number().nullable(),
  creeLe: z.string(),
  expireLe: z.string(),
  revoqueLe: z.string().nullable(),
  usageUnique: z.boolean(),
  serviLe: z.string().nullable(),
});
export type CodeDossier = Readonly<z.infer<typeof codeDossierRow>>;

export const sessionDossierRow = z.object({
  empreinte: z.string(),
  demandeur: z.string(),
  epci: z.string(),
  lien,
  moyen: z.enum(MOYENS_DOSSIER),
  ouverteLe: z.string(),
  vueLe: z.string(),
  expireLe: z.string(),
  fermeeLe: z.string().nullable(),
  /** Keyed hash of whom FranceConnect let in; null: another way in. */
  sujet: z.string().nullable(),
});
export type SessionDossier = Readonly<z.infer<typeof sessionDossierRow>>;

/** A file that somebody's FranceConnect opens. */
export const dossierLieRow = z.object({ demandeur: z.string(), epci: z.string() });
export type DossierLie = Readonly<z.infer<typeof dossierLieRow>>;

/** Ways into a file without an account; bound to the service « connexion ». */
export type AccesDossierQueries = {
  ajouterCode(code: Omit<CodeDossier, "revoqueLe" | "serviLe">): Promise<void>;
  trouverCode(empreinte: string): Promise<CodeDossier | null>;
  /** Marks it used and holds it to `expireLe`; false: revoked, past its end, or used when it serves once. */
  servirCode(empreinte: string, maintenant: string, expireLe: string): Promise<boolean>;
  ouvrirSessionDossier(session: Omit<SessionDossier, "fermeeLe">): Promise<void>;
  trouverSessionDossier(empreinte: string): Promise<SessionDossier | null>;
  toucherSessionDossier(empreinte: string, maintenant: string): Promise<void>;
  fermerSessionDossier(empreinte: string, maintenant: string): Promise<void>;
  /** The last tied first. */
  dossiersDuSujet(sujet: string): Promise<readonly DossierLie[]>;
  /** false: the file is already somebody else's, and stays theirs. */
  lierSujet(dossier: DossierLie, sujet: string, maintenant: string): Promise<boolean>;
  /** Codes, links and visits by that tie open nothing more. */
  revoquerAcces(demandeur: string, lien: LienDossier, maintenant: string): Promise<void>;
};
