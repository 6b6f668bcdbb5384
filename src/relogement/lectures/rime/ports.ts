import { z } from "zod";
import type { ValeursMenage, ValeursOffre } from "../../formats/rime/valeurs.ts";
import type { EtatRelogement } from "../../regles/etat.ts";
import type { FeuilleRime } from "../../regles/rime-colonnes.ts";

/** A demolition entrusted to the person today, and its bailleur. */
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

/** A household as it will be, once what the file says is laid over what was known. */
export type MenageAEcrire = Omit<ValeursMenage, "operation" | "etat" | "etatDepuis" | "decohabitationDe"> & {
  /** null: a file to open. */
  readonly id: number | null;
  readonly revision: number | null;
  readonly operation: number;
  readonly organisation: number;
  readonly etat: EtatRelogement;
  readonly etatDepuis: string;
  readonly closLe: string | null;
  /** Reference: of the file, or of one that is there. */
  readonly decohabitationDe: string | null;
  readonly synthetique: boolean;
};

export type OffreAEcrire = Omit<ValeursOffre, "bailleur"> & {
  readonly id: number | null;
  readonly relogeur: number;
  readonly decisionComite: number | null;
};

export type BlocageAOuvrir = { readonly reference: string; readonly motif: string; readonly le: string };

/** Everything that a confirmation writes. Order: households, ties between them, offers, cases. */
export type PlanRime = {
  readonly menages: readonly MenageAEcrire[];
  readonly offres: readonly OffreAEcrire[];
  readonly blocages: readonly BlocageAOuvrir[];
};

/** `perime`: a file has been modified since the plan was made. `prises`: those references are files that the person does not see. */
export type RimeEcrit =
  | { readonly etat: "ecrit" }
  | { readonly etat: "perime" }
  | { readonly etat: "prises"; readonly references: readonly string[] };

export type RimeQueries = {
  /** By name. */
  demolitions(epci: string): Promise<readonly DemolitionConfiee[]>;
  bailleurs(): Promise<readonly BailleurConnu[]>;
  /** Their header → code of ours. */
  correspondances(epci: string): Promise<Readonly<Record<string, string>>>;
  rememberCorrespondances(epci: string, colonnes: Readonly<Record<string, string>>): Promise<void>;
  /** A few statements whatever the number of rows, inside the caller's transaction, of which nothing must be kept unless all is written. */
  write(epci: string, plan: PlanRime): Promise<RimeEcrit>;
};

/** Why a line is left out: where, what, what to do. `colonne` as the sheet shows it; null: the line itself. */
export type ProblemeRime = {
  readonly feuille: FeuilleRime;
  readonly ligne: number;
  readonly reference: string | null;
  readonly colonne: string | null;
  readonly code: string;
  readonly message: string;
};

/** What a cell changes. Words as the sheet writes them; null: nothing was known. */
export type DifferenceRime = { readonly colonne: string; readonly avant: string | null; readonly apres: string };

export type LigneApercu = {
  readonly reference: string;
  readonly operation: string;
  readonly differences: readonly DifferenceRime[];
  readonly offresAjoutees: number;
  readonly offresModifiees: number;
};

/** What the file would do, before anything is done. Counts are households, but for the lines and the offers. */
export type ApercuRime = {
  /** SHA-256 of the bytes. */
  readonly fichier: string;
  /** Of what would be written: another one means that files have changed meanwhile. */
  readonly empreinte: string;
  readonly crees: readonly LigneApercu[];
  readonly modifies: readonly LigneApercu[];
  readonly inchanges: number;
  readonly offresAjoutees: number;
  readonly offresModifiees: number;
  readonly problemes: readonly ProblemeRime[];
  /** Lines left out, by sheet: a line may have several reasons. */
  readonly lignesEcartees: number;
  readonly avertissements: readonly string[];
};

export const LIGNES_EXPORT_MAX = 5_000;
