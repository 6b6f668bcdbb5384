import { z } from "zod";
import { situation } from "#donnees/formats/ports.ts";
import {
  INDICATEURS_OCCUPATION,
  type IndicateurOccupation,
  POPULATIONS_OCCUPATION,
} from "#donnees/regles/occupation/indicateur.ts";

/** Households of one résidence, and its place. */
export const zoneRow = z.object({
  bailleur: z.string(),
  commune: z.string(),
  /** The stock's situation; unknown for a résidence that the stock lacks, or on both sides. */
  situation,
  qpv: z.string().nullable(),
  population: z.enum(POPULATIONS_OCCUPATION),
  /** `effectif` households among `repondants`. An indicator that no résidence gives is absent: unknown, not 0. */
  comptes: z.partialRecord(
    z.enum(INDICATEURS_OCCUPATION),
    z.tuple([z.number().int().nonnegative(), z.number().int().positive()]).readonly(),
  ),
});
export type ZoneOccupation = Readonly<z.infer<typeof zoneRow>>;

/** One of these counts; `cle` is that of `ResidenceParc`. */
export type OccupationResidence = Pick<ZoneOccupation, "bailleur" | "commune" | "population"> & {
  readonly cle: string;
  readonly indicateur: IndicateurOccupation;
  readonly effectif: number;
  readonly repondants: number;
};

export const ECARTS_OCCUPATION = [
  "bailleur-absent-du-parc",
  "residence-absente-du-parc",
  "repondants-superieurs-au-parc",
  "classes-incoherentes",
  "recents-superieurs-aux-occupants",
] as const;

/** Inconsistencies of a survey's lot, internal or with the stock: number of lines, the first one, a few résidences. */
export const ecartRow = z.object({
  code: z.enum(ECARTS_OCCUPATION),
  lignes: z.number(),
  premiere: z.number(),
  exemples: z.array(z.string()).readonly(),
});
export type EcartOccupation = Readonly<z.infer<typeof ecartRow>>;

/** A common file and a bailleur's own may both be published: for each bailleur, only the last published counts. */
export type OccupationQueries = {
  /** Published surveys, ascending: « 2016 ». */
  enquetes(epci: string): Promise<readonly string[]>;
  lignes(epci: string, enquete: string): Promise<readonly OccupationResidence[]>;
  /** Each résidence with its situation in that vintage; null: every situation is unknown. */
  zones(epci: string, enquete: string, millesime: string | null): Promise<readonly ZoneOccupation[]>;
  /** For a staged lot, with the vintage of the published stock compared; null when none is published. */
  ecarts(
    lot: number,
    epci: string,
  ): Promise<{ readonly millesime: string | null; readonly ecarts: readonly EcartOccupation[] }>;
};
