import type { VueBailleurs } from "#donnees/regles/bailleur/succession.ts";
import type { DureeObjectif } from "#donnees/regles/convention/duree-objectif.ts";
import type { Lieu } from "#donnees/regles/convention/lieu.ts";
import type { Objet } from "#donnees/regles/convention/objet.ts";
import type { Inconnus } from "#droit/regles/causes.ts";
import type { Issue, PartIncertaine } from "#droit/regles/part.ts";
import type { PartJugee } from "#engagements/regles/convention/dire-parts.ts";
import type { Porteur } from "#engagements/regles/convention/engagement.ts";
import type { Confiance } from "#socle/regles/shared/confiance.ts";
import type { Verdict } from "#socle/regles/shared/verdict.ts";
import type { LectureBailleurs } from "../../regles/bailleur/dire-successions.ts";
import type { Methode, SourceCitee } from "../bilan.ts";

/** Lowest and highest values, both reachable. */
type Entre = readonly [number, number];

/**
 * State of an objective on a day, in three separate answers: the count (a census: no interval), what the unknown could change (bounds), and whether
 * the gap exceeds small-number noise (interval).
 */
export type Lecture = {
  readonly realise: number;
  readonly assiette: number;
  readonly taux: number | null;
  /** Under 20: the fraction replaces the percentage. */
  readonly petitEffectif: boolean;
  readonly compte: PartIncertaine;
  readonly inconnus: {
    /** Unknown leases: those that would count if in the base, those that would not, and those of which that is unknown too. */
    readonly part: number;
    readonly autres: number;
    readonly indecis: number;
    readonly total: number;
    /** Missing facts; null for an objective that depends on other facts (priority publics). */
    readonly causes: Inconnus | null;
  };
  readonly bornes: Entre | null;
  /** For the year, against the convention's target, else the legal floor: `en-cours` until its four quarters are whole. */
  readonly verdict: Verdict;
  /**
   * The same on the last counted day, as an indication. null when an earlier quarter is missing. Absent from older frozen reports, like `contredit`.
   */
  readonly aCeJour?: Issue | null;
  /** Count of another extraction that surely says the contrary: `verdict` is then `indecidable`. */
  readonly contredit?: string | null;
  /** Unknown leases that would decide an `indecidable` situation; null when it is decided, or when nothing would decide. */
  readonly trancher: {
    /** Enough, whatever the answers. */
    readonly suffit: number;
    /** Enough, with the best answers. */
    readonly auMieux: number;
  } | null;
  /** 95 %, on located leases only; null without any. */
  readonly wilson: Entre | null;
  readonly clopperPearson: Entre | null;
  /** One-sided mid-p of a rate this low if the true rate were the reference; null without leases. */
  readonly midP: number | null;
  /** Reference of the verdict and mid-p; null when neither target nor floor is a rate. */
  readonly reference: { readonly taux: number; readonly nature: "cible" | "plancher" } | null;
  readonly phrases: {
    readonly constat: string;
    readonly inconnues: string;
    readonly hasard: string;
    readonly trancher: string | null;
  };
};

/** Leases expected from the day after `arreteAu` to 31 December, in the objective's base. */
export type Attente = {
  /** Whole leases used by the projection; null when neither former years nor a person give a number. */
  readonly total: number | null;
  readonly origine: "annees-precedentes" | "saisie" | "inconnue";
  /** For each remaining month (1 to 12): the steps of the fan chart. */
  readonly parMois: readonly { readonly mois: number; readonly attendus: number }[];
  /** Leases of the former years in the same months. */
  readonly annees: readonly { readonly annee: number; readonly assiette: number }[];
  /** Unrounded average: the λ of the Poisson mixture; null when the number was typed. */
  readonly moyenne: number | null;
};

export type Prior = { readonly a: number; readonly b: number; readonly libelle: string };

export type PointEventail = {
  /** 1 to 12; the point is at the end of that month. */
  readonly mois: number;
  /** Quantiles 5, 25, 50, 75, 95 % of the cumulated rate; all equal for signed months. null without leases. */
  readonly quantiles: readonly [number, number, number, number, number] | null;
  readonly projete: boolean;
};

export type Projection = {
  readonly objectif: {
    readonly taux: number | null;
    readonly nombre: number | null;
    readonly nature: "cible" | "plancher";
  };
  /** Leases that must count among the next `attente.total`; null when that number is unknown. */
  readonly besoin: number | null;
  /** The same for the best and worst answers about the unknown. */
  readonly besoinBornes: Entre | null;
  /** For the year: `en-cours` until it is over. Absent from older frozen reports, like `contredit`. */
  readonly verdict?: Verdict;
  /** Another extraction of the year surely says the contrary. */
  readonly contredit?: boolean;
  /** besoin / m; null when m is 0 or unknown. */
  readonly part: number | null;
  /** `acquis`: nothing more is needed, whatever comes. `impossible`: more than all that remain. Else a probability, during the year. */
  readonly issue: "acquis" | "possible" | "impossible" | "inconnue";
  /** Strictly between 0 and 1 when `possible`; 1 or 0 only when `acquis` or `impossible`; null when unknown. */
  readonly probabilite: number | null;
  /** The same at both ends of the unknown. */
  readonly probabiliteBornes: Entre | null;
  /** m is estimated: the probability mixes over it (Poisson of the former years' average). */
  readonly attenteIncertaine: boolean;
  /** « Il faut 11 des 90 prochaines, soit 12,2 %. » */
  readonly phrase: string;
  readonly phraseProbabilite: string;
};

export type LigneEffort = {
  readonly porteur: Porteur;
  readonly nom: string;
  readonly lecture: Lecture;
  readonly ecrit: {
    readonly taux: number | null;
    readonly nombre: number | null;
    /** The written number over its base, when both are present: Hamaris, 32 of 130, 0.246. */
    readonly tauxDuNombre: number | null;
    readonly acte: string;
    /** Weighting of the versions' days, in French. */
    readonly calcul?: string;
  } | null;
  /** Parts of a year that an avenant splits at its day: `cible` is then the last one's. */
  readonly parts?: readonly PartJugee[];
  readonly attente: Attente;
  readonly prior: Prior;
  readonly cible: Projection | null;
  readonly plancher: Projection | null;
  readonly eventail: readonly PointEventail[];
  /**
   * The EPCI’s own objective is met: bailleurs’ results are then appraised together (convention, §6.1 « interbailleur »). null: unknown (undecided,
   * or a single bailleur is read).
   */
  readonly appreciationCollective: boolean | null;
};

/** Count, target and remaining effort of an objective of a part of the territory or of the year. */
export type LigneTerritorialisee = LigneEffort &
  DureeObjectif & {
    readonly objet: Objet;
    readonly titre: string;
    /** null: the whole territory. */
    readonly lieu: Lieu | null;
    /** « Wassy (52534) », « tout le territoire ». */
    readonly nomLieu: string;
    /** « 3e trimestre 2018 ». */
    readonly libelleDuree: string;
    /** Leases that may be in another place, or of another réservataire: only in the bounds. */
    readonly sansLieu: number;
    /** Last counted day; the day before the first when there is none. */
    readonly arreteAu: string;
    /** Its months are over, and all counted. */
    readonly acheve: boolean;
    readonly enCours: string | null;
  };

/** The legal floor on the day, separate from the convention's target. */
export type PlancherLegal = {
  readonly taux: number;
  readonly depuis: string;
  readonly source: string;
  readonly confiance: Confiance;
  /** A local rate could replace it (L. 441-1, until 24 November 2018). */
  readonly adaptable: boolean;
  /** Permanent notice when the convention's rate is under the floor; else null. */
  readonly alerte: string | null;
};

export type BlocEffort = {
  readonly objet: Objet;
  readonly titre: string;
  readonly plancher: PlancherLegal | null;
  /** The EPCI as a whole; null for an objective of each réservataire. */
  readonly ensemble: LigneEffort | null;
  readonly lignes: readonly LigneEffort[];
  /** The answer in a few sentences: shall we reach it, who must sign how many, with what chances, what would decide the unknown. */
  readonly reponse: readonly string[];
};

export type PriorChoisi = "jeffreys" | "annee-precedente";

/** The object behind the page « Objectifs », its documents and the API. */
export type Effort = {
  readonly territoire: string;
  readonly nom: string;
  readonly demonstration: boolean;
  readonly annee: number;
  /** Last counted day: the end of the last published or requested month, and never after its file's import. */
  /** Leases of later months, signed in Blaise and in no published file: counted. Absent from older frozen reports. */
  readonly avances?: number;
  readonly arreteAu: string;
  /** The four quarters of the year are whole, and counted. */
  readonly acheve: boolean;
  /** One sentence naming the incomplete quarters; null when all are whole, or nothing is counted. Absent from older frozen reports. */
  readonly enCours?: string | null;
  /** No lease of the year is published, but a printed table counts it: see its bilan. */
  readonly surComptes: boolean;
  /** SIREN of the only bailleur; null: the whole territory. */
  readonly bailleur: string | null;
  /** How to read bailleurs that took over from others. Absent when none did. */
  readonly lectureBailleurs?: LectureBailleurs;
  readonly version: { readonly numero: number; readonly titre: string; readonly depuis: string } | null;
  readonly prior: PriorChoisi;
  /** Weight of the former year's leases in its prior. */
  readonly poidsPrior: number;
  readonly blocs: readonly BlocEffort[];
  /** Objectives of a part of the territory or of the year; absent when none is written. */
  readonly territorialises?: readonly LigneTerritorialisee[];
  readonly methodes: readonly Methode[];
  readonly sources: readonly SourceCitee[];
};

/** Leases expected until 31 December as typed by a person, by `keyPorteur`, in the hors-QPV base. */
export type AttentesSaisies = ReadonlyMap<string, number>;

export type EffortQuestion = {
  readonly epci: string;
  readonly annee: number;
  /** 1 to 12; null: all published months. */
  readonly dernierMois: number | null;
  readonly bailleur: string | null;
  readonly prior: PriorChoisi;
  readonly attentes: AttentesSaisies;
  /** « alors » when absent. */
  readonly vue?: VueBailleurs;
};
