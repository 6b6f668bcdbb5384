import type { EtatOperation } from "#donnees/regles/programme/operation.ts";
import type { LimiteReste } from "#engagements/regles/charte/valeur-charte.ts";
import type { CibleNeuf, Mediane, PartComptee } from "../regles/compteur.ts";
import type { EtatRelogement } from "../regles/etat.ts";
import type { MotifRefusOffre } from "../regles/offre.ts";

/**
 * How much of a building the actor reads. `partie`: the files of one réservataire, or of households convened to a session: counted, and
 * compared with nothing.
 */
export const COUVERTURES = ["tout", "partie", "rien"] as const;
export type Couverture = (typeof COUVERTURES)[number];

/**
 * Households of one building, or of all those read. A décohabitation is another household, counted apart, because the occupied
 * dwellings do not count it.
 */
export type CompteurRelogement = {
  readonly logements: number | null;
  /** Dwellings occupied on the day of the register: the N of « n / N ». */
  readonly occupes: number | null;
  /** Files without the décohabitations. It differs from `occupes`, since households that left before any interview may be missing. */
  readonly menages: number;
  readonly parEtat: Readonly<Record<EtatRelogement, number>>;
  readonly reloges: number;
  readonly departs: number;
  /** Part of `reloges`. */
  readonly neufs: PartComptee;
  readonly cible: CibleNeuf;
  readonly horsQpv: PartComptee;
  readonly resteACharge: {
    /** Euros a month, after minus before. */
    readonly euros: Mediane;
    /** The same, per m² of each dwelling. */
    readonly parM2: Mediane;
    readonly limite: LimiteReste;
    /** true: the limit is not the territory's own. */
    readonly aConfirmer: boolean;
    /** Leases beyond the limit of the charte, and those that may be; null: the charte has no limit in figures. */
    readonly auDela: number | null;
    readonly indecidables: number | null;
  };
  /** Of the rehoused households; one that was not asked is unknown. `effort`: reste à charge over resources, median. */
  readonly enquete: {
    readonly logement: PartComptee;
    readonly quartier: PartComptee;
    readonly accompagnement: PartComptee;
    readonly effort: Mediane;
  };
  /** Medians in days. */
  readonly delais: { readonly rencontreBail: Mediane; readonly offreReponse: Mediane };
  readonly offres: {
    /** Without the withdrawn ones. */
    readonly faites: number;
    /** Households with at least one offer. */
    readonly menages: number;
    readonly refus: number;
    readonly parMotif: readonly { readonly motif: MotifRefusOffre; readonly nombre: number }[];
  };
  /** References of the open files. */
  readonly deuxRefus: readonly string[];
  readonly bloques: readonly string[];
  readonly actionLogement: {
    readonly beneficiaires: PartComptee;
    readonly reloges: number;
    /** Households rehoused in a dwelling on which Action Logement had a right. */
    readonly surDroits: PartComptee;
  };
  readonly decohabitations: { readonly menages: number; readonly reloges: number };
};

export type SuiviImmeuble = {
  readonly operation: number;
  readonly nom: string;
  readonly bailleur: string | null;
  readonly commune: string | null;
  readonly etat: EtatOperation;
  readonly occupesAu: string | null;
  /** Year in which rehousing starts. */
  readonly depuis: number | null;
  readonly couverture: Couverture;
  /** null: none of its files is read. */
  readonly compteur: CompteurRelogement | null;
};

/** Leases of rehoused households signed in a year, décohabitations included: one a household. */
export type BauxAnnee = { readonly annee: number; readonly baux: number; readonly horsQpv: PartComptee };

/** Counters of the rehousing, for the lists, the comité's page and its note. */
export type Suivi = {
  readonly territoire: string;
  readonly jour: string;
  /** By year of start, then by name. */
  readonly immeubles: readonly SuiviImmeuble[];
  /** Total of the buildings whose every file is read; null: none. */
  readonly ensemble: CompteurRelogement | null;
  readonly baux: readonly BauxAnnee[];
  /** Sum of the buildings' targets, each rounded up, shown when it differs from the target of the whole. */
  readonly ciblesImmeubles: number | null;
  readonly phrases: readonly string[];
  readonly reserves: readonly string[];
};
