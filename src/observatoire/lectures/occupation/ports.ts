import { z } from "zod";
import { situation } from "#donnees/formats/ports.ts";
import {
  INDICATEURS_OCCUPATION,
  type IndicateurOccupation,
  POPULATIONS_OCCUPATION,
} from "#donnees/regles/occupation/indicateur.ts";

/** Households of one résidence, and where it is. */
export const zoneRow = z.object({
  bailleur: z.string(),
  commune: z.string(),
  /** As the stock says; unknown for a résidence that it does not have, or that stands on both sides. */
  situation,
  qpv: z.string().nullable(),
  population: z.enum(POPULATIONS_OCCUPATION),
  /** `effectif` households out of `repondants` who answered. An indicator that no résidence gives is absent: unknown, not nought. */
  comptes: z.partialRecord(
    z.enum(INDICATEURS_OCCUPATION),
    z.tuple([z.number().int().nonnegative(), z.number().int().positive()]).readonly(),
  ),
});
export type ZoneOccupation = Readonly<z.infer<typeof zoneRow>>;

/** One of these counts; the key is that of `ResidenceParc`. */
export type OccupationResidence = Pick<ZoneOccupation, "bailleur" | "commune" | "population"> & {
  readonly cle: string;
  readonly indicateur: IndicateurOccupation;
  readonly effectif: number;
  readonly repondants: number;
};

/** What a lot of the survey says that does not hold together, or does not match the stock: lines, the first of them, a few résidences. */
export const ecartRow = z.object({
  code: z.enum([
    "bailleur-absent-du-parc",
    "residence-absente-du-parc",
    "repondants-superieurs-au-parc",
    "classes-incoherentes",
    "recents-superieurs-aux-occupants",
  ]),
  lignes: z.number(),
  premiere: z.number(),
  exemples: z.array(z.string()).readonly(),
});
export type EcartOccupation = Readonly<z.infer<typeof ecartRow>>;

/** A file of several bailleurs and a bailleur's own may both be published: for each bailleur, the one published last speaks alone. */
export type OccupationQueries = {
  /** Surveys published, ascending: « 2016 ». */
  enquetes(epci: string): Promise<readonly string[]>;
  lignes(epci: string, enquete: string): Promise<readonly OccupationResidence[]>;
  /** Each résidence, its side being that of that vintage of the stock; null: every side is unknown. */
  zones(epci: string, enquete: string, millesime: string | null): Promise<readonly ZoneOccupation[]>;
  /** Of a staged lot. Vintage of the published stock that it was compared with; null when none is published. */
  ecarts(
    lot: number,
    epci: string,
  ): Promise<{ readonly millesime: string | null; readonly ecarts: readonly EcartOccupation[] }>;
};
