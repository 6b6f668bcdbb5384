import { z } from "zod";
import { type MotifRefus, REFUS_PAR } from "#donnees/regles/demande/demande.ts";
import type { IssueVeille, MotifVeille } from "#observatoire/regles/veille/veille.ts";
import { ISSUES_VEILLE, MOTIFS_VEILLE } from "#observatoire/regles/veille/veille.ts";

const texte = z.string().nullable();

/** How the stock is read: delays in months, from the day of the extraction. */
export type ReperesVeille = {
  readonly epci: string;
  readonly lot: number;
  readonly reference: string;
  readonly delai: number;
  readonly silence: number;
};

export const SUIVIS_VEILLE = ["libre", "prise", "en-retard", "close"] as const;
/** Whether somebody follows it. */
export type SuiviVeille = (typeof SUIVIS_VEILLE)[number];

export type FiltreVeille = {
  readonly motif: MotifVeille;
  readonly commune: string | null;
  readonly refus: MotifRefus | null;
  readonly suivi: SuiviVeille | null;
};

/** Who took it on last. */
export const priseRow = z.object({
  id: z.number(),
  motif: z.enum(MOTIFS_VEILLE),
  organisation: z.number(),
  nomOrganisation: z.string(),
  /** Initials are not names: « pris par une personne », or nobody yet. */
  parQuelquun: z.boolean(),
  priseLe: z.string(),
  closeLe: z.string().nullable(),
  issue: z.enum(ISSUES_VEILLE).nullable(),
});
export type PriseVeille = Readonly<z.infer<typeof priseRow>>;

/** A demande of the stock, without a name: `reference` is a cut of the keyed hash. */
export const demandeRow = z.object({
  reference: z.string(),
  commune: texte,
  typologie: texte,
  origine: z.enum(["mutation", "nouvelle-entree", "inconnue"]),
  creeLe: texte,
  dernierEvenement: texte,
  propositions: z.number().nullable(),
  refusPar: z.enum(REFUS_PAR),
  refusMotif: z.string(),
  motifDemande: texte,
  /** Its file here, for whoever may open it. */
  demandeur: texte,
  prise: priseRow.nullable(),
});
export type DemandeVeille = Readonly<z.infer<typeof demandeRow>>;

export const compteRow = z.object({
  motif: z.enum(MOTIFS_VEILLE),
  nombre: z.number(),
  /** The file does not say. */
  inconnues: z.number(),
  prises: z.number(),
});
export type CompteVeille = Readonly<z.infer<typeof compteRow>>;

export type VeilleQueries = {
  /** Of the rows that the reader may see. */
  comptes(reperes: ReperesVeille): Promise<readonly CompteVeille[]>;
  /** Oldest first. `enRetard`: taken before that day. */
  list(
    reperes: ReperesVeille,
    filtre: FiltreVeille & { readonly enRetard: string; readonly limite: number },
  ): Promise<readonly DemandeVeille[]>;
  /** What the reader's organisations were asked to follow and have not closed, whatever became of it in the stock. */
  confiees(epci: string, lot: number | null, organisations: readonly number[]): Promise<readonly DemandeVeille[]>;
  /** Those of the references that are in the stock and that nobody follows for that reason. Returns how many were taken. */
  prendre(
    reperes: Pick<ReperesVeille, "epci" | "lot">,
    prise: { readonly motif: MotifVeille; readonly organisation: number; readonly references: readonly string[] },
    jour: string,
  ): Promise<number>;
  find(epci: string, id: number): Promise<PriseVeille | null>;
  /** The account of whoever asks becomes the one who follows it. */
  suivre(epci: string, id: number): Promise<void>;
  clore(epci: string, id: number, issue: IssueVeille, jour: string): Promise<void>;
};
