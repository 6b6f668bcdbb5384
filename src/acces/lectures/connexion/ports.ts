import { z } from "zod";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import { ROLES_HABILITES } from "#socle/regles/habilitation/role.ts";
import type { TypeOrganisation } from "#socle/regles/habilitation/type-organisation.ts";
import { COTES_CHANGEMENT } from "../../regles/cote-changement.ts";
import type { NouvelleHabilitation } from "../habilitation/ports.ts";
import type { AccesDossierQueries } from "../menage/ports.ts";

/** Read by the service « connexion », before the actor is known. */
export const changementParJetonRow = z.object({
  id: z.number(),
  demandeur: z.string(),
  epci: z.string(),
  cote: z.enum(COTES_CHANGEMENT),
});
export type ChangementParJeton = Readonly<z.infer<typeof changementParJetonRow>>;

/** How a person proved their identity. */
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
  /** Issuer and subject of ProConnect; both null until the first login with it. */
  emetteur: z.string().nullable(),
  sujet: z.string().nullable(),
  /** Last proof of the address, by a message or by ProConnect; null: never. */
  courrielProuveLe: z.string().nullable(),
});
export type Compte = Readonly<z.infer<typeof compteRow>>;

/** `empreinte`: SHA-256 of the token, in hexadecimal; only the browser has the token. Instants are ISO. */
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

/** A session with its account and their rights on the day asked, in one statement. */
export type SessionLue = { readonly session: Session; readonly compte: Compte; readonly acteur: Acteur };

export const lienRow = z.object({
  empreinte: z.string(),
  usage: z.enum(USAGES_LIEN),
  compte: z.number().nullable(),
  creeLe: z.string(),
  expireLe: z.string(),
  serviLe: z.string().nullable(),
  /** Only sent by mail: its user reads the account's address. */
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
  /** The right opens nothing until the address is proved. */
  enAttente: z.boolean(),
});
export type HabilitationMontree = Readonly<z.infer<typeof habilitationMontreeRow>>;

export type NouvelleOrganisation = {
  readonly type: TypeOrganisation;
  readonly nom: string;
  readonly siren: string | null;
  readonly demonstration: boolean;
};

/** Given by the operator from the machine, without a granter. Every other habilitation has one. */
export type HabilitationDeLaMachine = Omit<NouvelleHabilitation, "accordeePar" | "preuveApres">;

export type SessionQueries = {
  /** null: unknown token. Does not check the age: `resolveSession` does. */
  findSession(empreinte: string, aujourdhui: string): Promise<SessionLue | null>;
  openSession(session: Omit<Session, "fermeeLe">): Promise<void>;
  touchSession(empreinte: string, maintenant: string): Promise<void>;
  closeSession(empreinte: string, maintenant: string): Promise<void>;
  /** Closes the account's open sessions except `sauf`; returns how many. */
  closeSessionsOf(compte: number, maintenant: string, sauf: string | null): Promise<number>;
  /** Open, and before their absolute end; last seen first. */
  listSessions(compte: number, maintenant: string): Promise<readonly Session[]>;
};

export type CompteQueries = {
  findCompte(id: number): Promise<Compte | null>;
  /** `courriel` in lower case. Finds closed accounts too. */
  findCompteByCourriel(courriel: string): Promise<Compte | null>;
  findCompteBySujet(emetteur: string, sujet: string): Promise<Compte | null>;
  /** Throws a `Refus` "compte-existant" when the address is taken. */
  createCompte(
    compte: Pick<Compte, "courriel" | "prenom" | "nom" | "demonstration"> & { readonly invitePour: string | null },
  ): Promise<number>;
  prouverCourriel(id: number, maintenant: string): Promise<void>;
  /** Removes the passkeys and the link to ProConnect, set before the address was proved. */
  removeMoyens(id: number): Promise<void>;
  renameCompte(id: number, nom: Pick<Compte, "prenom" | "nom">): Promise<void>;
  /** false, without any change, when the account is already linked, or the subject linked to another account. */
  linkProConnect(id: number, lien: { readonly emetteur: string; readonly sujet: string }): Promise<boolean>;
  /** Closes the account at that instant; null reopens it. */
  setFermeture(id: number, le: string | null): Promise<void>;
  recordPassage(id: number, maintenant: string): Promise<void>;
  /** With the habilitations in force that day and not revoked. null: no such account, or closed. */
  readActeur(compte: number, aujourdhui: string): Promise<Acteur | null>;
  /** Whether the account has a right in force for that organisation, even one that waits for a proof of the address. */
  worksFor(compte: number, siren: string, aujourdhui: string): Promise<boolean>;
  listHabilitations(compte: number, aujourdhui: string): Promise<readonly HabilitationMontree[]>;
  /** Whether the account has a present or future right outside that territory (null: outside the platform). */
  holdsElsewhere(compte: number, epci: string | null, aujourdhui: string): Promise<boolean>;
  /** Whether the account has any present or future right. */
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
  /** argon2id, in PHC format; null: no password. */
  readMotDePasse(compte: number): Promise<string | null>;
  writeMotDePasse(compte: number, empreinte: string, maintenant: string): Promise<void>;
  /** Replaces the hash of the same password by one with newer parameters, unless it has changed meanwhile. */
  upgradeMotDePasse(compte: number, ancienne: string, nouvelle: string): Promise<void>;
  findCle(identifiant: string): Promise<CleAcces | null>;
  listCles(compte: number): Promise<readonly CleAcces[]>;
  /** false when an account already has the key. */
  addCle(cle: Omit<CleAcces, "ajouteeLe" | "servieLe">, maintenant: string): Promise<boolean>;
  /** false when the stored counter is no longer `avant`: the answer was replayed, or the key copied. */
  recordCle(identifiant: string, avant: number, apres: number, maintenant: string): Promise<boolean>;
  /** false when the account does not have the key. */
  removeCle(identifiant: string, compte: number): Promise<boolean>;
};

export type JetonQueries = {
  createLien(lien: Omit<Lien, "serviLe">): Promise<void>;
  findLien(empreinte: string): Promise<Lien | null>;
  /** Marks the link used; false when it already was, or has expired. */
  useLien(empreinte: string, maintenant: string): Promise<boolean>;
  /** Unused links of this usage (and of this account) stop working. */
  voidLiens(usage: UsageLien, compte: number | null, maintenant: string): Promise<void>;
  /** Also removes expired ones. */
  createDefi(defi: Defi, maintenant: string): Promise<void>;
  /** Always removes it; null when there is none of that usage, or it has expired. */
  takeDefi(empreinte: string, usage: UsageDefi, maintenant: string): Promise<Defi | null>;
};

/** Acts of the login that the journal records. */
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
   * For known accounts only: strangers must not fill the journal. One line per territory of the person that day, for each one's data protection
   * officer; one for the platform when there is none.
   */
  recordActe(acte: ActeConnexion, compte: number, aujourdhui: string, motif?: string): Promise<void>;
};

/** Acts from the machine: the first administrator, the demonstration. */
export type AmorceQueries = {
  /** The existing one with the same type, SIREN and name, else a new one. */
  ensureOrganisation(organisation: NouvelleOrganisation): Promise<number>;
  /** null when the account already holds the role in the territory on the first day asked. */
  grantFromMachine(habilitation: HabilitationDeLaMachine): Promise<number | null>;
};

/** All queries of the login, for the service « connexion » (or for the owner: `AmorceQueries` and the demonstration). */
export type ConnexionQueries = SessionQueries &
  CompteQueries &
  PreuveQueries &
  JetonQueries &
  JournalConnexion &
  AmorceQueries &
  AccesDossierQueries & {
    /** The change of address that waits for this token. */
    findChangementContact(empreinte: string): Promise<ChangementParJeton | null>;
    /** All or nothing on one connection. */
    transaction<T>(work: (queries: ConnexionQueries) => Promise<T>): Promise<T>;
  };
