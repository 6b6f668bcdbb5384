import { z } from "zod";
import { situation } from "#donnees/formats/ports.ts";
import type { ResultatRow, SeuilRow } from "#donnees/formats/rows.ts";
import { publicationRow } from "#donnees/lectures/lot/ports.ts";
import type { Succession } from "#donnees/regles/bailleur/succession.ts";
import type { Contingent, Reponse } from "#droit/regles/attribution/attribution.ts";
import type { CompteLocalise } from "#droit/regles/attribution/compte.ts";
import type { CompteProposition } from "#droit/regles/attribution/propositions-en-qpv.ts";
import type { BauxTardifs, TrimestrePublie } from "#droit/regles/attribution/trimestre-publie.ts";
import type { ObjectifRetenu } from "#engagements/regles/convention/objectif-annee.ts";
import type { TerritorialiseEcrit } from "#engagements/regles/convention/territorialises-retenus.ts";
import type { Axe, BauxProvisoires, Desaccords, HorsTerritoire } from "./bilan.ts";

/** In the view « aujourdhui », another possible holder of the cell's dwellings. */
type Partageable = { readonly possible?: string };

/** `cle`: the bailleur's SIREN, the quarter "1"…"4", or the axis' code ("inconnu" when the file does not say). */
export type CompteGroupe = CompteLocalise & Partageable & { readonly cle: string };

/** `mois`: 1 to 12. */
export type CompteMensuel = CompteLocalise &
  Partageable & {
    readonly bailleur: string;
    readonly annee: number;
    readonly mois: number;
    /** First counted day: the month's, or that of the avenant that cuts it. */
    readonly debut: string;
  };

/** Adds the facts of objectives of a part of the territory or of the year. null: the file does not say. */
export type CompteSitue = CompteMensuel & {
  readonly commune: string | null;
  readonly secteur: string | null;
  /** Code of the QPV; null: in none, or unknown. */
  readonly qpv: string | null;
  readonly contingent: Contingent;
  /** Organisation of the lease, among those of the contingent; null or absent: unknown. */
  readonly reservataire?: number | null;
  readonly prioritaire: Reponse;
  readonly dalo: Reponse;
};

export type CubeFiltre = {
  readonly epci: string;
  readonly annee: number;
  readonly premierMois: number;
  readonly dernierMois: number;
  readonly bailleur: string | null;
};

/** Leases of rehoused households signed here: all, and those missing from the SNE's published files. */
export const comptesRow = z.object({
  signes: z.number(),
  horsFichier: z.number(),
  /** Leases that a file may hold. */
  possibles: z.number(),
  /** Part of `possibles` whose line already says « relogement ». */
  possiblesDits: z.number(),
  /** The same for leases signed after a commission. */
  possiblesCommission: z.number(),
  /** Leases signed after a commission that may be a rehoused household's. */
  possiblesRegistre: z.number(),
});
export type RelogementsComptes = Readonly<z.infer<typeof comptesRow>>;

export const parcCompteRow = z.object({
  bailleur: z.string().nullable(),
  commune: z.string(),
  situation,
  logements: z.number(),
  /** MODE 2; null when no line of the lot has MODE. */
  vacants: z.number().nullable(),
});
export type ParcCompte = Readonly<z.infer<typeof parcCompteRow>>;

/** A published file, with the number of its lines that are read, counted, rejected, and put aside with a reason. */
export const sourcePublieeRow = publicationRow.extend({
  fichier: z.string(),
  sha256: z.string(),
  lignes: z.number().int(),
  lues: z.number().int(),
  rejetees: z.number().int(),
  ecartees: z.number().int(),
});
type SourcePubliee = Readonly<z.infer<typeof sourcePublieeRow>>;

/** From `fichier`, imported on `deposeLe` (day in Paris). */
export type ResultatPublie = ResultatRow & { readonly fichier: string; readonly deposeLe: string };

/** Leases by what they waited since the demande, in whole months elapsed; null: the file does not say. */
export type BauxParAttente = { readonly mois: number | null; readonly nombre: number };

/** Facts shown beside the counts: disagreements between sources, leases in no count, late leases, offers. */
export type ACote = {
  readonly desaccords: Desaccords;
  /** Leases of communes outside the territory: in no count. */
  readonly horsTerritoire: readonly HorsTerritoire[];
  /** Leases missing from the first whole file of their quarter: counted, and listed. */
  readonly tardifs: readonly BauxTardifs[];
  /** Leases signed in Blaise that no published file has, by bailleur and quarter; possible doubles apart. */
  readonly provisoires: readonly BauxProvisoires[];
  /** Of the published files, within what the actor reads of their rows. */
  readonly attentes: readonly BauxParAttente[];
  /** Dwellings offered in Blaise. `bailleur` null: unknown. */
  readonly propositions: readonly (CompteProposition & { readonly bailleur: string | null })[];
};

export type CadreLu = {
  readonly seuil: SeuilRow | null;
  readonly objectifs: readonly ObjectifRetenu[];
  readonly trimestres: readonly TrimestrePublie[];
  readonly bailleurs: ReadonlyMap<string, string>;
  readonly successions: readonly Succession[];
};

/** Every query reads the territory's published lots on this connection: a preview publishes inside a transaction that it rolls back. */
export type CubeQueries = {
  /**
   * The same queries in the view « aujourdhui »: each lease goes to the dwelling's present holder, each objective to its successor. This object's
   * view is « alors ».
   */
  aujourdhui(): CubeQueries;
  byBailleur(filtre: CubeFiltre): Promise<readonly CompteGroupe[]>;
  /** For the whole year, whatever the filter's months: the page shows every quarter. */
  byTrimestre(filtre: CubeFiltre): Promise<readonly CompteGroupe[]>;
  /** Whole years, both included; `bailleur` null: all. Feeds the projection. */
  byMois(epci: string, annees: readonly [number, number], bailleur: string | null): Promise<readonly CompteMensuel[]>;
  /** With place, réservataire and priority: only read for objectives that need them. */
  bySituation(
    epci: string,
    annees: readonly [number, number],
    bailleur: string | null,
  ): Promise<readonly CompteSitue[]>;
  /** Every axis in one query: eight would cost eight scans. An axis without leases is absent. */
  byAxes(filtre: CubeFiltre): Promise<ReadonlyMap<Axe, readonly CompteGroupe[]>>;
  relogements(filtre: CubeFiltre): Promise<RelogementsComptes>;
  /** All in one query: each is small, and a round trip costs more than its answer. */
  aCote(filtre: CubeFiltre): Promise<ACote>;
  /** What judges and names a year, in one query; `objectifs` up to `jusque`. See each below. */
  cadre(epci: string, annee: number, jusque: number): Promise<CadreLu>;
  /**
   * Whole years, keyed by year: the leases of these communes, in the territory on that day or not. A lease without a commune is a possible double,
   * only in the bounds.
   */
  byAnnee(epci: string, communes: readonly string[]): Promise<readonly CompteGroupe[]>;
  /** By year, the communes with published leases signed while they were outside the territory. */
  dehorsParAnnee(epci: string): Promise<readonly { readonly annee: number; readonly commune: string }[]>;
  /** Years with at least one attribution in a published file, or added to it, ascending. */
  annees(epci: string): Promise<readonly number[]>;
  /** Years with leases signed here of which no file is published, ascending; `annees` may have them too. */
  anneesProvisoires(epci: string): Promise<readonly number[]>;
  /** Last month of the year, 1 to 12, with a lease signed here that no file has yet, among those that the actor reads; 0: none. */
  dernierMoisProvisoire(epci: string, annee: number): Promise<number>;
  /** Years that a published table counts for one of these bailleurs (null: the territory), ascending, even if leases are published too. */
  anneesComptes(epci: string, bailleurs: readonly string[] | null): Promise<readonly number[]>;
  /** What is published of each quarter of the year, whatever the person may read of it. */
  trimestres(epci: string, annee: number): Promise<readonly TrimestrePublie[]>;
  seuil(epci: string, annee: number): Promise<SeuilRow | null>;
  /**
   * Objectives of a year and of the next ones up to `jusque`, in the version in force at the end of `annee`, or in the first version before any was
   * in force: callers check `depuis`. Without a version in force, those of the published « objectifs » files.
   */
  objectifs(epci: string, annee: number, jusque?: number): Promise<readonly ObjectifRetenu[]>;
  /** Objectives of a part of the territory or of the year whose months meet a year, from the same versions or files. */
  territorialises(epci: string, annee: number): Promise<readonly TerritorialiseEcrit[]>;
  /** Published QPV of both lists. */
  quartiers(
    epci: string,
  ): Promise<readonly { readonly code: string; readonly nom: string; readonly communes: readonly string[] }[]>;
  /** Those of the earliest file first. */
  resultats(epci: string, annee: number): Promise<readonly ResultatPublie[]>;
  /** The vintage of the year; else the closest published before; else the first after. null: none is published. */
  parc(
    epci: string,
    annee: number,
  ): Promise<{ readonly millesime: string; readonly comptes: readonly ParcCompte[] } | null>;
  /** SIREN → name, from the published RPLS lots (the latest vintage wins). */
  bailleurs(epci: string): Promise<ReadonlyMap<string, string>>;
  sources(epci: string): Promise<readonly SourcePubliee[]>;
};
