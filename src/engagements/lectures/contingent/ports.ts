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

/** Dwellings of the stock by bailleur (SIREN) and CONTRESLOG; those that have left it are not counted. */
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

/** Leases of a year that are alike in all of these; null: neither file says. `construction` is a year, `financement` a code FINAN. */
export const bilanRow = z.object({
  contingent,
  typologie: z.string().nullable(),
  financement: z.string().nullable(),
  situation,
  commune: z.string().nullable(),
  construction: z.number().nullable(),
  /** The dwelling was found in RPLS. */
  rapproche: z.boolean(),
  nombre: z.number(),
});
export type CelluleBilanFlux = Readonly<z.infer<typeof bilanRow>>;

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
  /** Who may be a réservataire there, and the bailleurs whose SIREN is given; of a demonstration, its fictitious ones alone. */
  organisations(epci: string, sirens: readonly string[]): Promise<readonly OrganisationChoix[]>;
  /** Leases of the year, by month, from the published cube. */
  cellules(epci: string, annee: number): Promise<readonly CelluleFlux[]>;
  /** The vintage of the year; else the closest published before it; else the first after. null when none is published. */
  logementsReserves(epci: string, annee: number): Promise<LogementsReserves | null>;
  /** Every lease of the year that the person may read, of one bailleur or of all. */
  bilan(epci: string, annee: number, siren: string | null): Promise<readonly CelluleBilanFlux[]>;
  /** Those that no published stock has. */
  absents(epci: string, numeros: readonly string[]): Promise<readonly string[]>;
  /** A concurrent act waits, then reads the dwellings named by the first. */
  lock(epci: string): Promise<void>;
  addDroit(epci: string, droit: DroitReservation & Pick<Parties, "bailleur" | "reservataire">): Promise<number>;
  /** false when the row is not there for this person, or has changed since that revision. */
  updateDroit(epci: string, id: number, revision: number, droit: DroitReservation): Promise<boolean>;
  /** null when a convention of the same parties, contingent and area covers one of those years. */
  addConvention(epci: string, convention: ConventionFlux): Promise<number | null>;
  /** Shares, years and signature alone change. false as above. */
  updateConvention(
    epci: string,
    id: number,
    revision: number,
    change: Pick<ConventionFlux, "anneeDebut" | "anneeFin" | "part" | "signeeLe">,
  ): Promise<boolean>;
  addLigne(epci: string, convention: ConventionEcrite, ligne: LigneAssiette): Promise<number>;
  /** false when it is not there, or already withdrawn. */
  withdrawLigne(epci: string, id: number): Promise<boolean>;
  /** The number of the transmission: one more than the last for that convention and year, under a lock. */
  transmettre(bilan: BilanFluxATransmettre): Promise<{ readonly id: number; readonly numero: number }>;
  /** Latest first. */
  transmis(epci: string): Promise<readonly BilanFluxTransmis[]>;
  findTransmis(epci: string, id: number): Promise<(BilanFluxTransmis & { readonly contenu: BilanFlux }) | null>;
};
