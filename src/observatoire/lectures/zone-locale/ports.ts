import { z } from "zod";

/** A zone, with the number of its places. */
export const zoneRow = z.object({ id: z.number(), nom: z.string(), communes: z.number(), residences: z.number() });
export type ZoneLue = Readonly<z.infer<typeof zoneRow>>;

/** In the last published vintage; `zone`: the résidence's own, whatever its commune's. */
export const residenceRow = z.object({
  cle: z.string(),
  nom: z.string(),
  adresse: z.string().nullable(),
  logements: z.number(),
  zone: z.number().nullable(),
});
export type ResidenceZonee = Readonly<z.infer<typeof residenceRow>>;

/** `genre` and `code` identify a commune or a résidence; `zone` null: none. */
export type LieuZone = { readonly genre: "commune" | "residence"; readonly code: string; readonly zone: number | null };

export type ZoneLocaleQueries = {
  /** By name. */
  zones(epci: string): Promise<readonly ZoneLue[]>;
  /** Zone of each commune, by code. */
  communes(epci: string): Promise<ReadonlyMap<string, number>>;
  residences(epci: string, commune: string): Promise<readonly ResidenceZonee[]>;
  /** Serialises: a second writer sees the zone created by the first. */
  lock(epci: string): Promise<void>;
  add(epci: string, nom: string): Promise<number>;
  /** false: no such zone. Its places are then in none. */
  remove(epci: string, id: number): Promise<boolean>;
  save(epci: string, lieux: readonly LieuZone[]): Promise<void>;
  /** Recounts the rents of the published stock. */
  recount(epci: string): Promise<void>;
};
