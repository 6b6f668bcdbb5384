import { z } from "zod";
import type { Typologie } from "#droit/regles/typologie.ts";
import type { EtatCas, FaitsCas, IssueCas, MotifCas, NatureCas, VoieCas } from "../../regles/cas-bloque/cas-bloque.ts";
import type { NatureProposition, SensDecisionCas } from "../../regles/cas-bloque/suite-cas.ts";

/** Longest text of a case, in characters: a sentence, not a story. */
export const LIMITE_COMPLEMENT = 280;

/**
 * Without a name. Organisations are ids of the directory: `organisation`, bailleur concerned; `reservataire`, `guichet`, whose case it is;
 * `auteur`, who opened it; `assigne`, who is charged with it before `echeance`. `complement`: checked text.
 */
export type CasBloque = {
  readonly id: number;
  readonly epci: string;
  /** « CB-2018-007 ». */
  readonly reference: string | null;
  readonly nature: NatureCas | null;
  readonly voie: VoieCas | null;
  readonly motif: MotifCas | null;
  readonly etat: EtatCas;
  readonly ouvertLe: string;
  readonly closLe: string | null;
  readonly issue: IssueCas | null;
  /** null with the issue « bail »: a lease whose day is not known. */
  readonly bailLe: string | null;
  readonly reunion: number | null;
  readonly assigne: number | null;
  readonly echeance: string | null;
  readonly relogement: number | null;
  readonly operation: number | null;
  readonly organisation: number | null;
  readonly reservataire: number | null;
  readonly guichet: number | null;
  readonly auteur: number | null;
  readonly faits: FaitsCas;
  readonly complement: string | null;
  readonly synthetique: boolean;
};

export type NouveauCas = FaitsCas & {
  readonly nature: NatureCas;
  readonly voie: VoieCas;
  readonly motif: MotifCas;
  readonly ouvertLe: string;
  readonly complement: string | null;
  readonly organisation: number | null;
  readonly reservataire: number | null;
  readonly guichet: number | null;
  readonly operation: number | null;
  readonly auteur: number | null;
  readonly synthetique: boolean;
};

export type NouvelleProposition = {
  readonly auteur: number | null;
  readonly nature: NatureProposition;
  readonly typologie: Typologie | null;
  /** INSEE code. */
  readonly commune: string | null;
  readonly complement: string | null;
  readonly le: string;
};
export type PropositionCas = NouvelleProposition & { readonly id: number; readonly cas: number };

export type NouvelleDecisionCas = {
  /** Meeting that decided. */
  readonly reunion: number;
  /** Proposal retained. */
  readonly proposition: number | null;
  readonly sens: SensDecisionCas;
  /** Organisation charged with it. */
  readonly charge: number | null;
  readonly echeance: string | null;
  readonly complement: string | null;
  readonly le: string;
};
export type DecisionCas = Omit<NouvelleDecisionCas, "reunion"> & {
  readonly id: number;
  readonly cas: number;
  readonly reunion: number | null;
};

export const organisationCasRow = z.object({
  id: z.number(),
  nom: z.string(),
  type: z.string(),
});
export type OrganisationCas = Readonly<z.infer<typeof organisationCasRow>>;

/** What the writing acts change; absent: as it was. */
export type ModificationCas = Partial<
  Pick<CasBloque, "etat" | "reunion" | "assigne" | "echeance" | "issue" | "bailLe" | "closLe">
>;

/** Cases that the person may not read do not exist for them, even those they have just opened. */
export type CasBloqueQueries = {
  /** Those open first, the oldest first. */
  list(epci: string): Promise<readonly CasBloque[]>;
  find(epci: string, id: number): Promise<CasBloque | null>;
  /** `id` of a case that the person may read. */
  findReference(epci: string, reference: string): Promise<number | null>;
  /** Last number given in the year, 0 before the first. */
  dernierNumero(epci: string, annee: number): Promise<number>;
  /** Returns its reference, drawn inside under a lock that lasts until the end of the transaction. */
  add(epci: string, cas: NouveauCas): Promise<string>;
  /** For the whole transaction. false when the person may not write it. */
  lock(epci: string, id: number): Promise<boolean>;
  /** false when the person may not. */
  update(epci: string, id: number, modification: ModificationCas): Promise<boolean>;
  /** First to last. */
  propositions(epci: string, cas: number): Promise<readonly PropositionCas[]>;
  decisions(epci: string, cas: number): Promise<readonly DecisionCas[]>;
  addProposition(epci: string, cas: number, proposition: NouvelleProposition): Promise<number>;
  addDecision(epci: string, cas: number, decision: NouvelleDecisionCas): Promise<number>;
  /** The directory, by name, without whoever runs the platform: they carry nothing out. */
  organisations(): Promise<readonly OrganisationCas[]>;
};
