import { z } from "zod";
import { situation } from "#donnees/formats/ports.ts";
import { PERIODES_CONSTRUCTION } from "#droit/regles/patrimoine/construction.ts";

/** What tables may have one row for, chosen in the page's address. */
export const MAILLES_LOYER = ["grand-territoire", "secteur", "zone-locale", "commune", "bailleur"] as const;
export type MailleLoyer = (typeof MAILLES_LOYER)[number];

/** The two parts of the page: rents as they are, and who may pay them. */
export const PARTIES_LOYER = ["loyers", "menages"] as const;
export type PartieLoyer = (typeof PARTIES_LOYER)[number];

/** Four lists that go together: `nombres[i]` dwellings have `surfaces[i]` and `loyers[i]`. */
export type CellulesLoyer = {
  /** Whole square metres; null when the file says nothing. */
  readonly surfaces: readonly (number | null)[];
  /** Whole euros a month, charges excluded; null when the file says nothing, 0 when it says 0. */
  readonly loyers: readonly (number | null)[];
  readonly nombres: readonly number[];
  /** Of which offered and empty (MODE 2). */
  readonly vacants: readonly number[];
};

/** Dwellings of a published RPLS lot that are alike in all that a page cuts by. Those that left the stock are in none. */
export const groupeRow = z.object({
  /** SIREN; null when the file names none. */
  bailleur: z.string().nullable(),
  commune: z.string(),
  situation,
  /** Code FINAN. */
  financement: z.string().nullable(),
  periode: z.enum([...PERIODES_CONSTRUCTION, "inconnue"]),
  pieces: z.number().nullable(),
  /** The territory's own zone; null or absent: of none. */
  zone: z.string().nullish(),
  /** Dwellings whose occupation is written; 0: the file says nothing of vacancy. */
  modes: z.number(),
});
export type GroupeLoyer = Readonly<z.infer<typeof groupeRow>> & { readonly cellules: CellulesLoyer };

export const millesimeRow = z.object({ millesime: z.string(), lot: z.number() });
export type MillesimeLoyer = Readonly<z.infer<typeof millesimeRow>>;

/** Leases begun in the last year, out of the dwellings let or offered that were let before. */
export const mobiliteRow = z.object({ mobiles: z.number(), possibles: z.number() });
export type MobiliteLue = Readonly<z.infer<typeof mobiliteRow>>;

export type LoyerQueries = {
  /** Vintages published, ascending. */
  millesimes(epci: string): Promise<readonly MillesimeLoyer[]>;
  groupes(epci: string, millesime: string): Promise<readonly GroupeLoyer[]>;
  mobilite(epci: string, millesime: string): Promise<MobiliteLue>;
};
