import { z } from "zod";
import type { EtatDemande } from "#dossier/regles/etat.ts";
import type { VieDemande } from "#dossier/regles/vie.ts";
import type { FaitsSne } from "../../regles/sne-echange/comparer-sne.ts";

/** A registered file of the reader, and what the published national files say of the same number. */
export type LocalSne = {
  readonly demandeur: string;
  readonly reference: string | null;
  readonly etat: EtatDemande;
  readonly ici: FaitsSne;
  /** null: its number is not in the published stock. */
  readonly national: FaitsSne | null;
  readonly bailSigneLe: string | null;
};

export const stockSneRow = z.object({
  periode: z.string(),
  lot: z.number(),
  demandes: z.number(),
});
export type StockSne = Readonly<z.infer<typeof stockSneRow>>;

/** A demande as it is written for the national system; `numeroChiffre` null: its number was never typed here. */
export type SuiviSne = {
  readonly demandeur: string;
  readonly numeroChiffre: Uint8Array | null;
  readonly creeLe: string | null;
  readonly renouveleLe: string | null;
  readonly modifieLe: string | null;
  readonly commune: string | null;
  readonly typologie: string | null;
  readonly modeLogement: string | null;
  readonly personnes: number | null;
  readonly uniteConso: number | null;
  readonly revenuMensuel: number | null;
  readonly motif: string | null;
  readonly positionPlafond: string;
  readonly salarie: "oui" | "non" | "inconnu";
  readonly propositions: number;
  readonly derniereProposition: string | null;
  readonly derniereReponse: "acceptee" | "refusee" | "sans-reponse" | null;
};

export type FiltreSuivi = { readonly epci: string; readonly annee: number | null; readonly limite: number };

export type SneEchangeQueries = {
  /** The latest stock that is published, and how many demandes it holds; null: none is. */
  stock(epci: string): Promise<StockSne | null>;
  /** Registered and alive, and those of them whose number is in the lot. */
  compter(epci: string, lot: number | null): Promise<{ readonly locaux: number; readonly rapproches: number }>;
  /** Only those of which the two files do not say the same, the oldest first. */
  locaux(epci: string, lot: number | null, limite: number): Promise<readonly LocalSne[]>;
  suivi(filtre: FiltreSuivi): Promise<readonly SuiviSne[]>;
  compterSuivi(filtre: Omit<FiltreSuivi, "limite">): Promise<{ readonly total: number; readonly sansNumero: number }>;
  /** Sealed. null: not one of the reader's desk, or never typed here. */
  numero(epci: string, demandeur: string): Promise<Uint8Array | null>;
  /** Locks it. null: not one of the reader's. */
  vie(epci: string, demandeur: string): Promise<VieDemande | null>;
  ecrireVie(epci: string, demandeur: string, vie: VieDemande): Promise<void>;
};
