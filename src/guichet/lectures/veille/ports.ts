import { z } from "zod";
import { type MotifRefus, REFUS_PAR } from "#donnees/regles/demande/demande.ts";
import type { IssueVeille, MotifVeille } from "#observatoire/regles/veille/veille.ts";
import { ISSUES_VEILLE, MOTIFS_VEILLE } from "#observatoire/regles/veille/veille.ts";

const texte = z.string().nullable();

/** Parameters of the stock: delays in months, counted back from the day of the extraction. */
export type ReperesVeille = {
  readonly epci: string;
  readonly lot: number;
  readonly reference: string;
  readonly delai: number;
  readonly silence: number;
};

export const SUIVIS_VEILLE = ["libre", "prise", "en-retard", "close"] as const;
/** Filter: followed or not. */
export type SuiviVeille = (typeof SUIVIS_VEILLE)[number];

export type FiltreVeille = {
  readonly motif: MotifVeille;
  readonly commune: string | null;
  readonly refus: MotifRefus | null;
  readonly suivi: SuiviVeille | null;
};

/** Latest follow-up of the demande. */
export const priseRow = z.object({
  id: z.number(),
  motif: z.enum(MOTIFS_VEILLE),
  organisation: z.number(),
  nomOrganisation: z.string(),
  /** true: a person took it on, who is not named; false: the organisation only. */
  parQuelquun: z.boolean(),
  priseLe: z.string(),
  closeLe: z.string().nullable(),
  issue: z.enum(ISSUES_VEILLE).nullable(),
});
export type PriseVeille = Readonly<z.infer<typeof priseRow>>;

/** A demande of the stock, without a name; `reference`: a part of the keyed hash. */
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
  /** File of the demande, for a reader who may open it. */
  demandeur: texte,
  prise: priseRow.nullable(),
});
export type DemandeVeille = Readonly<z.infer<typeof demandeRow>>;

export const compteRow = z.object({
  motif: z.enum(MOTIFS_VEILLE),
  nombre: z.number(),
  /** Count of the demandes for which the file does not tell. */
  inconnues: z.number(),
  prises: z.number(),
});
export type CompteVeille = Readonly<z.infer<typeof compteRow>>;

export type VeilleQueries = {
  /** Counts over the rows that the reader may see. */
  comptes(reperes: ReperesVeille): Promise<readonly CompteVeille[]>;
  /** Oldest first. `enRetard`: taken before that day. */
  list(
    reperes: ReperesVeille,
    filtre: FiltreVeille & { readonly enRetard: string; readonly limite: number },
  ): Promise<readonly DemandeVeille[]>;
  /** Open follow-ups of these organisations, even when the demande has left the stock. */
  confiees(epci: string, lot: number | null, organisations: readonly number[]): Promise<readonly DemandeVeille[]>;
  /** Takes the references that are in the stock and not followed yet for that reason. Returns the count taken. */
  prendre(
    reperes: Pick<ReperesVeille, "epci" | "lot">,
    prise: { readonly motif: MotifVeille; readonly organisation: number; readonly references: readonly string[] },
    jour: string,
  ): Promise<number>;
  find(epci: string, id: number): Promise<PriseVeille | null>;
  /** The actor's account becomes the follower; false: somebody else's is. */
  suivre(epci: string, id: number): Promise<boolean>;
  /** Nobody follows it any more; false: the actor did not. */
  rendre(epci: string, id: number): Promise<boolean>;
  clore(epci: string, id: number, issue: IssueVeille, jour: string): Promise<void>;
  /** As before it was closed, that same day; false: it was not, or the demande is followed again for that reason. */
  rouvrir(epci: string, id: number, jour: string): Promise<boolean>;
};
