import { z } from "zod";
import { situation } from "#donnees/formats/ports.ts";
import { PERIODES_CONSTRUCTION } from "#droit/regles/patrimoine/construction.ts";

/** Units of the tables' rows, chosen in the address. */
export const MAILLES_LOYER = ["grand-territoire", "secteur", "zone-locale", "commune", "bailleur"] as const;
export type MailleLoyer = (typeof MAILLES_LOYER)[number];

/** Parts of the page: rents, and affordability. */
export const PARTIES_LOYER = ["loyers", "menages"] as const;
export type PartieLoyer = (typeof PARTIES_LOYER)[number];

/** Parallel lists: `nombres[i]` dwellings have `surfaces[i]` and `loyers[i]`. */
export type CellulesLoyer = {
  /** In whole square metres; null when the file has none. */
  readonly surfaces: readonly (number | null)[];
  /** In whole euros a month, charges excluded; null when the file has none, 0 when it writes 0. */
  readonly loyers: readonly (number | null)[];
  readonly nombres: readonly number[];
  /** Offered and empty (MODE 2). */
  readonly vacants: readonly number[];
};

/** Dwellings of a published RPLS lot that no page separates, without those that left the stock. */
export const groupeRow = z.object({
  /** SIREN; null when the file names none. */
  bailleur: z.string().nullable(),
  commune: z.string(),
  situation,
  /** Code FINAN. */
  financement: z.string().nullable(),
  periode: z.enum([...PERIODES_CONSTRUCTION, "inconnue"]),
  pieces: z.number().nullable(),
  /** The territory's own zone; null or absent: none. */
  zone: z.string().nullish(),
  /** Dwellings with a known occupation; 0: the file has no vacancy. */
  modes: z.number(),
});
export type GroupeLoyer = Readonly<z.infer<typeof groupeRow>> & { readonly cellules: CellulesLoyer };

export const millesimeRow = z.object({ millesime: z.string(), lot: z.number() });
export type MillesimeLoyer = Readonly<z.infer<typeof millesimeRow>>;

/** Leases begun in the last year, and dwellings let or offered that had been let before. */
export const mobiliteRow = z.object({ mobiles: z.number(), possibles: z.number() });
export type MobiliteLue = Readonly<z.infer<typeof mobiliteRow>>;

export type LoyerQueries = {
  /** Vintages published, ascending. */
  millesimes(epci: string): Promise<readonly MillesimeLoyer[]>;
  groupes(epci: string, millesime: string): Promise<readonly GroupeLoyer[]>;
  mobilite(epci: string, millesime: string): Promise<MobiliteLue>;
};
