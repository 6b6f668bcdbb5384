import type { EtatOperation } from "#donnees/regles/programme/operation.ts";
import type { LimiteReste } from "#engagements/regles/charte/valeur-charte.ts";
import type { CibleNeuf, Mediane, PartComptee } from "../regles/compteur.ts";
import type { EtatRelogement } from "../regles/etat.ts";
import type { MotifRefusOffre } from "../regles/offre.ts";

/**
 * How much of a building this person reads. `partie`: files of one réservataire, or of households who called a session: they are counted, and
 * compared with nothing.
 */
export const COUVERTURES = ["tout", "partie", "rien"] as const;
export type Couverture = (typeof COUVERTURES)[number];

/**
 * Households of one building, or of all those that one reads. A décohabitation is another household: it is counted apart, since the dwellings
 * occupied do not count it.
 */
export type CompteurRelogement = {
  readonly logements: number | null;
  /** Dwellings occupied on the day of the register: what n / N is out of. */
  readonly occupes: number | null;
  /** Files, décohabitations left out: those who left before they were met may be missing, so it is not `occupes`. */
  readonly menages: number;
  readonly parEtat: Readonly<Record<EtatRelogement, number>>;
  readonly reloges: number;
  readonly departs: number;
  /** Of `reloges`. */
  readonly neufs: PartComptee;
  readonly cible: CibleNeuf;
  readonly horsQpv: PartComptee;
  readonly resteACharge: {
    /** Euros a month, after minus before. */
    readonly euros: Mediane;
    /** The same by square metre of each dwelling. */
    readonly parM2: Mediane;
    readonly limite: LimiteReste;
    /** The limit is not the territory's own. */
    readonly aConfirmer: boolean;
    /** Of the leases, beyond the limit of the charte, and those that may be; null: the charte has no limit in figures. */
    readonly auDela: number | null;
    readonly indecidables: number | null;
  };
  /** Days. */
  readonly delais: { readonly rencontreBail: Mediane; readonly offreReponse: Mediane };
  readonly offres: {
    /** Withdrawn ones left out. */
    readonly faites: number;
    /** Households that had one at least. */
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
    /** Of these, rehoused in a dwelling that Action Logement had a right on. */
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
  /** null: nothing of it is read here. */
  readonly compteur: CompteurRelogement | null;
};

/** Leases signed in a year by rehoused households, décohabitations included: each household once. */
export type BauxAnnee = { readonly annee: number; readonly baux: number; readonly horsQpv: PartComptee };

/** Everything that is counted of rehousing: lists, the comité's page and its note show this object. */
export type Suivi = {
  readonly territoire: string;
  readonly jour: string;
  /** By year of start, then by name. */
  readonly immeubles: readonly SuiviImmeuble[];
  /** Of the buildings whose every file is read; null when there is none. */
  readonly ensemble: CompteurRelogement | null;
  readonly baux: readonly BauxAnnee[];
  /** Sum of the targets of the buildings, each rounded up: said when it is not the whole's. */
  readonly ciblesImmeubles: number | null;
  readonly phrases: readonly string[];
  readonly reserves: readonly string[];
};
