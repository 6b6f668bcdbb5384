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
import type { Axe, Desaccords, HorsTerritoire } from "./bilan.ts";

/** As of now, when a part of a stock was handed over: who else may hold the dwellings of the cell. */
type Partageable = { readonly possible?: string };

/** `cle` is the bailleur's SIREN, the quarter "1"…"4", or the axis' code ("inconnu" when the file says nothing). */
export type CompteGroupe = CompteLocalise & Partageable & { readonly cle: string };

/** `mois` is 1 to 12. */
export type CompteMensuel = CompteLocalise &
  Partageable & {
    readonly bailleur: string;
    readonly annee: number;
    readonly mois: number;
    /** First day that the cell counts: that of its month, or of the avenant that cuts it. */
    readonly debut: string;
  };

/** The same, with all that an objective of a part of the territory or of the year looks at. null: the file does not say. */
export type CompteSitue = CompteMensuel & {
  readonly commune: string | null;
  readonly secteur: string | null;
  /** Code of the neighbourhood; null: in none, or nobody knows in which. */
  readonly qpv: string | null;
  readonly contingent: Contingent;
  /** Organisation that the lease is known to be of, among those of the contingent; null or absent: not known which. */
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

/** Leases of rehoused households signed here: all of them, and those that no published file of the SNE has. */
export const comptesRow = z.object({
  signes: z.number(),
  horsFichier: z.number(),
  /** Those that a file may have. */
  possibles: z.number(),
  /** Among them, those whose line says already that it rehouses. */
  possiblesDits: z.number(),
  /** The same for leases signed after a commission. */
  possiblesCommission: z.number(),
  /** Leases signed after a commission that may be that of a rehoused household. */
  possiblesRegistre: z.number(),
});
export type RelogementsComptes = Readonly<z.infer<typeof comptesRow>>;

export const parcCompteRow = z.object({
  bailleur: z.string().nullable(),
  situation,
  logements: z.number(),
  /** MODE 2; null when no line of the lot carries MODE. */
  vacants: z.number().nullable(),
});
export type ParcCompte = Readonly<z.infer<typeof parcCompteRow>>;

/** A published file, and how many of its lines figures count. */
export const sourcePublieeRow = publicationRow.extend({
  fichier: z.string(),
  sha256: z.string(),
  lignes: z.number().int(),
});
type SourcePubliee = Readonly<z.infer<typeof sourcePublieeRow>>;

/** `fichier` holds it, taken in on `deposeLe` (day in Paris). */
export type ResultatPublie = ResultatRow & { readonly fichier: string; readonly deposeLe: string };

/** What is told beside the counts: what two sources say otherwise, what is in no count, what came late, what was offered. */
export type ACote = {
  readonly desaccords: Desaccords;
  /** Leases of communes outside the territory: in no count. */
  readonly horsTerritoire: readonly HorsTerritoire[];
  /** Leases of whole quarters that were in none of their first whole file: counted, and told apart. */
  readonly tardifs: readonly BauxTardifs[];
  /** Dwellings offered in Blaise. `bailleur` null: the offer does not say whose dwelling it is. */
  readonly propositions: readonly (CompteProposition & { readonly bailleur: string | null })[];
};

export type CadreLu = {
  readonly seuil: SeuilRow | null;
  readonly objectifs: readonly ObjectifRetenu[];
  readonly trimestres: readonly TrimestrePublie[];
  readonly bailleurs: ReadonlyMap<string, string>;
  readonly successions: readonly Succession[];
};

/** Every query reads the lots published for the territory on this connection: a preview publishes inside a transaction that it rolls back. */
export type CubeQueries = {
  /**
   * The same questions as of now: each lease to whoever holds its dwelling today, each objective to whoever took it over, whatever the day. Those of this
   * object are as of then.
   */
  aujourdhui(): CubeQueries;
  byBailleur(filtre: CubeFiltre): Promise<readonly CompteGroupe[]>;
  /** Whole year whatever the months of the filter: the page shows every quarter. */
  byTrimestre(filtre: CubeFiltre): Promise<readonly CompteGroupe[]>;
  /** Whole years, both included; `bailleur` null: all of them. What the projection is made from. */
  byMois(epci: string, annees: readonly [number, number], bailleur: string | null): Promise<readonly CompteMensuel[]>;
  /** The same, told by place, réservataire and priority: asked only where an objective bears on them. */
  bySituation(
    epci: string,
    annees: readonly [number, number],
    bailleur: string | null,
  ): Promise<readonly CompteSitue[]>;
  /** Every axis in one question: eight would cost eight times the same scan. An axis without any lease is absent. */
  byAxes(filtre: CubeFiltre): Promise<ReadonlyMap<Axe, readonly CompteGroupe[]>>;
  relogements(filtre: CubeFiltre): Promise<RelogementsComptes>;
  /** In one question too: each is small, and a question costs more than its answer. */
  aCote(filtre: CubeFiltre): Promise<ACote>;
  /** What a year is judged and named by, in one question; `objectifs` up to those of `jusque`. Each is told below. */
  cadre(epci: string, annee: number, jusque: number): Promise<CadreLu>;
  /**
   * Whole years, keyed by year: the leases of these communes, whether they were of the territory on that day or not. A lease that says no commune may be of
   * one of them or not: it is a possible double, that the bounds count.
   */
  byAnnee(epci: string, communes: readonly string[]): Promise<readonly CompteGroupe[]>;
  /** Of each year, the communes of which the published files hold a lease signed when they were not of the territory. */
  dehorsParAnnee(epci: string): Promise<readonly { readonly annee: number; readonly commune: string }[]>;
  /** Years that hold at least one published attribution, ascending. */
  annees(epci: string): Promise<readonly number[]>;
  /**
   * Years that a published table of counts tells of one of these bailleurs, of the territory when null, ascending: leases may be published too.
   */
  anneesComptes(epci: string, bailleurs: readonly string[] | null): Promise<readonly number[]>;
  /** The four quarters of the year: what is published of each, whatever of it the person may read. */
  trimestres(epci: string, annee: number): Promise<readonly TrimestrePublie[]>;
  seuil(epci: string, annee: number): Promise<SeuilRow | null>;
  /**
   * The objectives of a year, and of those that follow it up to `jusque`, as the version of the convention in force at the end of `annee` writes
   * them, or as the first version does before any was in force: whoever judges by them looks at `depuis`. A territory that has no version in
   * force has what its published « objectifs » files write.
   */
  objectifs(epci: string, annee: number, jusque?: number): Promise<readonly ObjectifRetenu[]>;
  /** Those of a part of the territory or of the year whose months meet a year, by the same versions, or the same files. */
  territorialises(epci: string, annee: number): Promise<readonly TerritorialiseEcrit[]>;
  /** Neighbourhoods published, of both lists. */
  quartiers(
    epci: string,
  ): Promise<readonly { readonly code: string; readonly nom: string; readonly communes: readonly string[] }[]>;
  /** Those of an earlier file first. */
  resultats(epci: string, annee: number): Promise<readonly ResultatPublie[]>;
  /** The vintage of the year; else the closest published one before it; else the first after. null when none is published. */
  parc(
    epci: string,
    annee: number,
  ): Promise<{ readonly millesime: string; readonly comptes: readonly ParcCompte[] } | null>;
  /** SIREN → name, from the published RPLS lots (latest vintage wins). */
  bailleurs(epci: string): Promise<ReadonlyMap<string, string>>;
  sources(epci: string): Promise<readonly SourcePubliee[]>;
};
