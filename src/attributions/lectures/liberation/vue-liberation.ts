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

/** A réservataire on the stock of the bailleur: what it received of the flux, and its rights on identified dwellings. */
export type TourReservataire = {
  readonly convention: CompteurConvention;
  /** Lowest and highest share received of what the year owes; null: unknown. */
  readonly avancement: readonly [number, number] | null;
};

export type ContingentsVivants = {
  readonly annee: number;
  /** Furthest behind first; those without a known base last. */
  readonly tours: readonly TourReservataire[];
  readonly droits: readonly DroitLu[];
};

/** A household to rehouse whose wishes the dwelling meets, without its name. */
/** Households to rehouse that asked for such a dwelling; null: no right to them. Passed as a parameter, since rehousing is a later room. */
export type LireRelogements = (base: Base, liberation: Liberation) => Promise<readonly RelogementPossible[] | null>;

export type RelogementPossible = {
  readonly id: number;
  readonly reference: string;
  readonly immeuble: string;
  readonly personnes: number | null;
  /** Differences with the wish: another commune or zone. */
  readonly ecarts: readonly string[];
};

export type ProfilPropose = { readonly orientation: Orientation; readonly raison: string };

/** A candidate with the proposals made to the household. */
export type CandidatLu = { readonly candidature: Candidature; readonly propositions: readonly PropositionFaite[] };

/** Data of the page of a freed dwelling. null: the actor may not read that part. */
export type VueLiberation = {
  readonly liberation: Liberation;
  readonly jour: string;
  /** Whole days since the opening, or until the lease. */
  readonly joursOuverts: number;
  /** Days left in the fast lane, negative when past; null in the ordinary one. */
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
  /** Cancelled leases, latest first. */
  readonly annules: readonly BailAnnule[];
  readonly droits: DroitsLiberation;
};

/** What the actor may do. It only decides what is shown: the acts check again. */
export type DroitsLiberation = {
  readonly modifier: boolean;
  /** May name a candidate: its bailleur, or the solicited réservataire. */
  readonly designer: boolean;
  readonly repondre: boolean;
  readonly signer: boolean;
  /** May write what Action Logement says of a signed lease. */
  readonly reconnaitre: boolean;
  /** May cancel a signed lease. */
  readonly annuler: boolean;
};
