import type { Lieu } from "#donnees/regles/convention/lieu.ts";
import type { Objet } from "#donnees/regles/convention/objet.ts";
import type { PropositionsDites } from "#droit/regles/attribution/propositions-en-qpv.ts";
import type { BauxTardifs } from "#droit/regles/attribution/trimestre-publie.ts";
import type { Inconnus } from "#droit/regles/causes.ts";
import type { PartJugee } from "#engagements/regles/convention/dire-parts.ts";
import type { Porteur } from "#engagements/regles/convention/engagement.ts";
import type { Confiance } from "#socle/regles/shared/confiance.ts";
import type { Source } from "#socle/regles/shared/source.ts";
import type { Verdict } from "#socle/regles/shared/verdict.ts";
import type { LectureBailleurs } from "../regles/bailleur/dire-successions.ts";

/**
 * One objective, measured. Counts are attributions followed by a signed lease; rates are between 0 and 1, null when `assiette` is 0.
 */
export type Constat = {
  /** Denominator: located on that side, resources known (or rehoused, hors QPV). */
  readonly assiette: number;
  /** Numerator. Hors QPV: first quartile or rehoused, each lease once. In QPV: quartiles 2 to 4. */
  readonly realise: number;
  readonly taux: number | null;
  /** Lowest and highest rate that the leases of which something is unknown can give; null when there would be nothing to count. */
  readonly bornes: readonly [number, number] | null;
  /** Those leases, by the facts that are missing. */
  readonly inconnus: Inconnus;
  /** Fewest of them that settle an `indecidable` verdict, whatever they turn out to be; null when it is settled. */
  readonly suffit: number | null;
  /** The legal floor, and whether it is only a comparison because the text was not yet in force. */
  readonly plancher: number;
  readonly plancherRetrospectif: boolean;
  /** ceil(plancher × assiette). */
  readonly attendu: number;
  /** max(0, attendu − realise). */
  readonly manque: number;
  readonly verdict: Verdict;
  /** Another extraction of the year is as sure of the contrary: `verdict` is then `indecidable`. */
  readonly contredit: boolean;
  /**
   * The table that the year is counted from does not tell how many leases have no known resources: any number of them may have to be counted, so
   * that nothing is decided.
   */
  readonly incomplet?: true;
  /** As the State counts, on the locations that were declared: null when it is the same. */
  readonly etat: { readonly realise: number; readonly assiette: number } | null;
  /** The convention's target for the year, a second object: null when the convention sets none. */
  readonly cible: Cible | null;
  /** Base under 20: show the fraction, not the percentage. */
  readonly petitEffectif: boolean;
  readonly regle: string;
};

export type ConstatHorsQpv = Constat & {
  /** First quartile alone: comparable with the national figure. */
  readonly premierQuartile: number;
  /** Rehoused households counted that are not in the first quartile: realise = premierQuartile + reloges. */
  readonly reloges: number;
};

export type ConstatQpv = Constat & {
  /** Told of the territory and of each bailleur; null of any other part, and of what was frozen before they were counted. */
  readonly propositions: PropositionsDites | null;
};

export type Cible = {
  /** As written in the convention; one of the two may be absent. */
  readonly taux: number | null;
  readonly nombre: number | null;
  /** The written number, else ceil(taux × assiette). */
  readonly attendu: number;
  readonly manque: number;
  readonly verdict: Verdict;
  /** Another extraction of the year is as sure of the contrary: `verdict` is then `indecidable`. */
  readonly contredit: boolean;
  /** As of the constat, but for a number that is reached. */
  readonly incomplet?: true;
  readonly acte: string;
  /** Of a year that an avenant shares from its day: each judged by itself, `taux` and `nombre` being those of the last. */
  readonly parts?: readonly PartJugee[];
  /** How the days of several versions were weighed, in French. */
  readonly calcul?: string;
};

/** Leases with known resources of which no side is retained; of some, the published stock makes one likely. */
export type NonLocalisees = {
  readonly total: number;
  readonly premierQuartile: number;
  readonly autres: number;
  readonly probablesQpv: number;
  readonly probablesHorsQpv: number;
};

/** The same measures for any part of the territory's attributions. */
export type Mesures = {
  /** All leases signed in the period, whatever is known of them; those that may be counted already are in the bounds alone. */
  readonly total: number;
  readonly horsQpv: ConstatHorsQpv;
  readonly qpv: ConstatQpv;
  readonly nonLocalisees: NonLocalisees;
  /** Leases with known resources whose side is retained because it was deduced. */
  readonly deduites: number;
  /** Leases whose resources nobody wrote: outside both tests. null: counted from a table that does not tell them. */
  readonly sansRessources: number | null;
  /** null: the same. */
  readonly ressourcesNulles: number | null;
};

export type LigneBailleur = Mesures & { readonly siren: string; readonly nom: string };

export type LigneTrimestre = Mesures & { readonly code: string; readonly libelle: string };

export type Axe = "commune" | "secteur" | "contingent" | "origine" | "prioritaire" | "dalo" | "menage" | "age";

/** `code` is "inconnu" for the leases of which the file says nothing on this axis: always listed, never merged. */
export type LigneVentilation = Mesures & { readonly code: string; readonly libelle: string };

export type Ventilation = { readonly axe: Axe; readonly titre: string; readonly lignes: readonly LigneVentilation[] };

export type LigneParc = {
  readonly siren: string;
  readonly nom: string;
  readonly logements: number;
  readonly qpv: number;
  readonly horsQpv: number;
  readonly inconnue: number;
};

/** Stock of the RPLS vintage used beside the bilan; null when none is published. */
export type ParcBilan = {
  readonly millesime: string;
  readonly logements: number;
  readonly qpv: number;
  readonly horsQpv: number;
  readonly inconnue: number;
  /** Dwellings offered and empty (MODE 2); null when the file does not carry MODE. */
  readonly vacantsQpv: number | null;
  readonly vacantsHorsQpv: number | null;
  readonly bailleurs: readonly LigneParc[];
};

/** What is said of an objective of a part of the territory or of the year. Rates are between 0 and 1. */
export type ConstatTerritorialise = {
  readonly objet: Objet;
  readonly titre: string;
  readonly porteur: Porteur;
  readonly nom: string;
  /** null: the whole territory. */
  readonly lieu: Lieu | null;
  readonly nomLieu: string;
  /** First and last day of its months. */
  readonly du: string;
  readonly au: string;
  readonly libelleDuree: string;
  readonly ecrit: { readonly taux: number | null; readonly nombre: number | null };
  readonly acte: string;
  readonly realise: number;
  readonly assiette: number;
  readonly taux: number | null;
  readonly bornes: readonly [number, number] | null;
  readonly petitEffectif: boolean;
  /** Leases of which something is unknown, those of no known place included. */
  readonly inconnus: number;
  /** Leases that may be of another place, or of another réservataire. */
  readonly sansLieu: number;
  /** The written number, else ceil(taux × assiette). */
  readonly attendu: number;
  readonly manque: number;
  readonly verdict: Verdict;
  readonly enCours: string | null;
};

/** Another extraction of the same year, known by its printed counts alone: its interval and its verdict, beside ours. */
export type Extraction = {
  readonly source: string;
  readonly objet: "hors-qpv" | "qpv";
  readonly realise: number;
  readonly assiette: number;
  readonly inconnues: number;
  /** Leases that it says, or that our files know, to have no resources: outside `bornes`, inside the verdict. Absent of what was frozen before. */
  readonly sansRessources?: number;
  /** Its rates with those too. */
  readonly toutes?: readonly [number, number] | null;
  /** Fewest and most that may count for the objective, the rehoused that our files know among them. Absent of what was frozen before. */
  readonly possibles?: readonly [number, number];
  readonly bornes: readonly [number, number] | null;
  readonly verdict: Verdict;
  /** Its verdict and ours are both sure, and differ: ours is then `indecidable`. */
  readonly contredit: boolean;
  /** The same of the convention's own objective. Absent of what was frozen before it was told. */
  readonly contreditCible?: boolean;
  readonly phrase: string;
};

/** A figure printed elsewhere (Infocentre, signed document) beside ours. `ecart` = recalcule − imprime. */
export type Controle = {
  readonly code: string;
  readonly libelle: string;
  readonly imprime: string;
  readonly recalcule: string;
  /** null: nothing here allows to recompute it (no RPLS of that vintage…). */
  readonly accord: boolean | null;
  readonly explication: string | null;
  readonly source: string;
};

/** A year that no file of leases tells, counted from a table printed elsewhere. */
export type SurComptes = { readonly source: string; readonly fichier: string; readonly phrase: string };

export type SourceCitee = {
  readonly source: Source;
  readonly libelle: string;
  readonly periode: string;
  readonly fichier: string;
  readonly lot: number;
  readonly sha256: string;
  readonly publieLe: string;
  readonly lignes: number;
};

export type Methode = {
  readonly regle: string;
  readonly titre: string;
  readonly article: string;
  /** What the rule counts, in French. */
  readonly texte: string;
  readonly formule: string;
  readonly confiance: Confiance;
  readonly parametres: readonly {
    readonly nom: string;
    readonly valeur: string;
    readonly depuis: string;
    readonly source: string;
    readonly confiance: Confiance;
  }[];
};

export type Desaccords = {
  /** Declared and computed location both known and different. */
  readonly situation: number;
  /** Declared and computed quartile both known and different. */
  readonly quartile: number;
  /** Retained location, and another one deduced for sure of the published stock. */
  readonly deduction: number;
};

/** Leases of a commune that is none of the territory's: kept in the file, set aside of every count. */
export type HorsTerritoire = { readonly commune: string; readonly baux: number };

/** Leases of rehoused households signed in Blaise over the period, already in the counts above. `phrase`: null when there is none. */
export type RelogementsBilan = {
  readonly signes: number;
  /** Among them, those that the published file of the SNE does not have: counted beside it. */
  readonly horsFichier: number;
  /** Those that it may have, without a number to say so: in no count, in the bounds. */
  readonly possibles: number;
  /** Fewest and most rehoused households that the period may count; null when every lease of theirs is settled. */
  readonly reloges: readonly [number, number] | null;
  /** Leases signed after a commission that the file may have. */
  readonly possiblesCommission: number;
  /** Leases signed after a commission that may be that of a rehoused household, counted. */
  readonly possiblesRegistre: number;
  readonly phrase: string | null;
};

/** The one object behind the page, the PDF, the spreadsheet, the CSV and the API. */
export type Bilan = Mesures & {
  readonly territoire: string;
  readonly nom: string;
  readonly demonstration: boolean;
  readonly annee: number;
  readonly periode: string;
  readonly libellePeriode: string;
  /** « 39 communes jusqu’au 31 décembre 2016, puis 60 »: what the period is counted on. Absent of what was frozen before perimeters had days. */
  readonly perimetre?: string;
  /** Which quarters are not wholly published, in one sentence; null when the period is whole. */
  readonly enCours: string | null;
  /** null: counted from leases. Absent of what was frozen before a table of counts made a bilan. */
  readonly surComptes?: SurComptes | null;
  /** Of the quarters of the period: leases that came after their first whole file. Absent of what was frozen before they were told apart. */
  readonly tardifs?: readonly BauxTardifs[];
  /** €/year/consumption unit; null when no threshold is known for the year. */
  readonly seuilPremierQuartile: number | null;
  /** null: the whole EPCI; else the SIREN the bilan is narrowed to. */
  readonly bailleur: string | null;
  /** Where bailleurs took over from others: how to read it. Absent elsewhere, and of what was frozen before acts were written. */
  readonly lectureBailleurs?: LectureBailleurs;
  readonly bailleurs: readonly LigneBailleur[];
  /** The quarters of the year that hold at least one lease, then the cumulated quarters. */
  readonly trimestres: readonly LigneTrimestre[];
  readonly cumuls: readonly LigneTrimestre[];
  readonly ventilations: readonly Ventilation[];
  readonly parc: ParcBilan | null;
  /** Absent from the reports that were frozen before leases were signed here. */
  readonly relogements?: RelogementsBilan;
  readonly desaccords: Desaccords;
  readonly horsTerritoire: readonly HorsTerritoire[];
  /** Said when the reform does not bind the territory, or when nobody knows whether it does. */
  readonly obligation?: string;
  /** Objectives of a part of the territory or of the year; absent when none is written. */
  readonly territorialises?: readonly ConstatTerritorialise[];
  readonly extractions: readonly Extraction[];
  readonly controles: readonly Controle[];
  readonly methodes: readonly Methode[];
  readonly sources: readonly SourceCitee[];
};
