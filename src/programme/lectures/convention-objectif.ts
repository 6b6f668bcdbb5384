import type { GenreOperation } from "#donnees/regles/programme/operation.ts";
import type { EtatConventionObjectif, SignaturesConvention } from "../regles/convention-objectif.ts";

/** An operation as the convention names it, already in words. */
export type OperationConvenue = {
  readonly nom: string;
  readonly lieu: string;
  readonly cadre: string;
  /** null: not known. */
  readonly logements: number | null;
  readonly financements: string;
  readonly calendrier: string;
  readonly etat: string;
};

export type GroupeConvenu = {
  readonly genre: GenreOperation;
  readonly titre: string;
  readonly logements: number;
  /** Operations whose number of dwellings is not known. */
  readonly inconnues: number;
  readonly operations: readonly OperationConvenue[];
};

/** What the convention of attribution in force writes, one year and one object each: `propre` to the bailleur, else the territory's. */
export type ObjectifConvenu = {
  readonly annee: number;
  readonly objet: string;
  readonly propre: boolean;
  readonly ecrit: string;
  readonly acte: string;
};

/**
 * A convention d'objectifs: the one object that the page, the PDF, the Word file and the frozen version show. Counts are dwellings.
 */
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
  /** Operations of the bailleur that nothing dates: nobody knows whether they are of the period. */
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
