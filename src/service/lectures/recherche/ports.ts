import { z } from "zod";
import { GENRES_OPERATION } from "#donnees/regles/programme/operation.ts";
import { ETATS_DEMANDE } from "#dossier/regles/etat.ts";
import { ETATS_CAS, MOTIFS_CAS } from "#gouvernance/regles/cas-bloque/cas-bloque.ts";
import { ETATS_RELOGEMENT } from "#relogement/regles/etat.ts";
import { ETATS_REUNION } from "#socle/regles/gouvernance/reunion.ts";
import { TYPES_ORGANISATION } from "#socle/regles/habilitation/type-organisation.ts";

const texte = z.string().nullable();

/** Of the last published stock, under its key of today. */
export const residenceChercheeRow = z.object({
  cle: z.string(),
  nom: z.string(),
  adresse: texte,
  commune: texte,
  bailleur: texte,
  logements: z.number(),
});

/** `logements`: none for a commune that the last published stock does not name. */
export const lieuChercheRow = z.object({ code: z.string(), nom: z.string(), logements: z.number() });

/** What it is in the territory: in the published stock, in a right of reservation, in an instance, in a habilitation. */
export const organisationChercheeRow = z.object({
  nom: z.string(),
  type: z.enum(TYPES_ORGANISATION),
  siren: texte,
  parc: z.boolean(),
  contingent: z.boolean(),
  instance: z.number().nullable(),
  habilitee: z.boolean(),
});

export const reunionChercheeRow = z.object({
  id: z.number(),
  titre: z.string(),
  instance: z.string(),
  jour: z.string(),
  etat: z.enum(ETATS_REUNION),
});

export const seanceChercheeRow = z.object({
  id: z.number(),
  annee: z.number(),
  numero: z.number(),
  jour: z.string(),
  bailleur: z.string(),
});

export const casChercheRow = z.object({
  id: z.number(),
  reference: z.string(),
  motif: z.enum(MOTIFS_CAS).nullable(),
  etat: z.enum(ETATS_CAS),
  commune: texte,
});

export const operationChercheeRow = z.object({
  id: z.number(),
  nom: z.string(),
  genre: z.enum(GENRES_OPERATION),
  commune: texte,
});

export const relogementChercheRow = z.object({
  id: z.number(),
  reference: z.string(),
  etat: z.enum(ETATS_RELOGEMENT),
  operation: texte,
});

export const liberationChercheeRow = z.object({
  id: z.number(),
  numero: z.number(),
  bailleur: z.string(),
  adresse: texte,
  commune: texte,
  ouverte: z.boolean(),
});

export const demandeChercheeRow = z.object({
  demandeur: z.string(),
  reference: z.string(),
  etat: z.enum(ETATS_DEMANDE),
  personnes: z.number().nullable(),
  typologie: texte,
});

type Ligne<T extends z.ZodType> = Readonly<z.infer<T>>;
export type ResidenceCherchee = Ligne<typeof residenceChercheeRow>;
export type LieuCherche = Ligne<typeof lieuChercheRow>;
export type OrganisationCherchee = Ligne<typeof organisationChercheeRow>;
export type ReunionCherchee = Ligne<typeof reunionChercheeRow>;
export type SeanceCherchee = Ligne<typeof seanceChercheeRow>;
export type CasCherche = Ligne<typeof casChercheRow>;
export type OperationCherchee = Ligne<typeof operationChercheeRow>;
export type RelogementCherche = Ligne<typeof relogementChercheRow>;
export type LiberationCherchee = Ligne<typeof liberationChercheeRow>;
export type DemandeCherchee = Ligne<typeof demandeChercheeRow>;

/**
 * What can be found in a territory, as far as the row policies open it. `reference`, without separators: those that hold it come first, where there
 * are more than is read.
 */
export type CherchableQueries = {
  residences(epci: string): Promise<readonly ResidenceCherchee[]>;
  communes(epci: string): Promise<readonly LieuCherche[]>;
  quartiers(epci: string): Promise<readonly LieuCherche[]>;
  bailleurs(epci: string): Promise<readonly LieuCherche[]>;
  organisations(epci: string): Promise<readonly OrganisationCherchee[]>;
  reunions(epci: string): Promise<readonly ReunionCherchee[]>;
  seances(epci: string): Promise<readonly SeanceCherchee[]>;
  operations(epci: string): Promise<readonly OperationCherchee[]>;
  cas(epci: string, reference: string | null): Promise<readonly CasCherche[]>;
  relogements(epci: string, reference: string | null): Promise<readonly RelogementCherche[]>;
  liberations(epci: string, reference: string | null): Promise<readonly LiberationCherchee[]>;
  /** Between two references, the second left out. */
  demandes(epci: string, du: string, avant: string): Promise<readonly DemandeCherchee[]>;
  /** That of a whole number unique. */
  demandeOf(epci: string, numeroHash: string): Promise<DemandeCherchee | null>;
};
