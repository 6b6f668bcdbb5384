import type { MoyenDossier } from "../../regles/moyen.ts";

export type LienDossier = "titulaire" | "mandat";

/** `empreinte`: SHA-256 of the code or of the link's token, in hexadecimal. Instants are ISO. */
export type CodeDossier = {
  readonly empreinte: string;
  readonly demandeur: string;
  readonly epci: string;
  readonly lien: LienDossier;
  readonly mandat: number | null;
  readonly creeLe: string;
  readonly expireLe: string;
  readonly revoqueLe: string | null;
  readonly usageUnique: boolean;
  readonly serviLe: string | null;
};

export type SessionDossier = {
  readonly empreinte: string;
  readonly demandeur: string;
  readonly epci: string;
  readonly lien: LienDossier;
  readonly moyen: MoyenDossier;
  readonly ouverteLe: string;
  readonly vueLe: string;
  readonly expireLe: string;
  readonly fermeeLe: string | null;
  /** Keyed hash of whom FranceConnect let in; null: another way in. */
  readonly sujet: string | null;
};

/** A file that somebody's FranceConnect opens. */
export type DossierLie = { readonly demandeur: string; readonly epci: string };

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
