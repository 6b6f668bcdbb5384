import type { IndicateurOccupation, PopulationOccupation } from "#donnees/regles/occupation/indicateur.ts";
import type { Memoire } from "#socle/lectures/memoire.ts";
import type { Situation } from "#socle/regles/shared/situation.ts";
import type { ClasseEcart, Classement } from "../../regles/desequilibre/classe.ts";
import type { Evolution } from "../../regles/desequilibre/evolution.ts";
import type { ResidenceExclue } from "../../regles/desequilibre/exclusion.ts";
import type { IndicateurFonctionnement, VacanceVentilee } from "../../regles/desequilibre/fonctionnement.ts";
import type { MethodeDesequilibre } from "../../regles/desequilibre/methode.ts";

/** One rate of one unit against the rest of the territory. Rates between 0 and 1; when it is not judged, only the counts are not null. */
export type Ecart = Classement & {
  readonly effectif: number;
  readonly repondants: number;
  readonly taux: number | null;
  /** Rate of the territory without this unit; null without anything else. */
  readonly reference: number | null;
  /** Rate shrunk towards that of all units, with its 90 % interval. */
  readonly ajuste: number | null;
  readonly intervalle: readonly [number, number] | null;
  /** Probability that the true rate is above the reference; null when all units share one rate (no more spread than chance). */
  readonly probabilite: number | null;
  readonly midP: number | null;
  readonly q: number | null;
  /** q at most the method's: the stricter reading. */
  readonly confirme: boolean;
  /** The simple rule of the signed diagnosis: rate over `ratio` × the territory's. */
  readonly rapportDepasse: boolean | null;
};

export type EcartOccupation = Ecart & { readonly indicateur: IndicateurOccupation; readonly poids: number };
export type EcartFonctionnement = Ecart & { readonly indicateur: IndicateurFonctionnement };

/** Reading of one population of a unit, on the method's indicators. */
export type LectureOccupation = {
  readonly ecarts: readonly EcartOccupation[];
  readonly classe: ClasseEcart;
  /** Established over-representations among weighted indicators; null when none is judged. */
  readonly surrepresentations: number | null;
  /** 100: like the territory. Weighted mean of shrunk rate / territory's rate, over the judged indicators. */
  readonly indice: number | null;
  /** Share of the draws in which the unit is in the top tenth of that index; null when it was not drawn. */
  readonly stabilite: number | null;
  /** The signed diagnosis's own indicator, kept separate. */
  readonly diagnostic: DiagnosticSimple;
};

export type DiagnosticSimple = {
  /** Over-representations by the simple ratio. */
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

/** Recent entrants against the households already there, on one indicator: difference of rates and its 95 % interval. */
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

/** A whole résidence or secteur: both sides of a QPV border summed. */
export type Unite = {
  readonly cle: string;
  readonly nom: string;
  readonly adresse: string | null;
  readonly bailleur: string | null;
  readonly bailleurNom: string | null;
  /** Bailleur in the vintage, when another holds it since; else null. */
  readonly bailleurAvant: string | null;
  /** null for a secteur. */
  readonly commune: string | null;
  readonly communeNom: string | null;
  readonly secteur: string | null;
  /** « mixte »: on both sides, or with an unknown part. */
  readonly situation: Situation | "mixte";
  readonly point: readonly [longitude: number, latitude: number] | null;
  readonly logements: number;
  readonly parc: ParcUnite;
};

/** RPLS sums for the second axis and the fiche. */
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
  /** One word for all indicators but ages. */
  readonly evolution: Evolution;
  readonly fonctionnement: LectureFonctionnement;
  /** Everything that the survey counts of it, judged or not. */
  readonly comptes: readonly CompteOccupation[];
};

export type ResidenceEcartee = {
  readonly exclusion: ResidenceExclue;
  /** null: the vintage has no résidence with that key. */
  readonly unite: Unite | null;
  readonly vacance: VacanceVentilee | null;
};

/** Cache of readings of imbalances, shared by all pages. */
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
  /** Résidences of the survey missing from the stock: left out, and reported. */
  readonly horsParc: number;
  readonly territoire: TerritoireAnalyse;
};

/** The whole analysed set: rates by indicator, each population apart. */
export type TerritoireAnalyse = {
  readonly logements: number;
  readonly occupation: Readonly<Record<PopulationOccupation, readonly EffectifIndicateur<IndicateurOccupation>[]>>;
  readonly evolutions: readonly EvolutionIndicateur[];
  readonly fonctionnement: readonly EffectifIndicateur<IndicateurFonctionnement>[];
  /** Over all résidences, excluded ones too. */
  readonly vacance: VacanceVentilee;
};

export type EffectifIndicateur<T> = { readonly indicateur: T; readonly effectif: number; readonly repondants: number };
