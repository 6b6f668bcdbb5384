import type { Lieu } from "#donnees/regles/convention/lieu.ts";
import type { Objet } from "#donnees/regles/convention/objet.ts";
import type { PropositionsDites } from "#droit/regles/attribution/propositions-en-qpv.ts";
import type { BauxTardifs } from "#droit/regles/attribution/trimestre-publie.ts";
import type { Inconnus } from "#droit/regles/causes.ts";
import type { PartJugee } from "#engagements/regles/convention/dire-parts.ts";
import type { Porteur } from "#engagements/regles/convention/engagement.ts";
import type { Confiance } from "#socle/regles/shared/confiance.ts";
import type { Trimestre } from "#socle/regles/shared/periode.ts";
import type { Source } from "#socle/regles/shared/source.ts";
import type { Verdict } from "#socle/regles/shared/verdict.ts";
import type { LectureBailleurs } from "../regles/bailleur/dire-successions.ts";

/** One measured objective. Counts are attributions followed by a signed lease; rates are between 0 and 1, null when `assiette` is 0. */
export type Constat = {
  /** Denominator: located on that side, with known resources (or rehoused, hors QPV). */
  readonly assiette: number;
  /** Numerator. Hors QPV: first quartile or rehoused, each lease once. In QPV: quartiles 2 to 4. */
  readonly realise: number;
  readonly taux: number | null;
  /** Lowest and highest rate that the unknown leases allow; null when there could be nothing to count. */
  readonly bornes: readonly [number, number] | null;
  /** The unknown leases, by missing fact. */
  readonly inconnus: Inconnus;
  /** Fewest unknown leases that settle an `indecidable` verdict, whatever the answers; null when it is settled. */
  readonly suffit: number | null;
  /** The legal floor; retrospective: only a comparison, because the text was not in force yet. */
  readonly plancher: number;
  readonly plancherRetrospectif: boolean;
  /** ceil(plancher × assiette). */
  readonly attendu: number;
  /** max(0, attendu − realise). */
  readonly manque: number;
  readonly verdict: Verdict;
  /** Another extraction of the year surely says the contrary: `verdict` is then `indecidable`. */
  readonly contredit: boolean;
  /** The year's table does not give the number of leases without known resources: any number of them may count, so nothing is decided. */
  readonly incomplet?: true;
  /** By the State's method, on declared locations only; null when equal. */
  readonly etat: { readonly realise: number; readonly assiette: number } | null;
  /** The convention's target for the year, judged separately; null: none. */
  readonly cible: Cible | null;
  /** Base under 20: show the fraction instead of the percentage. */
  readonly petitEffectif: boolean;
  readonly regle: string;
};

export type ConstatHorsQpv = Constat & {
  /** First quartile only: comparable with the national figure. */
  readonly premierQuartile: number;
  /** Rehoused households outside the first quartile: realise = premierQuartile + reloges. */
  readonly reloges: number;
};

export type ConstatQpv = Constat & {
  /** For the territory and each bailleur; null for other parts, and in reports frozen before offers were counted. */
  readonly propositions: PropositionsDites | null;
};

export type Cible = {
  /** As written in the convention; one of both may be absent. */
  readonly taux: number | null;
  readonly nombre: number | null;
  /** The written number, else ceil(taux × assiette). */
  readonly attendu: number;
  readonly manque: number;
  readonly verdict: Verdict;
  /** Another extraction of the year surely says the contrary: `verdict` is then `indecidable`. */
  readonly contredit: boolean;
  /** As in the constat, except for a reached number. */
  readonly incomplet?: true;
  readonly acte: string;
  /** Parts of a year that an avenant splits at its day: each is judged alone; `taux` and `nombre` are the last one's. */
  readonly parts?: readonly PartJugee[];
  /** Weighting of the versions' days, in French. */
  readonly calcul?: string;
};

/** Leases with known resources and no retained situation; the published stock makes some probable. */
export type NonLocalisees = {
  readonly total: number;
  readonly premierQuartile: number;
  readonly autres: number;
  readonly probablesQpv: number;
  readonly probablesHorsQpv: number;
};

/** The same measures for any part of the territory's attributions. */
export type Mesures = {
  /** All leases signed in the period; those that may be counted already only widen the bounds. */
  readonly total: number;
  readonly horsQpv: ConstatHorsQpv;
  readonly qpv: ConstatQpv;
  readonly nonLocalisees: NonLocalisees;
  /** Leases with known resources and a deduced, retained situation. */
  readonly deduites: number;
  /** Leases of unknown resources: outside both tests. null: counted from a table that does not give them. */
  readonly sansRessources: number | null;
  /** null: as above. */
  readonly ressourcesNulles: number | null;
};

export type LigneBailleur = Mesures & { readonly siren: string; readonly nom: string };

export type LigneTrimestre = Mesures & { readonly code: string; readonly libelle: string };

export type Axe = "commune" | "secteur" | "contingent" | "origine" | "prioritaire" | "dalo" | "menage" | "age";

/** `code` is "inconnu" for leases without an answer on the axis: always listed, never merged. */
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

/** Stock of the RPLS vintage shown beside the bilan; null when none is published. */
export type ParcBilan = {
  readonly millesime: string;
  readonly logements: number;
  readonly qpv: number;
  readonly horsQpv: number;
  readonly inconnue: number;
  /** Dwellings offered and empty (MODE 2); null when the file lacks MODE. */
  readonly vacantsQpv: number | null;
  readonly vacantsHorsQpv: number | null;
  /** Of its file: each perhaps a dwelling. Absent without any. */
  readonly rejetees?: LignesRejetees;
  readonly bailleurs: readonly LigneParc[];
};

/** Result of an objective of a part of the territory or of the year. Rates are between 0 and 1. */
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
  /** Leases with an unknown fact, place included. */
  readonly inconnus: number;
  /** Leases that may be in another place, or of another réservataire. */
  readonly sansLieu: number;
  /** The written number, else ceil(taux × assiette). */
  readonly attendu: number;
  readonly manque: number;
  readonly verdict: Verdict;
  readonly enCours: string | null;
};

/** Another extraction of the same year, known by its printed counts: its bounds and verdict, beside ours. */
export type Extraction = {
  readonly source: string;
  readonly objet: "hors-qpv" | "qpv";
  readonly realise: number;
  readonly assiette: number;
  readonly inconnues: number;
  /** Leases without resources, by its table or our files: outside `bornes`, inside the verdict. Absent from older frozen reports. */
  readonly sansRessources?: number;
  /** Its bounds with these leases. */
  readonly toutes?: readonly [number, number] | null;
  /** Fewest and most leases that may count, with the rehoused of our files. Absent from older frozen reports. */
  readonly possibles?: readonly [number, number];
  readonly bornes: readonly [number, number] | null;
  readonly verdict: Verdict;
  /** Its sure verdict differs from our sure one: ours becomes `indecidable`. */
  readonly contredit: boolean;
  /** The same for the convention's objective. Absent from older frozen reports. */
  readonly contreditCible?: boolean;
  readonly phrase: string;
};

export type BauxProvisoires = { readonly bailleur: string; readonly trimestre: Trimestre; readonly baux: number };

/** Leases signed in Blaise that no published file has yet, in the totals; `phrase` says how many, and of which quarters. */
export type Provisoires = {
  readonly baux: number;
  readonly bailleurs: readonly { readonly siren: string; readonly baux: number }[];
  readonly phrase: string;
};

/** A figure printed elsewhere (Infocentre, signed document) beside ours. `ecart` = recalcule − imprime. */
export type Controle = {
  readonly code: string;
  readonly libelle: string;
  readonly imprime: string;
  readonly recalcule: string;
  /** null: the data cannot recompute it (no RPLS of that vintage…). */
  readonly accord: boolean | null;
  readonly explication: string | null;
  readonly source: string;
};

/** A year without a file of leases, counted from a table printed elsewhere. */
export type SurComptes = { readonly source: string; readonly fichier: string; readonly phrase: string };

export type SourceCitee = {
  readonly source: Source;
  readonly libelle: string;
  readonly periode: string;
  readonly fichier: string;
  readonly lot: number;
  readonly sha256: string;
  readonly publieLe: string;
  /** Accepted lines, which figures count. */
  readonly lignes: number;
  /** All lines; those rejected; of these, those put aside with a reason. Absent from older frozen reports. */
  readonly lues?: number;
  readonly rejetees?: number;
  readonly ecartees?: number;
};

/** Rejected lines: `nonLues`, each perhaps one more in the figures; `ecartees`, put aside with a reason. */
type LignesRejetees = { readonly nonLues: number; readonly ecartees: number; readonly phrase: string };

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
  /** Declared and computed situations, both known and different. */
  readonly situation: number;
  /** Declared and computed quartiles, both known and different. */
  readonly quartile: number;
  /** A retained situation that a sure deduction from the stock contradicts. */
  readonly deduction: number;
};

/** Leases of a commune outside the territory: in the file, but in no count. */
export type HorsTerritoire = { readonly commune: string; readonly baux: number };

/** Leases of rehoused households signed in Blaise over the period, already in the counts above. `phrase`: null without any. */
export type RelogementsBilan = {
  readonly signes: number;
  /** Part of `signes` that the SNE's published file lacks: counted beside it. */
  readonly horsFichier: number;
  /** Leases that the file may hold, without a number to prove it: only in the bounds. */
  readonly possibles: number;
  /** Fewest and most rehoused households in the period; null when all their leases are settled. */
  readonly reloges: readonly [number, number] | null;
  /** Leases signed after a commission that the file may hold. */
  readonly possiblesCommission: number;
  /** Leases signed after a commission that may be a rehoused household's, already counted. */
  readonly possiblesRegistre: number;
  readonly phrase: string | null;
};

/** The object behind the page, the PDF, the spreadsheet, the CSV and the API. */
/** In whole months; `quartiles`: first, median, third, null when too few delays are known. */
type DelaiBail = {
  readonly baux: number;
  readonly connus: number;
  /** Signed less than a year after the demande, of the known ones. */
  readonly moisUnAn: number;
  readonly quartiles: readonly [number, number, number] | null;
  readonly phrase: string;
};

export type Bilan = Mesures & {
  readonly territoire: string;
  readonly nom: string;
  readonly demonstration: boolean;
  readonly annee: number;
  readonly periode: string;
  readonly libellePeriode: string;
  /** « 39 communes jusqu’au 31 décembre 2016, puis 60 »: perimeter of the period. Absent from older frozen reports. */
  readonly perimetre?: string;
  /** One sentence naming the incomplete quarters; null when the period is whole. */
  readonly enCours: string | null;
  /** null: counted from leases. Absent from older frozen reports. */
  readonly surComptes?: SurComptes | null;
  /** Absent without any, and from older frozen reports. */
  readonly rejetees?: LignesRejetees;
  /** Late leases of the period's quarters, after their first whole file. Absent from older frozen reports. */
  readonly tardifs?: readonly BauxTardifs[];
  /** Leases signed in Blaise that no published file has yet. Absent without any, and from older frozen reports. */
  readonly provisoires?: Provisoires;
  /** From the demande to the lease. Absent without a lease, on a table of counts, and from older frozen reports. */
  readonly delai?: DelaiBail;
  /** In €/year/consumption unit; null when no threshold is known for the year. */
  readonly seuilPremierQuartile: number | null;
  /** SIREN of the only bailleur; null: the whole EPCI. */
  readonly bailleur: string | null;
  /** How to read bailleurs that took over from others. Absent when none did, and from older frozen reports. */
  readonly lectureBailleurs?: LectureBailleurs;
  readonly bailleurs: readonly LigneBailleur[];
  /** Quarters of the year with a lease, then the cumulated quarters. */
  readonly trimestres: readonly LigneTrimestre[];
  readonly cumuls: readonly LigneTrimestre[];
  readonly ventilations: readonly Ventilation[];
  readonly parc: ParcBilan | null;
  /** Absent from reports frozen before leases were signed here. */
  readonly relogements?: RelogementsBilan;
  readonly desaccords: Desaccords;
  readonly horsTerritoire: readonly HorsTerritoire[];
  /** Present when the reform does not bind the territory, or when that is unknown. */
  readonly obligation?: string;
  /** Objectives of a part of the territory or of the year; absent when none is written. */
  readonly territorialises?: readonly ConstatTerritorialise[];
  readonly extractions: readonly Extraction[];
  readonly controles: readonly Controle[];
  readonly methodes: readonly Methode[];
  readonly sources: readonly SourceCitee[];
};
