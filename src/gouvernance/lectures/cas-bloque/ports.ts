import { z } from "zod";
import { TYPOLOGIES } from "#droit/regles/typologie.ts";
import {
  BESOINS_CAS,
  ETATS_CAS,
  type FaitsCas,
  ISSUES_CAS,
  MOTIFS_CAS,
  NATURES_CAS,
  QUARTILES_CAS,
  VOIES_CAS,
} from "../../regles/cas-bloque/cas-bloque.ts";
import { NATURES_PROPOSITION, SENS_DECISION_CAS } from "../../regles/cas-bloque/suite-cas.ts";

/** Maximum characters of a text: a sentence. */
export const LIMITE_COMPLEMENT = 280;

const nombre = z.number().nullable();
const texte = z.string().nullable();

/**
 * A case, without a name. Organisations are ids of the directory: `organisation`, the bailleur concerned; `reservataire` and `guichet`, the owners;
 * `auteur`, who opened it; `assigne`, in charge of it before `echeance`. `complement`: checked text.
 */
const casColonnes = z.object({
  id: z.number(),
  epci: z.string(),
  /** « CB-2018-007 ». */
  reference: texte,
  nature: z.enum(NATURES_CAS).nullable(),
  voie: z.enum(VOIES_CAS).nullable(),
  motif: z.enum(MOTIFS_CAS).nullable(),
  etat: z.enum(ETATS_CAS),
  ouvertLe: z.string(),
  closLe: texte,
  issue: z.enum(ISSUES_CAS).nullable(),
  /** null with the issue « bail »: a lease whose day is unknown. */
  bailLe: texte,
  reunion: nombre,
  assigne: nombre,
  echeance: texte,
  relogement: nombre,
  operation: nombre,
  organisation: nombre,
  reservataire: nombre,
  guichet: nombre,
  auteur: nombre,
  complement: texte,
  synthetique: z.boolean(),
});

const faitsColonnes = z.object({
  personnes: nombre,
  typologie: z.enum(TYPOLOGIES).nullable(),
  commune: texte,
  demandeMois: nombre,
  quartile: z.enum(QUARTILES_CAS).nullable(),
  besoin: z.enum(BESOINS_CAS).nullable(),
});

export type CasBloque = Readonly<z.infer<typeof casColonnes>> & { readonly faits: FaitsCas };

export const casRow = casColonnes.extend(faitsColonnes.shape).transform(
  ({ personnes, typologie, commune, demandeMois, quartile, besoin, ...cas }): CasBloque => ({
    ...cas,
    faits: { personnes, typologie, commune, demandeMois, quartile, besoin },
  }),
);

/** Fields of a case when it is opened. */
export const nouveauCasRow = casColonnes
  .pick({
    ouvertLe: true,
    complement: true,
    organisation: true,
    reservataire: true,
    guichet: true,
    operation: true,
    auteur: true,
    synthetique: true,
  })
  .extend({ nature: z.enum(NATURES_CAS), voie: z.enum(VOIES_CAS), motif: z.enum(MOTIFS_CAS), ...faitsColonnes.shape });
export type NouveauCas = Readonly<z.infer<typeof nouveauCasRow>>;

/** `auteur`: an organisation; `commune`: INSEE code. */
export const propositionRow = z.object({
  id: z.number(),
  cas: z.number(),
  auteur: nombre,
  nature: z.enum(NATURES_PROPOSITION),
  typologie: z.enum(TYPOLOGIES).nullable(),
  commune: texte,
  complement: texte,
  le: z.string(),
});
export type PropositionCas = Readonly<z.infer<typeof propositionRow>>;

export const nouvellePropositionRow = propositionRow.omit({ id: true, cas: true });
export type NouvelleProposition = Readonly<z.infer<typeof nouvellePropositionRow>>;

/** `reunion`: the meeting that decided; `proposition`: the retained one; `charge`: the organisation in charge. */
export const decisionCasRow = z.object({
  id: z.number(),
  cas: z.number(),
  reunion: nombre,
  proposition: nombre,
  sens: z.enum(SENS_DECISION_CAS),
  charge: nombre,
  echeance: texte,
  complement: texte,
  le: z.string(),
});
export type DecisionCas = Readonly<z.infer<typeof decisionCasRow>>;

export const nouvelleDecisionCasRow = decisionCasRow.omit({ id: true, cas: true }).extend({ reunion: z.number() });
export type NouvelleDecisionCas = Readonly<z.infer<typeof nouvelleDecisionCasRow>>;

export const organisationCasRow = z.object({
  id: z.number(),
  nom: z.string(),
  type: z.string(),
});
export type OrganisationCas = Readonly<z.infer<typeof organisationCasRow>>;

/** Changes of an act; absent: unchanged. */
export const modificationCasRow = casColonnes
  .pick({ etat: true, reunion: true, assigne: true, echeance: true, issue: true, bailLe: true, closLe: true })
  .partial();
export type ModificationCas = Readonly<z.infer<typeof modificationCasRow>>;

/** Cases that the actor may not read are absent, even one they have just opened. */
export type CasBloqueQueries = {
  /** Open ones first, the oldest first. */
  list(epci: string): Promise<readonly CasBloque[]>;
  find(epci: string, id: number): Promise<CasBloque | null>;
  /** `id` of a case that the actor may read; null: none. */
  findReference(epci: string, reference: string): Promise<number | null>;
  /** Last number of the year, 0 before the first. */
  dernierNumero(epci: string, annee: number): Promise<number>;
  /** Returns the reference, numbered under a lock that lasts until the end of the transaction. */
  add(epci: string, cas: NouveauCas): Promise<string>;
  /** Locks until the end of the transaction. false: the actor may not write it. */
  lock(epci: string, id: number): Promise<boolean>;
  /** false: the actor may not write it. */
  update(epci: string, id: number, modification: ModificationCas): Promise<boolean>;
  /** Oldest first. */
  propositions(epci: string, cas: number): Promise<readonly PropositionCas[]>;
  decisions(epci: string, cas: number): Promise<readonly DecisionCas[]>;
  addProposition(epci: string, cas: number, proposition: NouvelleProposition): Promise<number>;
  addDecision(epci: string, cas: number, decision: NouvelleDecisionCas): Promise<number>;
  /** Directory, by name, without the operator of the platform, which carries nothing out. */
  organisations(): Promise<readonly OrganisationCas[]>;
};
