import type { PropositionFaite } from "#dossier/lectures/proposition/ports.ts";
import type { ExceptionEnVigueur, TroisCandidats } from "#droit/regles/trois-candidats.ts";
import type { CompteurConvention, DroitLu } from "#engagements/lectures/contingent/contingents.ts";
import type { FicheResidence } from "#observatoire/lectures/desequilibre/fiche.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { Orientation } from "../../regles/liberation/liberation.ts";
import type { BailAnnule, BailSigne } from "../bail/ports.ts";
import type { Candidature, Designation } from "../candidature/ports.ts";
import type { ObjectifsTouches } from "./objectifs-touches.ts";
import type { Liberation } from "./ports.ts";

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
/** Households to rehouse that asked for such a dwelling; null: no right to them. Rehousing is a later room: it is given. */
export type LireRelogements = (base: Base, liberation: Liberation) => Promise<readonly RelogementPossible[] | null>;

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
