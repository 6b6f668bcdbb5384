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
  /** In lower case: what a person is known by before their first login. */
  courriel: z.string(),
  prenom: z.string(),
  nom: z.string(),
  creeLe: z.string(),
  /** Last login; null: never. */
  vuLe: z.string().nullable(),
  fermeLe: z.string().nullable(),
  /** When the address was last proved; null: never. */
  courrielProuveLe: z.string().nullable(),
  /** The territory whose manager made the account (`PLATEFORME`: the platform); null: nobody of the kind. */
  invitePour: z.string().nullable(),
  demonstration: z.boolean(),
});
export type Compte = Readonly<z.infer<typeof compteRow>>;

/** A right given to a person, on the day it is read: in force, to come, ended or revoked (`echeances.ts` tells which). */
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
  /** Days, both included. */
  debut: z.string(),
  fin: z.string(),
  /** Account; null: given by the operator from the machine. */
  accordeePar: z.number().nullable(),
  /** null: by the operator, or by somebody whose name the reader may not see. */
  nomAccordeePar: z.string().nullable(),
  accordeeLe: z.string(),
  /** Written in the same transaction as its account: whoever granted it is who invited the person. */
  avecLeCompte: z.boolean(),
  motif: z.string(),
  revoqueeLe: z.string().nullable(),
  nomRevoqueePar: z.string().nullable(),
  /** It opens nothing until the person has proved the address. */
  enAttente: z.boolean(),
});
export type Habilitation = Readonly<z.infer<typeof habilitationRow>>;

/** `preuveApres`: the address is to be proved since that instant; null: nothing is asked (`preuve.ts`). */
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

/** Bound to the actor: the row policies hide the other rows. */
export type HabilitationQueries = {
  /** Every habilitation of the territory, past ones too, by organisation then name; latest first for a person. */
  list(epci: string): Promise<readonly Habilitation[]>;
  /** Those of the platform itself: administrateur. */
  listPlateforme(): Promise<readonly Habilitation[]>;
  /** Administrateurs, and the managers of every territory that the actor may see: by territory, the platform first. */
  listGestionnaires(): Promise<readonly Habilitation[]>;
  find(id: number): Promise<Habilitation | null>;
  /** Those of the actor's own account that are in force on `jour`. */
  mine(jour: string): Promise<readonly Habilitation[]>;
  grant(habilitation: NouvelleHabilitation): Promise<Habilitation>;
  /** A new line with what the former one opens, neither more nor less. */
  renew(
    id: number,
    dates: Pick<NouvelleHabilitation, "debut" | "fin" | "motif" | "accordeePar" | "preuveApres">,
  ): Promise<Habilitation>;
  /** From the next request. False: it was revoked already, or does not exist for the actor. */
  revoke(id: number, par: number | null): Promise<boolean>;
  /** In force on `jour` for accounts never seen, or not since the instant `depuis`; the longest unseen first. */
  dormants(epci: string, depuis: string, jour: string): Promise<readonly Habilitation[]>;
  /** Latest first, the last ten. */
  revues(epci: string): Promise<readonly Revue[]>;
  addRevue(epci: string, revue: Omit<Revue, "faiteLe">): Promise<void>;
  /** Takes the grants and revocations of the territory (null: of the platform) in turn until the end of the transaction. */
  lock(epci: string | null): Promise<void>;
  /** Organisations for which somebody holds, or held, a habilitation in the territory. */
  organisations(epci: string): Promise<readonly Organisation[]>;
  findOrganisation(id: number): Promise<Organisation | null>;
  /** The one that already has this type and SIREN (without SIREN: this type and name), else a new one. */
  addOrganisation(organisation: NouvelleOrganisation): Promise<Organisation & { readonly ajoutee: boolean }>;
  findCompte(id: number): Promise<Compte | null>;
  findCompteByCourriel(courriel: string): Promise<Compte | null>;
  /** null: somebody has just made one with this address. */
  createCompte(compte: NouveauCompte): Promise<Compte | null>;
};
