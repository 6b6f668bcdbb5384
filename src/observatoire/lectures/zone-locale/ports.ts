import { z } from "zod";

/** With what it holds. */
export const zoneRow = z.object({ id: z.number(), nom: z.string(), communes: z.number(), residences: z.number() });
export type ZoneLue = Readonly<z.infer<typeof zoneRow>>;

/** Of the last vintage published; `zone`: its own, whatever its commune's. */
export const residenceRow = z.object({
  cle: z.string(),
  nom: z.string(),
  adresse: z.string().nullable(),
  logements: z.number(),
  zone: z.number().nullable(),
});
export type ResidenceZonee = Readonly<z.infer<typeof residenceRow>>;

/** `genre` and `code` name a commune or a résidence; `zone` null: of none. */
export type LieuZone = { readonly genre: "commune" | "residence"; readonly code: string; readonly zone: number | null };

export type ZoneLocaleQueries = {
  /** By name. */
  zones(epci: string): Promise<readonly ZoneLue[]>;
  /** By code of the commune. */
  communes(epci: string): Promise<ReadonlyMap<string, number>>;
  residences(epci: string, commune: string): Promise<readonly ResidenceZonee[]>;
  /** Two persons at once: the second reads what the first has opened. */
  lock(epci: string): Promise<void>;
  add(epci: string, nom: string): Promise<number>;
  /** false: there is no such zone. What it held is of none. */
  remove(epci: string, id: number): Promise<boolean>;
  save(epci: string, lieux: readonly LieuZone[]): Promise<void>;
  /** Rents of the published stock are cut again. */
  recount(epci: string): Promise<void>;
};
