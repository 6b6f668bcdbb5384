import type { GenreOperation } from "#donnees/regles/programme/operation.ts";
import type { EtatConventionObjectif, SignaturesConvention } from "../regles/convention-objectif.ts";

/** An operation of the convention, in French words. */
export type OperationConvenue = {
  readonly nom: string;
  readonly lieu: string;
  readonly cadre: string;
  /** null: unknown. */
  readonly logements: number | null;
  readonly financements: string;
  readonly calendrier: string;
  readonly etat: string;
};

export type GroupeConvenu = {
  readonly genre: GenreOperation;
  readonly titre: string;
  readonly logements: number;
  /** Count of the operations whose number of dwellings is unknown. */
  readonly inconnues: number;
  readonly operations: readonly OperationConvenue[];
};

/** An objective of the convention in force, for one year and one object; `propre`: the bailleur's own, else the territory's. */
export type ObjectifConvenu = {
  readonly annee: number;
  readonly objet: string;
  readonly propre: boolean;
  readonly ecrit: string;
  readonly acte: string;
};

/** Convention d'objectifs shown by the page, the PDF, the Word file and the frozen version. Counts are dwellings. */
export type ConventionObjectif = {
  readonly territoire: string;
  readonly nom: string;
  readonly demonstration: boolean;
  readonly bailleur: { readonly organisation: number; readonly nom: string; readonly siren: string | null };
  readonly anneeDebut: number;
  readonly anneeFin: number;
  readonly titre: string;
  readonly etablieLe: string;
  readonly groupes: readonly GroupeConvenu[];
  /** Operations of the bailleur without any date: whether they are in the period is unknown. */
  readonly sansDate: readonly string[];
  readonly programme: readonly string[];
  readonly objectifs: readonly ObjectifConvenu[];
  readonly attribution: readonly string[];
  readonly relogement: readonly string[];
  /** Commitments as the parties write them. */
  readonly engagements: readonly string[];
};

export type ConventionEtablie = {
  readonly id: number;
  readonly bailleur: { readonly organisation: number; readonly nom: string };
  readonly numero: number;
  readonly anneeDebut: number;
  readonly anneeFin: number;
  readonly empreinte: string;
  readonly etablieLe: string;
  /** ISO instant. */
  readonly saisieLe: string;
  readonly signatures: SignaturesConvention;
  readonly etat: EtatConventionObjectif;
};

export type ConventionEtablieLue = ConventionEtablie & { readonly contenu: ConventionObjectif };
