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
  /** Keyed hash of the FranceConnect identity; null: another way in. */
  sujet: z.string().nullable(),
});
export type SessionDossier = Readonly<z.infer<typeof sessionDossierRow>>;

/** A file that a FranceConnect identity opens. */
export const dossierLieRow = z.object({ demandeur: z.string(), epci: z.string() });
export type DossierLie = Readonly<z.infer<typeof dossierLieRow>>;

/** Ways into a file without an account, for the service « connexion ». */
export type AccesDossierQueries = {
  ajouterCode(code: Omit<CodeDossier, "revoqueLe" | "serviLe">): Promise<void>;
  trouverCode(empreinte: string): Promise<CodeDossier | null>;
  /** Marks the code used, and limits it to `expireLe`; false: revoked, expired, or already used when it serves once. */
  servirCode(empreinte: string, maintenant: string, expireLe: string): Promise<boolean>;
  ouvrirSessionDossier(session: Omit<SessionDossier, "fermeeLe">): Promise<void>;
  trouverSessionDossier(empreinte: string): Promise<SessionDossier | null>;
  toucherSessionDossier(empreinte: string, maintenant: string): Promise<void>;
  fermerSessionDossier(empreinte: string, maintenant: string): Promise<void>;
  /** Last tied first. */
  dossiersDuSujet(sujet: string): Promise<readonly DossierLie[]>;
  /** false: the file belongs to another identity, and stays so. */
  lierSujet(dossier: DossierLie, sujet: string, maintenant: string): Promise<boolean>;
  /** Revokes the codes, links and sessions of that tie. */
  revoquerAcces(demandeur: string, lien: LienDossier, maintenant: string): Promise<void>;
};
