import { z } from "zod";
import { reponse, situation } from "#donnees/formats/ports.ts";

/** Counts of a résidence, which can be summed. */
export const compteResidence = z.object({
  logements: z.number(),
  /** Dwellings with a written MODE. 0: the file has no vacancy, which is unknown rather than 0. */
  modeConnu: z.number(),
  /** MODE 1, let. */
  loues: z.number(),
  /** MODE 2, offered and empty (commercial vacancy). */
  vacants: z.number(),
  /** MODE 2 for more than three months, and those of unwritten duration. */
  vacantsPlus3Mois: z.number(),
  vacantsDureeInconnue: z.number(),
  /** MODE 3, empty for works, sale or demolition. */
  vides: z.number(),
  /** The State's mobility: leases begun in the last year, over dwellings let or offered that had been let before. */
  mobiles: z.number(),
  mobilitesPossibles: z.number(),
  /** Part of these whose lease is undated: possibly mobile. */
  mobilitesInconnues: z.number(),
  /** Let or offered, with an unknown first letting: possibly let before. */
  misesEnLocationInconnues: z.number(),
  /** Sums over dwellings with a rent and an area: euros a month, square metres. */
  loyers: z.number(),
  surfaces: z.number(),
  loyersConnus: z.number(),
});

/**
 * One résidence on one side of the QPV: one that straddles a border has two rows, so counts by side are exact. Sums of RPLS facts, without dwellings
 * that left the stock. Known values have their own counts.
 */
export const residenceRow = compteResidence.extend({
  /** `<commune>-<name>`, stable across vintages and bailleurs: SQL table `residence`. */
  cle: z.string(),
  /** SIREN of the present holder; null when the file names none. */
  bailleur: z.string().nullable(),
  bailleurNom: z.string().nullable(),
  commune: z.string(),
  /** Name of the programme, else the address. */
  nom: z.string(),
  adresse: z.string().nullable(),
  situation,
  /** Code of the perimeter that contains its point. */
  qpv: z.string().nullable(),
  /** First written year of construction; null: none. */
  construction: z.number().nullable(),
});
export type ResidenceParc = Readonly<z.infer<typeof residenceRow>> & {
  /** Bailleur in the vintage, when another holds it since; else null. */
  readonly bailleurAvant: string | null;
  /** WGS84, mean of the located dwellings; null: none. */
  readonly point: readonly [longitude: number, latitude: number] | null;
};

/** Counts of dwellings unless stated otherwise. */
export const compteRow = compteResidence.extend({
  /** Freed at least once in the year before the vintage, and those for which it is unknown. */
  liberes: z.number(),
  liberationsInconnues: z.number(),
  /** Sum of the years of construction, and number of dwellings with one. */
  constructionSomme: z.number(),
  constructionConnue: z.number(),
  /** Built at most five years before the vintage. */
  recents: z.number(),
});
export type CompteParc = Readonly<z.infer<typeof compteRow>>;

const lieu = residenceRow.pick({ bailleur: true, bailleurNom: true, commune: true, situation: true });
const repartition = z.array(z.number()).readonly();

/** Sums over the résidences of one bailleur, commune and situation (and one QPV). */
export const celluleRow = z.object({
  ...compteRow.shape,
  ...lieu.shape,
  qpv: z.string().nullable(),
  /** The territory's own zone; null: none. */
  zone: z.string().nullable(),
  /** By period of construction, over large enough résidences: dwellings let or offered, and offered ones. */
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

/** One situation of the whole territory, in one vintage. */
export const millesimeRow = compteRow.extend({ millesime: z.string(), situation });
export type CompteMillesime = Readonly<z.infer<typeof millesimeRow>>;

/** Similar dwellings, by whether they are reserved for employees of companies (RPLS, CONTRESLOG 3), when the file says so. */
export const reserveRow = lieu.extend({
  /** Null: the file does not say. */
  pieces: z.number().nullable(),
  reserve: reponse,
  logements: z.number(),
  /** Relet in the year before the vintage: the others' `mobiles`. */
  reloues: z.number(),
});
export type CelluleReserve = Readonly<z.infer<typeof reserveRow>>;

/** Dwellings of five years at most, by type of construction: let or offered, and offered and empty. */
export const recentsRow = lieu.omit({ bailleurNom: true }).extend({
  qpv: z.string().nullable(),
  zone: z.string().nullable(),
  proposes: repartition,
  vacants: repartition,
});
export type CelluleRecents = Readonly<z.infer<typeof recentsRow>>;

/** One résidence on one side: its dwellings of known rent, in the order of `CLASSES_LOYER`. */
export const classesLoyerRow = lieu.omit({ bailleurNom: true }).extend({
  cle: z.string(),
  qpv: z.string().nullable(),
  zone: z.string().nullable(),
  logements: z.number(),
  classes: repartition,
});
export type ClassesLoyerResidence = Readonly<z.infer<typeof classesLoyerRow>>;

/** Compared dwellings, and those whose written situation differs from their point's. */
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
  /** Published vintages, ascending. */
  millesimes(epci: string): Promise<readonly string[]>;
  residences(epci: string, millesime: string): Promise<readonly ResidenceParc[]>;
  /** The present key of a résidence, from any former key or a file's writing; null: none. */
  residenceCourante(epci: string, cle: string): Promise<string | null>;
  /** Résidences with fewer than `residenceMin` dwellings are only left out of `proposesPeriodes` and `vacantsPeriodes`. */
  cellules(epci: string, millesime: string, residenceMin: number): Promise<readonly CelluleParc[]>;
  reserves(epci: string, millesime: string): Promise<readonly CelluleReserve[]>;
  recents(epci: string, millesime: string): Promise<readonly CelluleRecents[]>;
  classesLoyer(epci: string, millesime: string): Promise<readonly ClassesLoyerResidence[]>;
  /** Whether at least one dwelling of the vintage has its occupation and its date; else no reletting is known. */
  ditReloues(epci: string, millesime: string): Promise<boolean>;
  /** RPLS's written situation against the point's, where both are known. */
  zonesComparees(epci: string, millesime: string): Promise<ZonesComparees>;
  /** All published vintages, ascending. */
  serie(epci: string): Promise<readonly CompteMillesime[]>;
  /** Names of the published perimeters of a generation, without their contours. */
  quartiers(epci: string, generation: 2015 | 2024): Promise<readonly QuartierParc[]>;
};

/** Themes of the stock's page: each is a part of the diagnosis. */
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

/** Default unit of each theme. */
export const MAILLE_THEME: Readonly<Record<ThemeParc, MailleParc>> = {
  repartition: "commune",
  caracteristiques: "grand-territoire",
  vacance: "commune",
  evolution: "grand-territoire",
};
