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

/** Lowest and highest, both reachable. */
type Entre = readonly [number, number];

/**
 * What is known of an objective at a day, in three separate answers that are never mixed: the count (a census: no interval), what the
 * unknown could change (bounds), and whether the gap is more than small-number noise (interval).
 */
export type Lecture = {
  readonly realise: number;
  readonly assiette: number;
  readonly taux: number | null;
  /** Under 20: the fraction is shown, not the percentage. */
  readonly petitEffectif: boolean;
  readonly compte: PartIncertaine;
  readonly inconnus: {
    /** Those that count for the objective if they turn out to be in its base, those that do not, those of which that too is unknown. */
    readonly part: number;
    readonly autres: number;
    readonly indecis: number;
    readonly total: number;
    /** Which facts are missing; null for an objective whose facts are others (priority publics). */
    readonly causes: Inconnus | null;
  };
  readonly bornes: Entre | null;
  /** Of the year, against the convention's target when there is one, else the legal floor: `en-cours` until its four quarters are whole. */
  readonly verdict: Verdict;
  /**
   * The same question on the last day counted: where things stand, which judges nothing. null when a quarter before it is missing. Absent of
   * what was frozen before a year under way was told apart, like `contredit`.
   */
  readonly aCeJour?: Issue | null;
  /** What another extraction of the year counts when it is as sure of the contrary: `verdict` is then `indecidable`. */
  readonly contredit?: string | null;
  /** How many of the unknown decide where things stand when it is `indecidable`; null when it is decided, or when nothing would. */
  readonly trancher: {
    /** That many decide it, wherever they turn out to be. */
    readonly suffit: number;
    /** That many can be enough, if they turn out well. */
    readonly auMieux: number;
  } | null;
  /** 95 %, on located leases alone; null without any. */
  readonly wilson: Entre | null;
  readonly clopperPearson: Entre | null;
  /** One-sided mid-p of a rate as low as this if the true one were the reference rate; null without any lease. */
  readonly midP: number | null;
  /** The rate that verdict and mid-p are judged by, null when neither target nor floor is a rate. */
  readonly reference: { readonly taux: number; readonly nature: "cible" | "plancher" } | null;
  readonly phrases: {
    readonly constat: string;
    readonly inconnues: string;
    readonly hasard: string;
    readonly trancher: string | null;
  };
};

/** Leases expected from the day after `arreteAu` to 31 December, in the objective's own base. */
export type Attente = {
  /** Whole leases used by the projection; null when neither former years nor a person say anything. */
  readonly total: number | null;
  readonly origine: "annees-precedentes" | "saisie" | "inconnue";
  /** Month by month, as many as remain (1 to 12); the fan chart's steps. */
  readonly parMois: readonly { readonly mois: number; readonly attendus: number }[];
  /** What the former years signed in those same months. */
  readonly annees: readonly { readonly annee: number; readonly assiette: number }[];
  /** Average of these, unrounded: the λ of the Poisson mixture; null when the number was typed. */
  readonly moyenne: number | null;
};

export type Prior = { readonly a: number; readonly b: number; readonly libelle: string };

export type PointEventail = {
  /** 1 to 12: end of that month. */
  readonly mois: number;
  /** Cumulated rate quantiles 5, 25, 50, 75, 95 %; all equal for the months already signed. null without any lease. */
  readonly quantiles: readonly [number, number, number, number, number] | null;
  readonly projete: boolean;
};

export type Projection = {
  readonly objectif: {
    readonly taux: number | null;
    readonly nombre: number | null;
    readonly nature: "cible" | "plancher";
  };
  /** Leases that must count among the `attente.total` next; null when the number expected is unknown. */
  readonly besoin: number | null;
  /** The same if every unknown turned out well, then badly. */
  readonly besoinBornes: Entre | null;
  /** Of the year: `en-cours` until it is over. Absent of what was frozen before it was told, like `contredit`. */
  readonly verdict?: Verdict;
  /** Another extraction of the year is as sure of the contrary. */
  readonly contredit?: boolean;
  /** besoin / m; null when m is 0 or unknown. */
  readonly part: number | null;
  /** `acquis`: nothing more is needed whatever comes. `impossible`: more than all that remain. Else a probability, as long as the year goes on. */
  readonly issue: "acquis" | "possible" | "impossible" | "inconnue";
  /** Strictly between 0 and 1 when `possible`; 1 or 0 only when `acquis` or `impossible`; null when unknown. */
  readonly probabilite: number | null;
  /** The same at both ends of the unknown. */
  readonly probabiliteBornes: Entre | null;
  /** m is a guess: the probability mixes over it (Poisson of the former years' average). */
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
    /** The written number on the written base, when both are there: Hamaris, 32 of 130, 0.246. */
    readonly tauxDuNombre: number | null;
    readonly acte: string;
    /** How the days of several versions were weighed, in French. */
    readonly calcul?: string;
  } | null;
  /** Of a year that an avenant shares from its day: `cible` is then of the last part alone. */
  readonly parts?: readonly PartJugee[];
  readonly attente: Attente;
  readonly prior: Prior;
  readonly cible: Projection | null;
  readonly plancher: Projection | null;
  readonly eventail: readonly PointEventail[];
  /** The EPCI’s own objective is met: bailleurs’ results are appraised together (convention, §6.1 « interbailleur »). null: it is not known (undecided, or one bailleur alone is read). */
  readonly appreciationCollective: boolean | null;
};

/** An objective of a part of the territory or of the year: what is counted of it, what it asks, what remains to be done. */
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
    /** Leases that may be of another place, or of another réservataire: in no number, in the bounds. */
    readonly sansLieu: number;
    /** Last day counted; the day before the first when nothing is. */
    readonly arreteAu: string;
    /** Its months are over, and all of them counted. */
    readonly acheve: boolean;
    readonly enCours: string | null;
  };

/** The legal floor on the day, a thing apart from the convention's target. */
export type PlancherLegal = {
  readonly taux: number;
  readonly depuis: string;
  readonly source: string;
  readonly confiance: Confiance;
  /** A local rate could replace it (L. 441-1, until 24 November 2018). */
  readonly adaptable: boolean;
  /** Permanent notice when the convention writes less than the floor; null otherwise. */
  readonly alerte: string | null;
};

export type BlocEffort = {
  readonly objet: Objet;
  readonly titre: string;
  readonly plancher: PlancherLegal | null;
  /** The EPCI as a whole; null for an objective that is each réservataire's own. */
  readonly ensemble: LigneEffort | null;
  readonly lignes: readonly LigneEffort[];
  /** The answer in a few sentences: shall we reach it, who must sign how many, how sure, what would decide the unknown. */
  readonly reponse: readonly string[];
};

export type PriorChoisi = "jeffreys" | "annee-precedente";

/** The one object behind the page « Objectifs », its documents and the API. */
export type Effort = {
  readonly territoire: string;
  readonly nom: string;
  readonly demonstration: boolean;
  readonly annee: number;
  /** Last day whose leases are counted: the end of the last month published or asked for, and no later than the day its file was taken in. */
  readonly arreteAu: string;
  /** The four quarters of the year are whole, and counted. */
  readonly acheve: boolean;
  /** Which quarters are not whole, in one sentence; null when all are, or nothing is counted. Absent of what was frozen before it was told. */
  readonly enCours?: string | null;
  /** No lease of the year is published, and a printed table counts it: its bilan says where things stand. */
  readonly surComptes: boolean;
  /** SIREN that the reading is narrowed to; null: the whole territory. */
  readonly bailleur: string | null;
  /** Where bailleurs took over from others: how to read it. Absent elsewhere. */
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

/** What a person typed instead of the estimate: leases expected until 31 December, by `keyPorteur`, in the hors-QPV base. */
export type AttentesSaisies = ReadonlyMap<string, number>;

export type EffortQuestion = {
  readonly epci: string;
  readonly annee: number;
  /** 1 to 12; null: all that is published. */
  readonly dernierMois: number | null;
  readonly bailleur: string | null;
  readonly prior: PriorChoisi;
  readonly attentes: AttentesSaisies;
  /** « alors » when absent. */
  readonly vue?: VueBailleurs;
};
