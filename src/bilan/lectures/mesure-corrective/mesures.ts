import type { Inconnus } from "#droit/regles/causes.ts";
import type { Bornes } from "#droit/regles/part.ts";
import type { Confiance } from "#socle/regles/shared/confiance.ts";
import type { Verdict } from "#socle/regles/shared/verdict.ts";
import type { Barreau } from "../../regles/mesure-corrective/echelle.ts";
import type { EtatBarreau } from "../../regles/mesure-corrective/etat-barreau.ts";
import type { ManqueBorne } from "../../regles/mesure-corrective/manque.ts";
import type { IssueAnnee } from "../../regles/mesure-corrective/objectif-annee.ts";
import type { MesureCorrective, OuvertureMesure } from "../../regles/mesure-corrective/proposition.ts";
import type { Extraction, SurComptes } from "../bilan.ts";

/** A floor or a target, always told apart. */
export type ObjectifLu = {
  /** As written; null when the convention only writes a number. */
  readonly taux: number | null;
  readonly attendu: number;
  readonly manque: ManqueBorne;
  readonly verdict: Verdict;
  /** Fewest well-chosen leases that would decide; null when decided, or when none would. */
  readonly suffit: number | null;
  /** Why none would decide; null when decided, or when some would. */
  readonly doute: string | null;
  /** Act, or text of law. */
  readonly source: string;
  readonly confiance: Confiance;
};

export type LigneObjectif = {
  /** null: the EPCI. */
  readonly siren: string | null;
  readonly nom: string;
  readonly assiette: number;
  readonly realise: number;
  readonly taux: number | null;
  readonly bornes: Bornes | null;
  readonly petitEffectif: boolean;
  /** null before the law: there was no floor. */
  readonly plancher: ObjectifLu | null;
  readonly cible: ObjectifLu | null;
};

export type CoteAnnee = {
  readonly objet: "hors-qpv" | "qpv";
  readonly libelle: string;
  readonly ligne: LigneObjectif;
  readonly issue: IssueAnnee;
  /** Leases with an unknown fact, and fewest well-chosen ones that decide every objective of the side; 0: none is undecided. */
  readonly inconnus: Inconnus;
  readonly suffit: number;
  /** Extractions with the opposite verdict: they make the side undecided. */
  readonly contredit: readonly Pick<Extraction, "source" | "phrase">[];
};

/** The figures of a year, for a reader of all of them. */
export type ChiffresAnnee = {
  readonly finie: boolean;
  /** The bilan's sentence on incomplete quarters; null when the year is whole, or has no lease. */
  readonly enCours: string | null;
  /** null: counted from leases. */
  readonly surComptes: SurComptes | null;
  readonly total: number;
  readonly issue: IssueAnnee;
  readonly cotes: readonly CoteAnnee[];
  /** Hors QPV, one line per bailleur. */
  readonly bailleurs: readonly LigneObjectif[];
  /** The law's floor hors QPV on the year's last day. */
  readonly plancherHorsQpv: { readonly taux: number; readonly adaptable: boolean } | null;
  /** The convention's rate for the EPCI hors QPV; null: none. */
  readonly tauxConvention: number | null;
};

export type BarreauLu = {
  readonly barreau: Barreau;
  /** null: this person may not read the year's figures, and cannot be told. */
  readonly ouverture: OuvertureMesure | null;
  readonly mesure: MesureCorrective | null;
  readonly etat: EtatBarreau;
  /** Dated sentences: what was done, or why it may or may not be. */
  readonly histoire: readonly string[];
};

/** The object behind the page, the PDF and the spreadsheet. */
export type MesuresAnnee = {
  readonly territoire: string;
  readonly nom: string;
  readonly demonstration: boolean;
  readonly annee: number;
  readonly reponse: { readonly titre: string; readonly issue: IssueAnnee | null; readonly phrases: readonly string[] };
  /** null: closed to this person; a partial total is never shown as the whole. */
  readonly chiffres: ChiffresAnnee | null;
  readonly barreaux: readonly BarreauLu[];
  /** Measures of other years, latest first. */
  readonly autres: readonly { readonly annee: number; readonly titre: string; readonly histoire: readonly string[] }[];
  /** Whether the constat may be drafted, and why. */
  readonly carence: OuvertureMesure | null;
};

/** The draft of a constat de carence: a document to discuss, never a decision. */
export type ConstatCarence = {
  readonly territoire: string;
  readonly nom: string;
  readonly demonstration: boolean;
  readonly annee: number;
  readonly etabliLe: string;
  readonly titre: string;
  /** States that the document decides nothing. */
  readonly mention: string;
  readonly fondements: readonly string[];
  readonly constat: readonly string[];
  readonly ensemble: LigneObjectif;
  readonly bailleurs: readonly LigneObjectif[];
  readonly interbailleur: string;
  readonly inconnus: readonly string[];
  readonly sources: readonly string[];
};
