import type { MotifRefus, RefusPar } from "#donnees/regles/demande/demande.ts";
import type { Origine } from "#droit/regles/attribution/attribution.ts";
import type { IssueVeille, MotifVeille } from "#observatoire/regles/veille/veille.ts";

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

/** A demande of the stock, without a name: `reference` is a cut of the keyed hash. */
export type DemandeVeille = {
  readonly reference: string;
  readonly commune: string | null;
  readonly typologie: string | null;
  readonly origine: Origine;
  readonly creeLe: string | null;
  readonly dernierEvenement: string | null;
  readonly propositions: number | null;
  readonly refusPar: RefusPar;
  readonly refusMotif: string;
  readonly motifDemande: string | null;
  /** Its file here, for whoever may open it. */
  readonly demandeur: string | null;
  readonly prise: PriseVeille | null;
};

/** Who took it on last. */
export type PriseVeille = {
  readonly id: number;
  readonly motif: MotifVeille;
  readonly organisation: number;
  readonly nomOrganisation: string;
  /** Initials are not names: « pris par une personne », or nobody yet. */
  readonly parQuelquun: boolean;
  readonly priseLe: string;
  readonly closeLe: string | null;
  readonly issue: IssueVeille | null;
};

export type CompteVeille = {
  readonly motif: MotifVeille;
  readonly nombre: number;
  /** The file does not say. */
  readonly inconnues: number;
  readonly prises: number;
};

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
