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

/** Floor or target: never one for the other. */
export type ObjectifLu = {
  /** As written; null when the convention writes a number alone. */
  readonly taux: number | null;
  readonly attendu: number;
  readonly manque: ManqueBorne;
  readonly verdict: Verdict;
  /** Leases that it is enough to know of, well chosen, to decide; null when it is decided, or when none would decide. */
  readonly suffit: number | null;
  /** Why none would; null when it is decided, or when some would. */
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
  /** null before the law: there was no floor to miss. */
  readonly plancher: ObjectifLu | null;
  readonly cible: ObjectifLu | null;
};

export type CoteAnnee = {
  readonly objet: "hors-qpv" | "qpv";
  readonly libelle: string;
  readonly ligne: LigneObjectif;
  readonly issue: IssueAnnee;
  /** Leases of which something is unknown, and how many of them, well chosen, decide every objective of the side; 0: none is undecided. */
  readonly inconnus: Inconnus;
  readonly suffit: number;
  /** Other extractions whose verdict is the opposite one: the side is undecided whatever its leases say. */
  readonly contredit: readonly Pick<Extraction, "source" | "phrase">[];
};

/** The figures of a year, for whoever may read all of them. */
export type ChiffresAnnee = {
  readonly finie: boolean;
  /** Which quarters are not wholly published, as the bilan says it; null when the year is whole, or holds no lease. */
  readonly enCours: string | null;
  /** null: counted from leases. */
  readonly surComptes: SurComptes | null;
  readonly total: number;
  readonly issue: IssueAnnee;
  readonly cotes: readonly CoteAnnee[];
  /** Outside the QPV, one line a bailleur. */
  readonly bailleurs: readonly LigneObjectif[];
  /** The law's text on the year's last day, for the side outside the QPV. */
  readonly plancherHorsQpv: { readonly taux: number; readonly adaptable: boolean } | null;
  /** Rate that the convention writes for the EPCI outside the QPV; null: none. */
  readonly tauxConvention: number | null;
};

export type BarreauLu = {
  readonly barreau: Barreau;
  /** null: the figures of the year are not open to this person, who cannot be told. */
  readonly ouverture: OuvertureMesure | null;
  readonly mesure: MesureCorrective | null;
  readonly etat: EtatBarreau;
  /** What was done, or why it may or may not be: each a sentence with its day. */
  readonly histoire: readonly string[];
};

/** The one object behind the page, the PDF and the spreadsheet. */
export type MesuresAnnee = {
  readonly territoire: string;
  readonly nom: string;
  readonly demonstration: boolean;
  readonly annee: number;
  readonly reponse: { readonly titre: string; readonly issue: IssueAnnee | null; readonly phrases: readonly string[] };
  /** null: not open to this person; a total made of some rows is never shown as the whole. */
  readonly chiffres: ChiffresAnnee | null;
  readonly barreaux: readonly BarreauLu[];
  /** Measures of the other years, latest first. */
  readonly autres: readonly { readonly annee: number; readonly titre: string; readonly histoire: readonly string[] }[];
  /** May the draft of the constat be made, and why. */
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
  /** Says that the document decides nothing. */
  readonly mention: string;
  readonly fondements: readonly string[];
  readonly constat: readonly string[];
  readonly ensemble: LigneObjectif;
  readonly bailleurs: readonly LigneObjectif[];
  readonly interbailleur: string;
  readonly inconnus: readonly string[];
  readonly sources: readonly string[];
};
