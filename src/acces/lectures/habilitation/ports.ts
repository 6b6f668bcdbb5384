import { z } from "zod";
import { ROLES_HABILITES } from "#socle/regles/habilitation/role.ts";
import { TYPES_ORGANISATION } from "#socle/regles/habilitation/type-organisation.ts";

/** A legal person for which people hold habilitations. `siren`: null when it has none of its own (a desk, a service). */
export const organisationRow = z.object({
  id: z.number(),
  type: z.enum(TYPES_ORGANISATION),
  nom: z.string(),
  siren: z.string().nullable(),
});
export type Organisation = Readonly<z.infer<typeof organisationRow>>;

export const compteRow = z.object({
  id: z.number(),
  /** In lower case: identifies a person before their first login. */
  courriel: z.string(),
  prenom: z.string(),
  nom: z.string(),
  creeLe: z.string(),
  /** Last login; null: never. */
  vuLe: z.string().nullable(),
  fermeLe: z.string().nullable(),
  /** Last proof of the address; null: never. */
  courrielProuveLe: z.string().nullable(),
  /** Territory whose manager created the account (`PLATEFORME`: the platform); null: unknown. */
  invitePour: z.string().nullable(),
  demonstration: z.boolean(),
});
export type Compte = Readonly<z.infer<typeof compteRow>>;

/** A right given to a person, on the day of the read: in force, future, ended or revoked (`echeances.ts` tells which). */
export const habilitationRow = z.object({
  id: z.number(),
  compte: compteRow.readonly(),
  organisation: organisationRow.readonly(),
  role: z.enum(ROLES_HABILITES),
  /** null: the whole platform (administrateur only). */
  epci: z.string().nullable(),
  /** INSEE codes; empty: the whole EPCI. */
  communes: z.array(z.string()).readonly(),
  sensible: z.boolean(),
  /** First and last day, both included. */
  debut: z.string(),
  fin: z.string(),
  /** Account; null: given by the operator from the machine. */
  accordeePar: z.number().nullable(),
  /** null: the operator, or somebody whose name the reader may not see. */
  nomAccordeePar: z.string().nullable(),
  accordeeLe: z.string(),
  /** True when it was written in the transaction of its account: its granter invited the person. */
  avecLeCompte: z.boolean(),
  motif: z.string(),
  revoqueeLe: z.string().nullable(),
  nomRevoqueePar: z.string().nullable(),
  /** The right opens nothing until the address is proved. */
  enAttente: z.boolean(),
});
export type Habilitation = Readonly<z.infer<typeof habilitationRow>>;

/** `preuveApres`: the address must be proved after that instant; null: no proof is needed (`preuve.ts`). */
export const nouvelleHabilitationRow = habilitationRow
  .pick({
    role: true,
    epci: true,
    communes: true,
    sensible: true,
    debut: true,
    fin: true,
    motif: true,
    accordeePar: true,
  })
  .extend({ compte: z.number(), organisation: z.number(), preuveApres: z.string().nullable() });
export type NouvelleHabilitation = Readonly<z.infer<typeof nouvelleHabilitationRow>>;

export type NouvelleOrganisation = Omit<Organisation, "id">;

export type NouveauCompte = Pick<Compte, "courriel" | "prenom" | "nom" | "invitePour">;

/** A review of the dormant accounts. */
export const revueRow = z.object({
  faiteLe: z.string(),
  faitePar: z.string(),
  comptes: z.number(),
  revoquees: z.number(),
  motif: z.string(),
});
export type Revue = Readonly<z.infer<typeof revueRow>>;

/** Queries of the actor: the row policies hide the other rows. */
export type HabilitationQueries = {
  /** All habilitations of the territory, past ones included, by organisation then name; a person's latest first. */
  list(epci: string): Promise<readonly Habilitation[]>;
  /** Habilitations of the platform: administrateur. */
  listPlateforme(): Promise<readonly Habilitation[]>;
  /** Administrateurs and the managers of every visible territory: by territory, the platform first. */
  listGestionnaires(): Promise<readonly Habilitation[]>;
  find(id: number): Promise<Habilitation | null>;
  /** The actor's own, in force on `jour`. */
  mine(jour: string): Promise<readonly Habilitation[]>;
  grant(habilitation: NouvelleHabilitation): Promise<Habilitation>;
  /** A new row with exactly the former's rights. */
  renew(
    id: number,
    dates: Pick<NouvelleHabilitation, "debut" | "fin" | "motif" | "accordeePar" | "preuveApres">,
  ): Promise<Habilitation>;
  /** Takes effect at the next request. False: already revoked, or hidden from the actor. */
  revoke(id: number, par: number | null): Promise<boolean>;
  /** Habilitations in force on `jour` of accounts never seen, or not since the instant `depuis`; the longest unseen first. */
  dormants(epci: string, depuis: string, jour: string): Promise<readonly Habilitation[]>;
  /** The last ten, latest first. */
  revues(epci: string): Promise<readonly Revue[]>;
  addRevue(epci: string, revue: Omit<Revue, "faiteLe">): Promise<void>;
  /** Serialises the grants and revocations of the territory (null: of the platform) until the end of the transaction. */
  lock(epci: string | null): Promise<void>;
  /** Organisations with a present or past habilitation in the territory. */
  organisations(epci: string): Promise<readonly Organisation[]>;
  findOrganisation(id: number): Promise<Organisation | null>;
  /** The existing one with this type and SIREN (without SIREN: this type and name), else a new one. */
  addOrganisation(organisation: NouvelleOrganisation): Promise<Organisation & { readonly ajoutee: boolean }>;
  findCompte(id: number): Promise<Compte | null>;
  findCompteByCourriel(courriel: string): Promise<Compte | null>;
  /** null: the address was taken meanwhile. */
  createCompte(compte: NouveauCompte): Promise<Compte | null>;
};
