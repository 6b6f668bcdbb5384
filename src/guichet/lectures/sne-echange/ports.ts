import { z } from "zod";
import { ETATS_DEMANDE } from "#dossier/regles/etat.ts";
import { TRI } from "#dossier/regles/reponses.ts";
import type { VieDemande } from "#dossier/regles/vie.ts";

const texte = z.string().nullable();
const nombre = z.number().nullable();
const faitsRow = z.object({ creeLe: texte, renouveleLe: texte, commune: texte, typologie: texte, personnes: nombre });

/** A registered file of the reader, and what the published national files say of the same number. */
export const localSneRow = z.object({
  demandeur: z.string(),
  reference: texte,
  etat: z.enum(ETATS_DEMANDE),
  ici: faitsRow,
  /** null: its number is not in the published stock. */
  national: faitsRow.nullable(),
  bailSigneLe: texte,
});
export type LocalSne = Readonly<z.infer<typeof localSneRow>>;

export const stockSneRow = z.object({
  periode: z.string(),
  lot: z.number(),
  demandes: z.number(),
});
export type StockSne = Readonly<z.infer<typeof stockSneRow>>;

/** A demande as it is written for the national system; `numeroChiffre` null: its number was never typed here. */
export const suiviSneRow = z.object({
  demandeur: z.string(),
  numeroChiffre: z.instanceof(Uint8Array).nullable(),
  creeLe: texte,
  renouveleLe: texte,
  modifieLe: texte,
  commune: texte,
  typologie: texte,
  modeLogement: texte,
  personnes: nombre,
  uniteConso: nombre,
  revenuMensuel: nombre,
  motif: texte,
  positionPlafond: z.string(),
  salarie: z.enum(TRI),
  propositions: z.number(),
  derniereProposition: texte,
  derniereReponse: z.enum(["acceptee", "refusee", "sans-reponse"]).nullable(),
});
export type SuiviSne = Readonly<z.infer<typeof suiviSneRow>>;

/** With its number in clear. */
export type SuiviExporte = SuiviSne & { readonly numero: string };

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
  ecrireVie(epci: string, demandeur: string, vie: VieDemande): Promise<boolean>;
};
