import type { EtatReunion } from "#socle/regles/gouvernance/reunion.ts";
import type { EtatCas, IssueCas, MotifCas, NatureCas } from "../../regles/cas-bloque/cas-bloque.ts";
import type { DelaiBail } from "../../regles/cas-bloque/delai.ts";
import type { CasBloque, DecisionCas, PropositionCas } from "./ports.ts";

/** null: any. `assigne`: organisation in charge. */
export type FiltreCas = {
  readonly nature: NatureCas | null;
  readonly motif: MotifCas | null;
  readonly etat: EtatCas | null;
  readonly assigne: number | null;
};

/** A line of the list. Names are null when unknown. */
export type LigneCas = {
  readonly cas: CasBloque;
  /** « CB-2018-007 », or a stand-in for a case older than references. */
  readonly reference: string;
  readonly commune: string | null;
  readonly assigne: string | null;
  readonly bailleur: string | null;
  readonly auteur: string | null;
  /** Days since the opening, until today or the closing. */
  readonly jours: number;
  /** true: open, and past its deadline. */
  readonly enRetard: boolean;
};

/** Filtered cases that the reader may read, for the page, the workbook and the CSV. */
export type CasListes = {
  readonly territoire: string;
  readonly nom: string;
  readonly demonstration: boolean;
  readonly aujourdhui: string;
  readonly filtre: FiltreCas;
  readonly lignes: readonly LigneCas[];
  /** Count before the filters. */
  readonly total: number;
  readonly etats: readonly { readonly etat: EtatCas; readonly nombre: number }[];
  /** Issues of the closed cases; `null`: unknown issue. */
  readonly issues: readonly { readonly issue: IssueCas | null; readonly nombre: number }[];
  readonly delai: DelaiBail | null;
  /** Organisations in charge of at least one case. */
  readonly assignes: readonly { readonly code: string; readonly nom: string }[];
  readonly phrases: readonly string[];
};

export type ReunionCas = {
  readonly id: number;
  readonly titre: string;
  readonly jour: string;
  readonly etat: EtatReunion;
};

export type PropositionLue = PropositionCas & { readonly par: string | null; readonly communeNom: string | null };
export type DecisionLue = DecisionCas & {
  readonly chargeNom: string | null;
  readonly seance: ReunionCas | null;
  /** Rank of the retained proposal, from 1; null: none is retained. */
  readonly rangProposition: number | null;
};

export type CasLu = LigneCas & {
  readonly epci: string;
  readonly aujourdhui: string;
  readonly reservataire: string | null;
  readonly reunion: ReunionCas | null;
  readonly propositions: readonly PropositionLue[];
  readonly decisions: readonly DecisionLue[];
  /** Dated acts, oldest first. */
  readonly historique: readonly { readonly le: string; readonly quoi: string }[];
  /** Rehousing file of the case, for a reader who may read it; `bailLe`: day of its signed lease. */
  readonly dossier: { readonly id: number; readonly reference: string; readonly bailLe: string | null } | null;
  readonly droits: Readonly<Record<ActeCas, boolean>>;
};

export const ACTES_CAS = ["confier", "proposer", "inscrire", "decider", "clore"] as const;
export type ActeCas = (typeof ACTES_CAS)[number];
