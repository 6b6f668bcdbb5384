import { z } from "zod";
import { reponse, situation } from "#donnees/formats/ports.ts";

/** What is counted of a résidence, and added up. */
export const compteResidence = z.object({
  logements: z.number(),
  /** Dwellings whose MODE is written. Zero: the file says nothing of vacancy, which is unknown, not nought. */
  modeConnu: z.number(),
  /** MODE 1, let. */
  loues: z.number(),
  /** MODE 2, offered and empty (commercial vacancy). */
  vacants: z.number(),
  /** MODE 2 for more than three months, and those whose duration is not written. */
  vacantsPlus3Mois: z.number(),
  vacantsDureeInconnue: z.number(),
  /** MODE 3, empty for works, sale or demolition. */
  vides: z.number(),
  /** State's mobility: leases begun in the last year, out of dwellings let or offered that were let before. */
  mobiles: z.number(),
  mobilitesPossibles: z.number(),
  /** Of these, those whose lease has no date: they may be mobile. */
  mobilitesInconnues: z.number(),
  /** Let or offered, and nobody wrote since when: they may have been let before. */
  misesEnLocationInconnues: z.number(),
  /** Sums over dwellings that have a rent and a surface: euros a month, square metres. */
  loyers: z.number(),
  surfaces: z.number(),
  loyersConnus: z.number(),
});

/**
 * One résidence on one side of the priority neighbourhoods: a résidence that straddles a border has two rows, so that counts by side stay
 * exact. Sums of what RPLS says of its dwellings, those that left the stock excluded. What is « known » is counted beside what is counted.
 */
export const residenceRow = compteResidence.extend({
  /** `<commune>-<name>`, the same from one vintage and one bailleur to the next: SQL table `residence`. */
  cle: z.string(),
  /** SIREN of whoever holds it today; null when the file names none. */
  bailleur: z.string().nullable(),
  bailleurNom: z.string().nullable(),
  commune: z.string(),
  /** Name of the programme, else the address. */
  nom: z.string(),
  adresse: z.string().nullable(),
  situation,
  /** Code of the perimeter that holds it, when a point says so. */
  qpv: z.string().nullable(),
  /** First year of construction written in the résidence; null when none is. */
  construction: z.number().nullable(),
});
export type ResidenceParc = Readonly<z.infer<typeof residenceRow>> & {
  /** Name of whoever the vintage says, when another holds it since; else null. */
  readonly bailleurAvant: string | null;
  /** WGS84, mean of the located dwellings; null when none is. */
  readonly point: readonly [longitude: number, latitude: number] | null;
};

/** Counts of dwellings, unless said otherwise. */
export const compteRow = compteResidence.extend({
  /** Freed at least once in the year before the vintage, and those of which nothing says whether they were. */
  liberes: z.number(),
  liberationsInconnues: z.number(),
  /** Sum of the years of construction, and dwellings whose year is written. */
  constructionSomme: z.number(),
  constructionConnue: z.number(),
  /** Built at most five years before the vintage. */
  recents: z.number(),
});
export type CompteParc = Readonly<z.infer<typeof compteRow>>;

const lieu = residenceRow.pick({ bailleur: true, bailleurNom: true, commune: true, situation: true });
const repartition = z.array(z.number()).readonly();

/** Sums over the résidences of one bailleur, in one commune, on one side of the perimeters (and in one of them). */
export const celluleRow = z.object({
  ...compteRow.shape,
  ...lieu.shape,
  qpv: z.string().nullable(),
  /** The territory's own zone; null: of none. */
  zone: z.string().nullable(),
  /** By period of construction, large enough résidences alone: dwellings let or offered, and the offered ones. */
  proposesPeriodes: repartition,
  vacantsPeriodes: repartition,
});
/** By class, in the order of `CLASSES_PARC`. */
export const repartitionsRow = z.object({
  types: repartition,
  pieces: repartition,
  superficies: repartition,
  periodes: repartition,
  financements: repartition,
  dpe: repartition,
});
export type CelluleParc = Readonly<z.infer<typeof celluleRow>> & {
  readonly repartitions: Readonly<z.infer<typeof repartitionsRow>>;
};

/** One side of the whole territory, in one vintage. */
export const millesimeRow = compteRow.extend({ millesime: z.string(), situation });
export type CompteMillesime = Readonly<z.infer<typeof millesimeRow>>;

/** Dwellings alike: whether they are reserved for the employees of companies (RPLS, CONTRESLOG 3), as far as the file says. */
export const reserveRow = lieu.extend({
  /** Null: the file does not say. */
  pieces: z.number().nullable(),
  reserve: reponse,
  logements: z.number(),
  /** Let again in the year before the vintage: `mobiles` of the others. */
  reloues: z.number(),
});
export type CelluleReserve = Readonly<z.infer<typeof reserveRow>>;

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
