import { z } from "zod";
import type { Reponse } from "#droit/regles/attribution/attribution.ts";
import type { Situation } from "#socle/regles/shared/situation.ts";
import type { RepartitionParc } from "../../regles/parc/classes.ts";

/**
 * One résidence on one side of the priority neighbourhoods: a résidence that straddles a border has two rows, so that counts by side stay
 * exact. Sums of what RPLS says of its dwellings, those that left the stock excluded. What is « known » is counted beside what is counted.
 */
export type ResidenceParc = {
  /** `<commune>-<name>`, the same from one vintage and one bailleur to the next: SQL table `residence`. */
  readonly cle: string;
  /** SIREN of whoever holds it today; null when the file names none. */
  readonly bailleur: string | null;
  readonly bailleurNom: string | null;
  /** Name of whoever the vintage says, when another holds it since; else null. */
  readonly bailleurAvant: string | null;
  readonly commune: string;
  /** Name of the programme, else the address. */
  readonly nom: string;
  readonly adresse: string | null;
  readonly situation: Situation;
  /** Code of the perimeter that holds it, when a point says so. */
  readonly qpv: string | null;
  /** WGS84, mean of the located dwellings; null when none is. */
  readonly point: readonly [longitude: number, latitude: number] | null;
  readonly logements: number;
  /** Dwellings whose MODE is written. Zero: the file says nothing of vacancy, which is unknown, not nought. */
  readonly modeConnu: number;
  /** MODE 1, let. */
  readonly loues: number;
  /** MODE 2, offered and empty (commercial vacancy). */
  readonly vacants: number;
  /** MODE 2 for more than three months, and those whose duration is not written. */
  readonly vacantsPlus3Mois: number;
  readonly vacantsDureeInconnue: number;
  /** MODE 3, empty for works, sale or demolition. */
  readonly vides: number;
  /** State's mobility: leases begun in the last year, out of dwellings let or offered that were let before. */
  readonly mobiles: number;
  readonly mobilitesPossibles: number;
  /** Of these, those whose lease has no date: they may be mobile. */
  readonly mobilitesInconnues: number;
  /** Let or offered, and nobody wrote since when: they may have been let before. */
  readonly misesEnLocationInconnues: number;
  /** Sums over dwellings that have a rent and a surface: euros a month, square metres. */
  readonly loyers: number;
  readonly surfaces: number;
  readonly loyersConnus: number;
  /** First year of construction written in the résidence; null when none is. */
  readonly construction: number | null;
};

/** Counts of dwellings, unless said otherwise. */
export type CompteParc = Omit<
  ResidenceParc,
  | "cle"
  | "bailleur"
  | "bailleurNom"
  | "bailleurAvant"
  | "commune"
  | "nom"
  | "adresse"
  | "situation"
  | "qpv"
  | "point"
  | "construction"
> & {
  /** Freed at least once in the year before the vintage, and those of which nothing says whether they were. */
  readonly liberes: number;
  readonly liberationsInconnues: number;
  /** Sum of the years of construction, and dwellings whose year is written. */
  readonly constructionSomme: number;
  readonly constructionConnue: number;
  /** Built at most five years before the vintage. */
  readonly recents: number;
};

/** Sums over the résidences of one bailleur, in one commune, on one side of the perimeters (and in one of them). */
export type CelluleParc = Pick<ResidenceParc, "bailleur" | "bailleurNom" | "commune" | "situation" | "qpv"> &
  CompteParc & {
    /** The territory's own zone; null: of none. */
    readonly zone: string | null;
    /** By class, in the order of `CLASSES_PARC`. */
    readonly repartitions: Readonly<Record<RepartitionParc, readonly number[]>>;
    /** By period of construction, large enough résidences alone: dwellings let or offered, and the offered ones. */
    readonly proposesPeriodes: readonly number[];
    readonly vacantsPeriodes: readonly number[];
  };

/** One side of the whole territory, in one vintage. */
export type CompteMillesime = CompteParc & { readonly millesime: string; readonly situation: Situation };

/** Dwellings alike: whether they are reserved for the employees of companies (RPLS, CONTRESLOG 3), as far as the file says. */
export type CelluleReserve = Pick<ResidenceParc, "bailleur" | "bailleurNom" | "commune" | "situation"> & {
  /** Null: the file does not say. */
  readonly pieces: number | null;
  readonly reserve: Reponse;
  readonly logements: number;
  /** Let again in the year before the vintage: `mobiles` of the others. */
  readonly reloues: number;
};

/** Dwellings compared, and those that RPLS writes on one side and their point puts on the other. */
export const zonesCompareesRow = z.object({
  compares: z.number(),
  ecritsEnQpv: z.number(),
  ecritsHorsQpv: z.number(),
});
export type ZonesComparees = Readonly<z.infer<typeof zonesCompareesRow>>;

export const quartierRow = z.object({
  code: z.string(),
  nom: z.string(),
  communes: z.array(z.string()).readonly(),
});
export type QuartierParc = Readonly<z.infer<typeof quartierRow>>;

export type ParcQueries = {
  /** Vintages published, ascending. */
  millesimes(epci: string): Promise<readonly string[]>;
  residences(epci: string, millesime: string): Promise<readonly ResidenceParc[]>;
  /** The key of today of a résidence, by any of its former keys or by what a file writes of it; null: there is none. */
  residenceCourante(epci: string, cle: string): Promise<string | null>;
  /** Résidences with fewer than `residenceMin` dwellings are left out of `proposesPeriodes` and `vacantsPeriodes` alone. */
  cellules(epci: string, millesime: string, residenceMin: number): Promise<readonly CelluleParc[]>;
  reserves(epci: string, millesime: string): Promise<readonly CelluleReserve[]>;
  /** Whether the vintage says of one dwelling at least that it is let or offered, and since when: else none is known to be let again. */
  ditReloues(epci: string, millesime: string): Promise<boolean>;
  /** The side that RPLS writes against the one that the dwelling's point gives, where both are known. */
  zonesComparees(epci: string, millesime: string): Promise<ZonesComparees>;
  /** Every published vintage, ascending. */
  serie(epci: string): Promise<readonly CompteMillesime[]>;
  /** Names of the published perimeters of a generation, without their contours. */
  quartiers(epci: string, generation: 2015 | 2024): Promise<readonly QuartierParc[]>;
};

/** What the page of the stock shows at a time: each theme is a part of the diagnosis. */
export const THEMES_PARC = ["repartition", "caracteristiques", "vacance", "evolution"] as const;
export type ThemeParc = (typeof THEMES_PARC)[number];

export const LIBELLE_THEME_PARC: Readonly<Record<ThemeParc, string>> = {
  repartition: "Répartition",
  caracteristiques: "Caractéristiques",
  vacance: "Vacance et mobilité",
  evolution: "Évolution",
};

export const MAILLES_PARC = [
  "grand-territoire",
  "secteur",
  "zone-locale",
  "commune",
  "qpv",
  "bailleur",
  "residence",
] as const;
export type MailleParc = (typeof MAILLES_PARC)[number];

/** What a theme is first shown by. */
export const MAILLE_THEME: Readonly<Record<ThemeParc, MailleParc>> = {
  repartition: "commune",
  caracteristiques: "grand-territoire",
  vacance: "commune",
  evolution: "grand-territoire",
};
