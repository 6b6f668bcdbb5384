import { z } from "zod";
import type { ValeursMenage, ValeursOffre } from "../../formats/rime/valeurs.ts";
import type { EtatRelogement } from "../../regles/etat.ts";
import type { FeuilleRime } from "../../regles/rime-colonnes.ts";

/** A demolition entrusted to the actor today, and its bailleur. */
export const demolitionRow = z.object({
  operation: z.number(),
  nom: z.string(),
  organisation: z.number(),
});
export type DemolitionConfiee = Readonly<z.infer<typeof demolitionRow>>;

export const bailleurRow = z.object({
  organisation: z.number(),
  nom: z.string(),
  siren: z.string().nullable(),
});
export type BailleurConnu = Readonly<z.infer<typeof bailleurRow>>;

/** A household once the file is merged with the known values. */
export type MenageAEcrire = Omit<ValeursMenage, "operation" | "etat" | "etatDepuis" | "decohabitationDe"> & {
  /** null: a file to open. */
  readonly id: number | null;
  readonly revision: number | null;
  readonly operation: number;
  readonly organisation: number;
  readonly etat: EtatRelogement;
  readonly etatDepuis: string;
  readonly closLe: string | null;
  /** Reference of the household left, in the file or in the database. */
  readonly decohabitationDe: string | null;
  readonly synthetique: boolean;
};

export type OffreAEcrire = Omit<ValeursOffre, "bailleur"> & {
  readonly id: number | null;
  readonly relogeur: number;
  readonly decisionComite: number | null;
};

export type BlocageAOuvrir = { readonly reference: string; readonly motif: string; readonly le: string };

/** All the writes of a confirmation, in order: households, ties between them, offers, cases. */
export type PlanRime = {
  readonly menages: readonly MenageAEcrire[];
  readonly offres: readonly OffreAEcrire[];
  readonly blocages: readonly BlocageAOuvrir[];
};

/** `perime`: a file was changed since the plan. `prises`: these references belong to files that the actor cannot read. */
export type RimeEcrit =
  | { readonly etat: "ecrit" }
  | { readonly etat: "perime" }
  | { readonly etat: "prises"; readonly references: readonly string[] };

export type RimeQueries = {
  /** By name. */
  demolitions(epci: string): Promise<readonly DemolitionConfiee[]>;
  bailleurs(): Promise<readonly BailleurConnu[]>;
  /** Header of the file → code of Blaise. */
  correspondances(epci: string): Promise<Readonly<Record<string, string>>>;
  rememberCorrespondances(epci: string, colonnes: Readonly<Record<string, string>>): Promise<void>;
  /** A few statements whatever the number of rows, inside the caller's transaction, which must roll back unless all is written. */
  write(epci: string, plan: PlanRime): Promise<RimeEcrit>;
};

/** Why a line is left out: where, what, what to do. `colonne` as the sheet shows it; null: the whole line. */
export type ProblemeRime = {
  readonly feuille: FeuilleRime;
  readonly ligne: number;
  readonly reference: string | null;
  readonly colonne: string | null;
  readonly code: string;
  readonly message: string;
};

/** Change of a cell, in the words of the sheet; null: no known value. */
export type DifferenceRime = { readonly colonne: string; readonly avant: string | null; readonly apres: string };

export type LigneApercu = {
  readonly reference: string;
  readonly operation: string;
  readonly differences: readonly DifferenceRime[];
  readonly offresAjoutees: number;
  readonly offresModifiees: number;
};

/** What the import would write. Counts are households, except for the lines and the offers. */
export type ApercuRime = {
  /** SHA-256 of the bytes. */
  readonly fichier: string;
  /** Hash of what would be written: it differs when files were changed in between. */
  readonly empreinte: string;
  readonly crees: readonly LigneApercu[];
  readonly modifies: readonly LigneApercu[];
  readonly inchanges: number;
  readonly offresAjoutees: number;
  readonly offresModifiees: number;
  readonly problemes: readonly ProblemeRime[];
  /** Count of the lines left out, by sheet: a line may have several reasons. */
  readonly lignesEcartees: number;
  readonly avertissements: readonly string[];
};

export const LIGNES_EXPORT_MAX = 5_000;
