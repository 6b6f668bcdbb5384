import { z } from "zod";
import type { MenageACoter } from "../../regles/cotation/faits-menage.ts";
import type { ContenuGrille, NatureGrille } from "../../regles/cotation/grille.ts";
import type { PlaceCotation } from "../../regles/cotation/rang.ts";
import type { TraceGardee } from "../../regles/cotation/trace.ts";
import type { VersionGrille } from "../../regles/cotation/version-grille.ts";
import type { EtatDemande } from "../../regles/etat.ts";

/** Facts of a household's file, as far as the reader may see them. */
export type MenageLu = MenageACoter & {
  readonly demandeur: string;
  readonly etat: EtatDemande | null;
  readonly typologie: string | null;
};

export type CotationPosee = {
  readonly demandeur: string;
  readonly epci: string;
  readonly grille: number;
  readonly calculeeLe: string;
  readonly points: number;
  readonly min: number;
  readonly max: number;
  readonly trace: TraceGardee;
  readonly typologie: string | null;
  readonly ancienneteLe: string | null;
  readonly avecSensibles: boolean;
};

/** Mean wait, in days, of those who were housed in the year. */
export const attenteRow = z.object({
  annee: z.number(),
  nombre: z.number(),
  jours: z.number(),
});
export type AttenteLue = Readonly<z.infer<typeof attenteRow>>;

export type CotationQueries = {
  /** Versions that the reader may see, latest number first, without the drafts given up. */
  versions(epci: string): Promise<readonly VersionGrille[]>;
  find(epci: string, id: number): Promise<VersionGrille | null>;
  /** Gives the next number of its nature, under a lock. Returns the `id`. */
  creer(grille: {
    readonly epci: string;
    readonly nature: NatureGrille;
    readonly nom: string;
    readonly exemple: boolean;
    readonly contenu: ContenuGrille;
  }): Promise<number>;
  /** false: the version is no draft any more, or another person saved it since. */
  ecrire(grille: {
    readonly epci: string;
    readonly id: number;
    readonly revision: number;
    readonly nom: string;
    readonly contenu: ContenuGrille;
  }): Promise<boolean>;
  abandonner(grille: { readonly epci: string; readonly id: number; readonly revision: number }): Promise<boolean>;
  publier(grille: {
    readonly epci: string;
    readonly id: number;
    readonly revision: number;
    readonly du: string;
    readonly deliberation: string;
    readonly delibereeLe: string;
  }): Promise<boolean>;
  /** Writes the last day of the version in force. */
  clore(epci: string, id: number, au: string): Promise<void>;
  /** Allows one publication at a time in a territory, until the end of the transaction. */
  lock(epci: string): Promise<void>;
  menage(epci: string, demandeur: string): Promise<MenageLu | null>;
  posee(demandeur: string, grille: number): Promise<CotationPosee | null>;
  /** Score under the latest scheme that scored the demande. */
  derniere(epci: string, demandeur: string): Promise<CotationPosee | null>;
  poser(cotation: CotationPosee): Promise<void>;
  /** null: fewer than eleven demandes of the same scheme and the same kind of dwelling. */
  place(cotation: CotationPosee): Promise<PlaceCotation | null>;
  /** Mean over the published leases; null: fewer than eleven. `typologie` null: all sizes. */
  attente(epci: string, nature: NatureGrille, typologie: string | null): Promise<AttenteLue | null>;
};

/** A household with its sealed answers, for the operator alone. */
export type MenageScelle = MenageLu & { readonly scelle: Uint8Array | null; readonly posee: CotationPosee | null };

/** Queries of the operator's recomputation, over the households of all organisations. */
export type CoterToutQueries = {
  versions(epci: string): Promise<readonly VersionGrille[]>;
  /** Demandes to score, by pages, each with its score under one of `grilles`. */
  menages(epci: string, grilles: readonly number[]): AsyncIterable<readonly MenageScelle[]>;
  /** `changees`: scores whose points changed; each writes an event. */
  poser(epci: string, cotations: readonly CotationPosee[], changees: readonly CotationPosee[]): Promise<void>;
};
