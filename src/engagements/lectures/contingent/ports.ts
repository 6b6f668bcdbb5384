import { z } from "zod";
import { contingent, situation } from "#donnees/formats/ports.ts";
import { TYPES_ORGANISATION } from "#socle/regles/habilitation/type-organisation.ts";
import type { LigneAssiette } from "../../regles/contingent/assiette.ts";
import type { CelluleFlux } from "../../regles/contingent/compteur.ts";
import type { DroitReservation } from "../../regles/contingent/droit.ts";
import type { ConventionFlux } from "../../regles/contingent/flux.ts";
import { CODES_CONTRESLOG } from "../../regles/contingent/logement-reserve.ts";
import type { BilanFlux } from "./bilan-flux.ts";
import {
  type ConventionEcrite,
  type DroitEcrit,
  type LigneAssietteEcrite,
  type Parties,
  partiesRow,
} from "./ecrits/ports.ts";

export const organisationRow = z.object({
  id: z.number(),
  type: z.enum(TYPES_ORGANISATION),
  nom: z.string(),
  siren: z.string().nullable(),
});
export type OrganisationChoix = Readonly<z.infer<typeof organisationRow>>;

/** Dwellings of the stock by bailleur (SIREN) and CONTRESLOG, without those that have left it. */
export const reserveRow = z.object({
  millesime: z.string(),
  bailleur: z.string().nullable(),
  contreslog: z.enum([...CODES_CONTRESLOG, "inconnu"]),
  nombre: z.number(),
});
export type LogementsReserves = {
  readonly millesime: string;
  readonly lignes: readonly Omit<Readonly<z.infer<typeof reserveRow>>, "millesime">[];
};

/** Number of a year's leases with these same facts; null: unknown in both files. `construction` is a year, `financement` a code FINAN. */
export const bilanRow = z.object({
  contingent,
  typologie: z.string().nullable(),
  financement: z.string().nullable(),
  situation,
  commune: z.string().nullable(),
  construction: z.number().nullable(),
  /** Whether RPLS has the dwelling. */
  rapproche: z.boolean(),
  /** Signed in Blaise, and in no published file yet. */
  provisoire: z.boolean(),
  nombre: z.number(),
});
export type CelluleBilanFlux = Readonly<z.infer<typeof bilanRow>>;

/** Leases of a month in a territory of the département. */
export type CelluleDepartement = CelluleFlux & { readonly epci: string };

/** A territory with a commune in the département. */
export const territoireDepartementRow = z.object({ epci: z.string(), nom: z.string() });
export type TerritoireDepartement = Readonly<z.infer<typeof territoireDepartementRow>>;

export type BilanFluxATransmettre = {
  readonly epci: string;
  readonly convention: number;
  readonly bailleur: number;
  readonly reservataire: number;
  readonly annee: number;
  readonly contenu: BilanFlux;
  readonly empreinte: string;
};

export const transmisRow = partiesRow.extend({
  id: z.number(),
  convention: z.number(),
  annee: z.number(),
  numero: z.number(),
  total: z.number(),
  empreinte: z.string(),
  transmisLe: z.string(),
});
export type BilanFluxTransmis = Readonly<z.infer<typeof transmisRow>>;

export type ContingentQueries = {
  /** By réservataire then bailleur, ended rights included. */
  droits(epci: string): Promise<readonly DroitEcrit[]>;
  conventions(epci: string): Promise<readonly ConventionEcrite[]>;
  lignesAssiette(epci: string): Promise<readonly LigneAssietteEcrite[]>;
  /** Possible réservataires, and the bailleurs with one of these SIREN; in a demonstration, only fictitious ones. */
  organisations(epci: string, sirens: readonly string[]): Promise<readonly OrganisationChoix[]>;
  /** Leases of the year by month, from the published cube. */
  cellules(epci: string, annee: number): Promise<readonly CelluleFlux[]>;
  /** As `cellules`, of the other territories with a commune in the département, within what the person may read. */
  cellulesAilleurs(epci: string, departement: string, annee: number): Promise<readonly CelluleDepartement[]>;
  /** Territories with a commune in the département that the person may read; in a demonstration, only fictitious ones. */
  territoiresDepartement(epci: string, departement: string): Promise<readonly TerritoireDepartement[]>;
  /** The vintage of the year; else the closest published before; else the first after. null: none is published. */
  logementsReserves(epci: string, annee: number): Promise<LogementsReserves | null>;
  /** Every lease of the year that the person may read, of one bailleur or of all. */
  bilan(epci: string, annee: number, siren: string | null): Promise<readonly CelluleBilanFlux[]>;
  /** Numbers that no published stock has. */
  absents(epci: string, numeros: readonly string[]): Promise<readonly string[]>;
  /** Serialises acts: a concurrent one waits, then reads the dwellings that the first named. */
  lock(epci: string): Promise<void>;
  addDroit(epci: string, droit: DroitReservation & Pick<Parties, "bailleur" | "reservataire">): Promise<number>;
  /** false when the row is hidden from this person, or has changed since that revision. */
  updateDroit(epci: string, id: number, revision: number, droit: DroitReservation): Promise<boolean>;
  /** null when a convention of the same parties, contingent and area covers one of those years. */
  addConvention(epci: string, convention: ConventionFlux): Promise<number | null>;
  /** Only updates share, years and signature. false as for `updateDroit`. */
  updateConvention(
    epci: string,
    id: number,
    revision: number,
    change: Pick<ConventionFlux, "anneeDebut" | "anneeFin" | "part" | "signeeLe">,
  ): Promise<boolean>;
  addLigne(epci: string, convention: ConventionEcrite, ligne: LigneAssiette): Promise<number>;
  /** false when it is missing or already withdrawn. */
  withdrawLigne(epci: string, id: number): Promise<boolean>;
  /** Numbers the transmission under a lock: one more than the last of that convention and year. */
  transmettre(bilan: BilanFluxATransmettre): Promise<{ readonly id: number; readonly numero: number }>;
  /** Latest first. */
  transmis(epci: string): Promise<readonly BilanFluxTransmis[]>;
  findTransmis(epci: string, id: number): Promise<(BilanFluxTransmis & { readonly contenu: BilanFlux }) | null>;
};
