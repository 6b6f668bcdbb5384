import { z } from "zod";
import type { Contingent, Origine, Reponse } from "#droit/regles/attribution/attribution.ts";
import type { Periode } from "#socle/regles/shared/periode.ts";
import type { CubeFiltre } from "../ports.ts";
import type {
  AxeCroise,
  BilanBailleur,
  EnteteBilanBailleur,
  EtatBilanBailleur,
  FiguresBailleur,
  LignesCroisees,
  MoisPublie,
  Precision,
} from "./bilan-bailleur.ts";

export const ETATS_BILAN_BAILLEUR = [
  "prepare",
  "commente",
  "signe",
  "remplace",
] as const satisfies readonly EtatBilanBailleur[];

export const LIBELLE_ETAT_BILAN: Readonly<Record<EtatBilanBailleur, string>> = {
  prepare: "Préparé",
  commente: "Commenté",
  signe: "Signé",
  remplace: "Remplacé",
};

export const LIGNES_CROISEES = ["contingent", "secteur", "commune"] as const satisfies readonly LignesCroisees[];

export const AXES_CROISES = [
  "quartile",
  "situation",
  "menage",
  "age",
  "origine",
  "prioritaire",
] as const satisfies readonly AxeCroise[];

/** `valeur` of « quartile » is "nulles" for a lease at 0 €, which the rule in force places. "inconnu": the file does not say. */
export const celluleRow = z.object({
  lignesDe: z.enum(LIGNES_CROISEES),
  cle: z.string(),
  axe: z.enum(AXES_CROISES),
  valeur: z.string(),
  nombre: z.number(),
});
export type CelluleCroisee = Readonly<z.infer<typeof celluleRow>>;

export type CelluleOrigine = {
  readonly contingent: Contingent;
  readonly origine: Origine;
  readonly dalo: Reponse;
  readonly nombre: number;
};

export type CleBilan = {
  readonly epci: string;
  readonly organisation: number;
  readonly annee: number;
  readonly periode: Periode["code"];
};

export type BilanBailleurQueries = {
  /** The published leases of the filter, crossed: each once for every pair of line and axis. */
  croisements(filtre: CubeFiltre): Promise<readonly CelluleCroisee[]>;
  origines(filtre: CubeFiltre): Promise<readonly CelluleOrigine[]>;
  /** By bailleur and month, within what the reader may see. */
  mois(epci: string, annee: number): Promise<readonly MoisPublie[]>;
  /** All versions of the year that the reader may see, latest first. */
  list(epci: string, annee: number): Promise<readonly EnteteBilanBailleur[]>;
  find(epci: string, id: number): Promise<BilanBailleur | null>;
  /** Locks this bilan until the end of the transaction, and returns its unsigned version, if any. */
  lockOuverte(cle: CleBilan): Promise<BilanBailleur | null>;
  /** Adds the next version, under the lock. Returns its `id`. */
  add(cle: CleBilan, version: { readonly figures: FiguresBailleur; readonly empreinte: string }): Promise<number>;
  replaceFigures(
    epci: string,
    id: number,
    version: { readonly figures: FiguresBailleur; readonly empreinte: string },
  ): Promise<void>;
  comment(
    epci: string,
    id: number,
    version: {
      readonly commentaire: string | null;
      readonly precisions: readonly Precision[];
      readonly empreinte: string;
    },
  ): Promise<void>;
  /** Signs the unsigned version, and marks the previous signed one as replaced. */
  sign(cle: CleBilan, id: number, signePar: string): Promise<void>;
};
