import type { Situation } from "#domain/attribution/attribution.ts";
import type { ClasseEcart, Classement } from "#domain/desequilibre/classe.ts";
import type { Evolution } from "#domain/desequilibre/evolution.ts";
import type { ResidenceExclue } from "#domain/desequilibre/exclusion.ts";
import type { IndicateurFonctionnement, VacanceVentilee } from "#domain/desequilibre/fonctionnement.ts";
import type { MethodeDesequilibre } from "#domain/desequilibre/methode.ts";
import type { IndicateurOccupation, PopulationOccupation } from "#domain/occupation/indicateur.ts";
import type { Memoire } from "../memoire.ts";

/** One rate of one unit against the rest of the territory. Rates between 0 and 1; everything null but the counts when it is not judged. */
export type Ecart = Classement & {
  readonly effectif: number;
  readonly repondants: number;
  readonly taux: number | null;
  /** Rate of the territory without this unit; null when there is nothing else. */
  readonly reference: number | null;
  /** Rate drawn towards that of all units, and its 90 % interval. */
  readonly ajuste: number | null;
  readonly intervalle: readonly [number, number] | null;
  /** That the true rate is above the reference; null when all units are one (no more spread than chance). */
  readonly probabilite: number | null;
  readonly midP: number | null;
  readonly q: number | null;
  /** q at most the method's: the stricter of the two readings. */
  readonly confirme: boolean;
  /** The plain rule of the signed diagnosis: rate over `ratio` × the territory's. */
  readonly rapportDepasse: boolean | null;
};

export type EcartOccupation = Ecart & { readonly indicateur: IndicateurOccupation; readonly poids: number };
export type EcartFonctionnement = Ecart & { readonly indicateur: IndicateurFonctionnement };

/** What one population of a unit says, on the indicators of the method. */
export type LectureOccupation = {
  readonly ecarts: readonly EcartOccupation[];
  readonly classe: ClasseEcart;
  /** Established over-representations among the indicators that count; null when none is judged. */
  readonly surrepresentations: number | null;
  /** 100: as the territory. Weighted mean of drawn rate / rate of the territory, over the indicators judged. */
  readonly indice: number | null;
  /** Share of the draws in which the unit is in the first tenth by that index; null when it was not drawn. */
  readonly stabilite: number | null;
  /** The local indicator of the signed diagnosis, beside and never mixed. */
  readonly diagnostic: DiagnosticSimple;
};

export type DiagnosticSimple = {
  /** Over-representations by the plain ratio alone. */
  readonly surrepresentations: number | null;
  readonly sousPlai: number | null;
};

export type LectureFonctionnement = {
  readonly ecarts: readonly EcartFonctionnement[];
  readonly classe: ClasseEcart;
  /** Established malfunctions; null when none is judged. */
  readonly dysfonctionnements: number | null;
  readonly indice: number | null;
  readonly vacance: VacanceVentilee;
};

/** Recent entrants − households already there, on one indicator: difference of rates and its 95 % interval. */
export type EvolutionIndicateur = {
  readonly indicateur: IndicateurOccupation;
  readonly evolution: Evolution;
  readonly difference: number | null;
  readonly intervalle: readonly [number, number] | null;
};

export type CompteOccupation = {
  readonly indicateur: IndicateurOccupation;
  readonly population: PopulationOccupation;
  readonly effectif: number;
  readonly repondants: number;
};

/** A résidence or a secteur, whole: both sides of a border summed. */
export type Unite = {
  readonly cle: string;
  readonly nom: string;
  readonly adresse: string | null;
  readonly bailleur: string | null;
  readonly bailleurNom: string | null;
  /** Name of whoever the vintage says, when another holds it since; else null. */
  readonly bailleurAvant: string | null;
  /** null for a secteur. */
  readonly commune: string | null;
  readonly communeNom: string | null;
  readonly secteur: string | null;
  /** « mixte »: on both sides, or partly of an unknown side. */
  readonly situation: Situation | "mixte";
  readonly point: readonly [longitude: number, latitude: number] | null;
  readonly logements: number;
  readonly parc: ParcUnite;
};

/** Sums of RPLS that the second axis and the fiche are made of. */
export type ParcUnite = {
  readonly modeConnu: number;
  readonly loues: number;
  readonly vacants: number;
  readonly vacantsPlus3Mois: number;
  readonly vides: number;
  readonly mobiles: number;
  readonly mobilitesPossibles: number;
  readonly loyers: number;
  readonly surfaces: number;
  readonly loyersConnus: number;
  readonly construction: number | null;
};

export type UniteAnalysee = Unite & {
  readonly populations: Readonly<Record<PopulationOccupation, LectureOccupation>>;
  readonly evolutions: readonly EvolutionIndicateur[];
  /** One word for all of them, ages apart. */
  readonly evolution: Evolution;
  readonly fonctionnement: LectureFonctionnement;
  /** Everything that the survey counts of it, judged or not. */
  readonly comptes: readonly CompteOccupation[];
};

export type ResidenceEcartee = {
  readonly exclusion: ResidenceExclue;
  /** null: no résidence of that key in the stock of the vintage. */
  readonly unite: Unite | null;
  readonly vacance: VacanceVentilee | null;
};

/** Readings of imbalances, computed once for all the pages that show them. */
export type MemoireAnalyses = Memoire<AnalyseDesequilibre>;

/** One reading of a territory: a vintage of the stock, a survey, a version of the method, a list of exclusions. */
export type AnalyseDesequilibre = {
  readonly methode: MethodeDesequilibre;
  /** null: no survey is published; the first axis is then unknown everywhere. */
  readonly enquete: string | null;
  readonly millesime: string;
  readonly residences: readonly UniteAnalysee[];
  readonly secteurs: readonly UniteAnalysee[];
  readonly exclues: readonly ResidenceEcartee[];
  /** Résidences of the survey that the stock does not have: left out, and said. */
  readonly horsParc: number;
  readonly territoire: TerritoireAnalyse;
};

/** The whole of what is analysed: rates by indicator, the population apart. */
export type TerritoireAnalyse = {
  readonly logements: number;
  readonly occupation: Readonly<Record<PopulationOccupation, readonly EffectifIndicateur<IndicateurOccupation>[]>>;
  readonly evolutions: readonly EvolutionIndicateur[];
  readonly fonctionnement: readonly EffectifIndicateur<IndicateurFonctionnement>[];
  /** Of everything, excluded résidences included. */
  readonly vacance: VacanceVentilee;
};

export type EffectifIndicateur<T> = { readonly indicateur: T; readonly effectif: number; readonly repondants: number };
