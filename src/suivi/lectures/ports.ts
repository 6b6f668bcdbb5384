import type { EtatDemande, MotifRadiation } from "#dossier/regles/etat.ts";

/** What the household's page says of its file. */
export type DossierSuivi = {
  readonly id: string;
  readonly reference: string | null;
  readonly etat: EtatDemande;
  readonly deposeeLe: string | null;
  readonly enregistreeLe: string | null;
  readonly ancienneteLe: string | null;
  readonly echeanceLe: string | null;
  readonly avertieLe: string | null;
  readonly radieLe: string | null;
  readonly radieMotif: MotifRadiation | null;
  readonly courriel: string | null;
  readonly telephone: string | null;
  readonly accordCourriel: boolean;
  readonly accordSms: boolean;
  readonly guichet: string | null;
  readonly piecesDemandees: number;
};

/** Everything a table holds on the household, as it is kept. */
export type PartDetenue = { readonly table: string; readonly lignes: readonly Readonly<Record<string, unknown>>[] };

export type DrapeauxLus = {
  readonly priorite: "oui" | "non" | "inconnu";
  readonly ancienneteLe: string | null;
};

export type SuiviQueries = {
  dossier(epci: string, demandeur: string): Promise<DossierSuivi | null>;
  accorder(
    epci: string,
    demandeur: string,
    accords: { readonly courriel: boolean; readonly sms: boolean },
  ): Promise<void>;
  drapeaux(epci: string, demandeur: string): Promise<DrapeauxLus | null>;
  /** For the person themselves: each table under its own row policy. */
  detenu(epci: string, demandeur: string): Promise<readonly PartDetenue[]>;
};
