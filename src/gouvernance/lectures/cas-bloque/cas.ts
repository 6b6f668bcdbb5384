import type { EtatReunion } from "#socle/regles/gouvernance/reunion.ts";
import type { EtatCas, IssueCas, MotifCas, NatureCas } from "../../regles/cas-bloque/cas-bloque.ts";
import type { DelaiBail } from "../../regles/cas-bloque/delai.ts";
import type { CasBloque, DecisionCas, PropositionCas } from "./ports.ts";

/** null: whatever it is. `assigne`: organisation charged. */
export type FiltreCas = {
  readonly nature: NatureCas | null;
  readonly motif: MotifCas | null;
  readonly etat: EtatCas | null;
  readonly assigne: number | null;
};

/** One line of the list, as everyone shows it. Names are null when not known. */
export type LigneCas = {
  readonly cas: CasBloque;
  /** « CB-2018-007 », or a stand-in for one written before references were. */
  readonly reference: string;
  readonly commune: string | null;
  readonly assigne: string | null;
  readonly bailleur: string | null;
  readonly auteur: string | null;
  /** Since the opening, until today or the closing. */
  readonly jours: number;
  /** Open, and its due day is past. */
  readonly enRetard: boolean;
};

/** The cases that the person may read, under their filters: what the page, the workbook and the CSV show. */
export type CasListes = {
  readonly territoire: string;
  readonly nom: string;
  readonly demonstration: boolean;
  readonly aujourdhui: string;
  readonly filtre: FiltreCas;
  readonly lignes: readonly LigneCas[];
  /** Counted before the filters. */
  readonly total: number;
  readonly etats: readonly { readonly etat: EtatCas; readonly nombre: number }[];
  /** Of those closed; `null`: nobody wrote how it ended. */
  readonly issues: readonly { readonly issue: IssueCas | null; readonly nombre: number }[];
  readonly delai: DelaiBail | null;
  /** Organisations charged with one at least. */
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
  /** Rank among the proposals, from 1; null when none is retained. */
  readonly rangProposition: number | null;
};

export type CasLu = LigneCas & {
  readonly epci: string;
  readonly aujourdhui: string;
  readonly reservataire: string | null;
  readonly reunion: ReunionCas | null;
  readonly propositions: readonly PropositionLue[];
  readonly decisions: readonly DecisionLue[];
  /** Days and acts, first to last. */
  readonly historique: readonly { readonly le: string; readonly quoi: string }[];
  /** The rehousing file it came from, for whoever may read it; `bailLe`: day of its lease when it is signed. */
  readonly dossier: { readonly id: number; readonly reference: string; readonly bailLe: string | null } | null;
  readonly droits: Readonly<Record<ActeCas, boolean>>;
};

export const ACTES_CAS = ["confier", "proposer", "inscrire", "decider", "clore"] as const;
export type ActeCas = (typeof ACTES_CAS)[number];
