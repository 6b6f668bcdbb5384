import { z } from "zod";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import { ROLES_HABILITES } from "#socle/regles/habilitation/role.ts";
import type { TypeOrganisation } from "#socle/regles/habilitation/type-organisation.ts";
import { COTES_CHANGEMENT } from "../../regles/cote-changement.ts";
import type { NouvelleHabilitation } from "../habilitation/ports.ts";
import type { AccesDossierQueries } from "../menage/ports.ts";

/** Read by the service « connexion », before anybody is known. */
export const changementParJetonRow = z.object({
  id: z.number(),
  demandeur: z.string(),
  epci: z.string(),
  cote: z.enum(COTES_CHANGEMENT),
});
export type ChangementParJeton = Readonly<z.infer<typeof changementParJetonRow>>;

/** By what a person proved who they are. */
export const MOYENS = ["mot-de-passe", "cle-acces", "proconnect", "lien", "demonstration"] as const;
export type Moyen = (typeof MOYENS)[number];

export const USAGES_LIEN = ["premier-administrateur", "invitation", "mot-de-passe", "preuve"] as const;
export type UsageLien = (typeof USAGES_LIEN)[number];

export const USAGES_DEFI = ["proconnect", "cle-acces", "ajout-cle", "franceconnect"] as const;
export type UsageDefi = (typeof USAGES_DEFI)[number];

export const compteRow = z.object({
  id: z.number(),
  /** In lower case. */
  courriel: z.string(),
  prenom: z.string(),
  nom: z.string(),
  demonstration: z.boolean(),
  fermeLe: z.string().nullable(),
  /** Issuer and subject of ProConnect; both null until the first login by it. */
  emetteur: z.string().nullable(),
  sujet: z.string().nullable(),
  /** When a message sent to the address was last answered, or ProConnect said it; null: never. */
  courrielProuveLe: z.string().nullable(),
});
export type Compte = Readonly<z.infer<typeof compteRow>>;

/** `empreinte` is the SHA-256 of the token, in hexadecimal: the token itself is with the browser alone. Instants are ISO. */
export const sessionRow = z.object({
  empreinte: z.string(),
  compte: z.number(),
  moyen: z.enum(MOYENS),
  ouverteLe: z.string(),
  vueLe: z.string(),
  expireLe: z.string(),
  fermeeLe: z.string().nullable(),
  idToken: z.string().nullable(),
});
export type Session = Readonly<z.infer<typeof sessionRow>>;

/** A session with whose it is, and what that person may do on the day asked: one statement. */
export type SessionLue = { readonly session: Session; readonly compte: Compte; readonly acteur: Acteur };

export const lienRow = z.object({
  empreinte: z.string(),
  usage: z.enum(USAGES_LIEN),
  compte: z.number().nullable(),
  creeLe: z.string(),
  expireLe: z.string(),
  serviLe: z.string().nullable(),
  /** It left by mail, and was shown to nobody: whoever opens it reads the account's address. */
  parCourriel: z.boolean(),
});
export type Lien = Readonly<z.infer<typeof lienRow>>;

export const defiRow = z.object({
  empreinte: z.string(),
  usage: z.enum(USAGES_DEFI),
  compte: z.number().nullable(),
  contenu: z.record(z.string(), z.unknown()),
  expireLe: z.string(),
});
export type Defi = Readonly<z.infer<typeof defiRow>>;

export const cleRow = z.object({
  identifiant: z.string(),
  compte: z.number(),
  clePublique: z.instanceof(Uint8Array).transform((octets) => new Uint8Array(octets)),
  compteur: z.number(),
  transports: z.array(z.string()).readonly(),
  nom: z.string(),
  ajouteeLe: z.string(),
  servieLe: z.string().nullable(),
});
export type CleAcces = Readonly<z.infer<typeof cleRow>>;

export const habilitationMontreeRow = z.object({
  id: z.number(),
  role: z.enum(ROLES_HABILITES),
  epci: z.string().nullable(),
  nomTerritoire: z.string().nullable(),
  nomOrganisation: z.string(),
  communes: z.array(z.string()).readonly(),
  sensible: z.boolean(),
  debut: z.string(),
  fin: z.string(),
  /** It opens nothing until the address is proved. */
  enAttente: z.boolean(),
});
export type HabilitationMontree = Readonly<z.infer<typeof habilitationMontreeRow>>;

export type NouvelleOrganisation = {
  readonly type: TypeOrganisation;
  readonly nom: string;
  readonly siren: string | null;
  readonly demonstration: boolean;
};

/** Given by the operator from the machine: nobody signs it. Every other habilitation is granted by somebody, elsewhere. */
export type HabilitationDeLaMachine = Omit<NouvelleHabilitation, "accordeePar" | "preuveApres">;

export type SessionQueries = {
  /** null: no such token was ever given. Says nothing of its age: `resolveSession` does. */
  findSession(empreinte: string, aujourdhui: string): Promise<SessionLue | null>;
  openSession(session: Omit<Session, "fermeeLe">): Promise<void>;
  touchSession(empreinte: string, maintenant: string): Promise<void>;
  closeSession(empreinte: string, maintenant: string): Promise<void>;
  /** Closes all the account's open sessions but `sauf`; returns how many. */
  closeSessionsOf(compte: number, maintenant: string, sauf: string | null): Promise<number>;
  /** Not closed and not past their absolute end, last seen first. */
  listSessions(compte: number, maintenant: string): Promise<readonly Session[]>;
};

export type CompteQueries = {
  findCompte(id: number): Promise<Compte | null>;
  /** `courriel` in lower case. Closed accounts too. */
  findCompteByCourriel(courriel: string): Promise<Compte | null>;
  findCompteBySujet(emetteur: string, sujet: string): Promise<Compte | null>;
  /** Throws a `Refus` "compte-existant" when the address is taken. */
  createCompte(
    compte: Pick<Compte, "courriel" | "prenom" | "nom" | "demonstration"> & { readonly invitePour: string | null },
  ): Promise<number>;
  prouverCourriel(id: number, maintenant: string): Promise<void>;
  /** Passkeys and the link to ProConnect: what an account was opened by before its address was proved. */
  removeMoyens(id: number): Promise<void>;
  renameCompte(id: number, nom: Pick<Compte, "prenom" | "nom">): Promise<void>;
  /** false when the account is already linked, or the subject linked to another account: then nothing changes. */
  linkProConnect(id: number, lien: { readonly emetteur: string; readonly sujet: string }): Promise<boolean>;
  /** Closes the account at that instant; null opens it again. */
  setFermeture(id: number, le: string | null): Promise<void>;
  recordPassage(id: number, maintenant: string): Promise<void>;
  /** Habilitations in force that day and not revoked. null: no such account, or closed. */
  readActeur(compte: number, aujourdhui: string): Promise<Acteur | null>;
  /** Whether the account holds a right in force for that organisation, one that waits for a proof of the address included. */
  worksFor(compte: number, siren: string, aujourdhui: string): Promise<boolean>;
  listHabilitations(compte: number, aujourdhui: string): Promise<readonly HabilitationMontree[]>;
  /** Whether the account holds, or will hold, anything outside that territory (null: outside the platform itself). */
  holdsElsewhere(compte: number, epci: string | null, aujourdhui: string): Promise<boolean>;
  /** Whether the account holds, or will hold, anything anywhere. */
  holdsAnything(compte: number, aujourdhui: string): Promise<boolean>;
  hasAdministrateur(aujourdhui: string): Promise<boolean>;
  listComptesDemonstration(aujourdhui: string): Promise<readonly CompteDemonstration[]>;
};

export const compteDemonstrationRow = z.object({
  compte: z.number(),
  prenom: z.string(),
  nom: z.string(),
  role: z.enum(ROLES_HABILITES),
  nomOrganisation: z.string(),
});
export type CompteDemonstration = Readonly<z.infer<typeof compteDemonstrationRow>>;

export type PreuveQueries = {
  /** argon2id in its PHC form; null: the account has no password. */
  readMotDePasse(compte: number): Promise<string | null>;
  writeMotDePasse(compte: number, empreinte: string, maintenant: string): Promise<void>;
  /** Replaces the hash of the same password by one of newer parameters, unless it has changed meanwhile. */
  upgradeMotDePasse(compte: number, ancienne: string, nouvelle: string): Promise<void>;
  findCle(identifiant: string): Promise<CleAcces | null>;
  listCles(compte: number): Promise<readonly CleAcces[]>;
  /** false when the key is already somebody's. */
  addCle(cle: Omit<CleAcces, "ajouteeLe" | "servieLe">, maintenant: string): Promise<boolean>;
  /** false when the counter stored is no longer `avant`: the same answer was played twice, or the key was copied. */
  recordCle(identifiant: string, avant: number, apres: number, maintenant: string): Promise<boolean>;
  /** false when the account has no such key. */
  removeCle(identifiant: string, compte: number): Promise<boolean>;
};

export type JetonQueries = {
  createLien(lien: Omit<Lien, "serviLe">): Promise<void>;
  findLien(empreinte: string): Promise<Lien | null>;
  /** Marks it used; false when it already was, or has expired. */
  useLien(empreinte: string, maintenant: string): Promise<boolean>;
  /** Links of this usage (and of this account) that nobody used cease to work. */
  voidLiens(usage: UsageLien, compte: number | null, maintenant: string): Promise<void>;
  /** Also removes what has expired. */
  createDefi(defi: Defi, maintenant: string): Promise<void>;
  /** Removes it in any case; null when there is none of that usage, or it has expired. */
  takeDefi(empreinte: string, usage: UsageDefi, maintenant: string): Promise<Defi | null>;
};

/** What login writes in the journal. */
export type ActeConnexion =
  | "connexion"
  | "connexion-refusee"
  | "deconnexion"
  | "moyen-acces-ajoute"
  | "moyen-acces-retire"
  | "mot-de-passe-change"
  | "habilitation-accordee";

export type JournalConnexion = {
  /**
   * Of a known account alone: what strangers try must not fill the journal. One line per territory of the person that day, so that each
   * one's data protection officer reads it; one of the platform when they have none.
   */
  recordActe(acte: ActeConnexion, compte: number, aujourdhui: string, motif?: string): Promise<void>;
};

/** What is made from the machine itself: the first administrator, the demonstration. */
export type AmorceQueries = {
  /** The one that exists with the same type, SIREN and name, else a new one. */
  ensureOrganisation(organisation: NouvelleOrganisation): Promise<number>;
  /** null when the account already holds the role in the territory, in force on the first day asked. */
  grantFromMachine(habilitation: HabilitationDeLaMachine): Promise<number | null>;
};

/** All that login needs, bound to the service « connexion » (or to the owner, for `AmorceQueries` and the demonstration). */
export type ConnexionQueries = SessionQueries &
  CompteQueries &
  PreuveQueries &
  JetonQueries &
  JournalConnexion &
  AmorceQueries &
  AccesDossierQueries & {
    /** The change of address that is waiting for this token. */
    findChangementContact(empreinte: string): Promise<ChangementParJeton | null>;
    /** All or nothing on one connection. */
    transaction<T>(work: (queries: ConnexionQueries) => Promise<T>): Promise<T>;
  };
