import { z } from "zod";
import type { CadreOperation, EtatOperation, GenreOperation, Operation } from "#donnees/regles/programme/operation.ts";
import type { PartieConvention } from "../regles/convention-objectif.ts";
import { AVIS_EXAMEN, ETATS_FINANCEMENT } from "../regles/etat-operation.ts";

import type { ConventionEtablie, ConventionEtablieLue, ConventionObjectif } from "./convention-objectif.ts";

/** null: any. */
export type FiltreOperations = {
  readonly genre: GenreOperation | null;
  readonly etat: EtatOperation | null;
  readonly commune: string | null;
  readonly bailleur: number | null;
  readonly cadre?: CadreOperation | null;
};

export const TOUTES_OPERATIONS: FiltreOperations = { genre: null, etat: null, commune: null, bailleur: null };

export type NouvelleOperation = Omit<Operation, "id" | "bailleur" | "publieLe"> & {
  readonly organisation: number | null;
};

/** `revision` counts the changes: a form sends back the one that it was filled from. */
export type OperationEcrite = Operation & { readonly revision: number };

export type OperationQueries = {
  /** With their etapes; demolitions first, by first planned day, then by name. */
  list(epci: string, filtre?: FiltreOperations): Promise<readonly OperationEcrite[]>;
  find(epci: string, id: number): Promise<OperationEcrite | null>;
  add(epci: string, operation: NouvelleOperation): Promise<number>;
  /** Updates all but the state and the publication; false: changed since that revision. */
  update(epci: string, id: number, revision: number, operation: Omit<NouvelleOperation, "etat">): Promise<boolean>;
  /** false: the operation is not in the state `de` any more. */
  setEtat(
    epci: string,
    id: number,
    change: { readonly de: EtatOperation; readonly vers: EtatOperation },
  ): Promise<boolean>;
  /** null: not public any more. */
  setPublication(epci: string, id: number, le: string | null): Promise<boolean>;
  /** Oldest first. */
  examens(epci: string, id: number): Promise<readonly ExamenOperation[]>;
  addExamen(epci: string, examen: NouvelExamen): Promise<void>;
  /** Lines of all the operations that the actor reads, without the withdrawn ones; by operation, then in order of entry. */
  financements(epci: string, operation?: number): Promise<readonly LigneFinancement[]>;
  addFinancement(epci: string, ligne: NouvelleLigneFinancement): Promise<number>;
  /** false: the line does not exist, or is withdrawn already. */
  withdrawFinancement(epci: string, operation: number, ligne: number): Promise<boolean>;
  /** Organisations that own stock here, carry an operation or sign the convention; by name. */
  bailleurs(epci: string): Promise<readonly BailleurProgramme[]>;
};

export const bailleurRow = z.object({
  organisation: z.number(),
  nom: z.string(),
  siren: z.string().nullable(),
});
export type BailleurProgramme = Readonly<z.infer<typeof bailleurRow>>;

/** An answer to a submission. `par`: organisation that examined; null when written by a command of the server. */
export const examenRow = z.object({
  avis: z.enum(AVIS_EXAMEN),
  motif: z.string(),
  le: z.string(),
  par: z.string().nullable(),
  /** Revision of the operation examined. */
  revision: z.number(),
});
export type ExamenOperation = Readonly<z.infer<typeof examenRow>>;

export type NouvelExamen = Omit<ExamenOperation, "par"> & {
  readonly operation: number;
  readonly organisation: number | null;
  readonly examinateur: number | null;
};

/** `montant` in euros; null: unknown. */
export const ligneRow = z.object({
  id: z.number(),
  operation: z.number(),
  financeur: z.string(),
  montant: z.number().nullable(),
  etat: z.enum(ETATS_FINANCEMENT),
  le: z.string().nullable(),
});
export type LigneFinancement = Readonly<z.infer<typeof ligneRow>>;

export type NouvelleLigneFinancement = Omit<LigneFinancement, "id"> & { readonly organisation: number | null };

export type ConventionObjectifQueries = {
  /** Latest first. */
  list(epci: string): Promise<readonly ConventionEtablie[]>;
  find(epci: string, id: number): Promise<ConventionEtablieLue | null>;
  /** The number follows the last one of the bailleur. */
  add(convention: {
    readonly epci: string;
    readonly organisation: number;
    readonly contenu: ConventionObjectif;
    readonly empreinte: string;
  }): Promise<number>;
  /** false: that party has signed already, even concurrently. */
  sign(signature: {
    readonly epci: string;
    readonly id: number;
    readonly organisation: number;
    readonly partie: PartieConvention;
    readonly le: string;
  }): Promise<boolean>;
};
