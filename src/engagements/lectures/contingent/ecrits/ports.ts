import { z } from "zod";
import type { LigneAssiette } from "../../../regles/contingent/assiette.ts";
import type { DroitReservation } from "../../../regles/contingent/droit.ts";
import type { ConventionFlux } from "../../../regles/contingent/flux.ts";

/** The two organisations of a right or of a convention. `siren` ties the bailleur to the rows of files. */
export const partiesRow = z.object({
  bailleur: z.number(),
  nomBailleur: z.string(),
  siren: z.string().nullable(),
  reservataire: z.number(),
  nomReservataire: z.string(),
});
export type Parties = Readonly<z.infer<typeof partiesRow>>;

/** `revision`: number of changes; a form sends back the one it was filled from. */
export type DroitEcrit = DroitReservation & Parties & { readonly id: number; readonly revision: number };

export type ConventionEcrite = ConventionFlux & Parties & { readonly id: number; readonly revision: number };

/** A line of the base that was not withdrawn. */
export type LigneAssietteEcrite = LigneAssiette & { readonly id: number; readonly convention: number };
