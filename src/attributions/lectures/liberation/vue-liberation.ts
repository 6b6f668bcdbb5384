import type { PropositionFaite } from "#dossier/lectures/proposition/ports.ts";
import type { ExceptionEnVigueur, TroisCandidats } from "#droit/regles/trois-candidats.ts";
import type { CompteurConvention, DroitLu } from "#engagements/lectures/contingent/contingents.ts";
import type { FicheResidence } from "#observatoire/lectures/desequilibre/fiche.ts";
import type { EffetBail, ObjetTouche } from "../../regles/liberation/effet-bail.ts";
import type { Orientation } from "../../regles/liberation/liberation.ts";
import type { BailAnnule, BailSigne } from "../bail/ports.ts";
import type { Candidature, Designation } from "../candidature/ports.ts";
import type { Liberation } from "./ports.ts";

/** An objective that a lease on the dwelling touches: of its bailleur, or of the territory. */
export type ObjectifTouche = {
  readonly nom: string;
  /** The convention's target, else the legal floor; null: neither is written as a rate. */
  readonly cible: { readonly taux: number; readonly nature: "cible" | "plancher" } | null;
  readonly effet: EffetBail;
  /** Fewest and most leases that are needed, by what is unknown. Absent of what was frozen before it was told. */
  readonly besoinBornes?: readonly [number, number] | null;
  /** Leases whose side or quartile is not known: none is counted. */
  readonly inconnus: number;
  /** « Il faut 11 des 90 prochaines… »; null: no number is expected. */
  readonly phrase: string | null;
};

export type ObjectifsTouches = {
  readonly objet: ObjetTouche;
  readonly titre: string;
  readonly annee: number;
  /** Its year is not over: a lease signed today counts in it. */
  readonly enCours: boolean;
  /** Last day whose leases are counted. */
  readonly arreteAu: string;
  /** A quarter before that day is not whole: which, in one sentence; null when all are. Absent of what was frozen before it was told. */
  readonly manquants?: string | null;
  readonly lignes: readonly ObjectifTouche[];
};

/** The same as they were on the day when the bailleur oriented the dwelling: what the commission reads of them. */
export type EnjeuFige = ObjectifsTouches & { readonly le: string };

/** A réservataire on the stock of the bailleur: what it has been given of the flux, and its rights on identified dwellings. */
export type TourReservataire = {
  readonly convention: CompteurConvention;
  /** Lowest and highest share of what the year owes that it has been given; null: unknown. */
  readonly avancement: readonly [number, number] | null;
};

export type ContingentsVivants = {
  readonly annee: number;
  /** The furthest behind first; those whose base is unknown last. */
  readonly tours: readonly TourReservataire[];
  readonly droits: readonly DroitLu[];
};

/** A household to rehouse whose wishes the dwelling meets, without its name. */
export type RelogementPossible = {
  readonly id: number;
  readonly reference: string;
  readonly immeuble: string;
  readonly personnes: number | null;
  /** Another commune or zone was asked for. */
  readonly ecarts: readonly string[];
};

export type ProfilPropose = { readonly orientation: Orientation; readonly raison: string };

/** A candidate with what was proposed to the household of it. */
export type CandidatLu = { readonly candidature: Candidature; readonly propositions: readonly PropositionFaite[] };

/** The one screen of a freed dwelling. null: this person may not read that part. */
export type VueLiberation = {
  readonly liberation: Liberation;
  readonly jour: string;
  /** In whole days since it was opened, or until its lease. */
  readonly joursOuverts: number;
  /** The fast lane's own clock: days left, below 0 when past; null in the ordinary one. */
  readonly joursRapides: number | null;
  readonly objectifs: ObjectifsTouches | null;
  readonly contingents: ContingentsVivants | null;
  readonly residence: FicheResidence | null;
  readonly relogements: readonly RelogementPossible[] | null;
  readonly profils: readonly ProfilPropose[];
  readonly candidats: readonly CandidatLu[];
  readonly designations: readonly Designation[];
  readonly troisCandidats: TroisCandidats;
  readonly exceptions: readonly ExceptionEnVigueur[];
  readonly bail: BailSigne | null;
  /** Taken back, the latest first. */
  readonly annules: readonly BailAnnule[];
  readonly droits: DroitsLiberation;
};

/** What this person may do of it; the server checks again. */
export type DroitsLiberation = {
  readonly modifier: boolean;
  /** Name a candidate: its bailleur, or the réservataire whose turn it is. */
  readonly designer: boolean;
  readonly repondre: boolean;
  readonly signer: boolean;
  /** Write what Action Logement says of a lease that is signed. */
  readonly reconnaitre: boolean;
  /** Take a signed lease back. */
  readonly annuler: boolean;
};
