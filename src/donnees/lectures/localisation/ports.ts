import { z } from "zod";
import { quartile, reponse, ressources, situation } from "#donnees/formats/ports.ts";
import { MOTIFS_DEDUCTION } from "#droit/regles/patrimoine/deduction.ts";

/** An unlocated address of the published attributions, with all its lines. */
export const adresseRow = z.object({
  cleAdresse: z.string(),
  commune: z.string().nullable(),
  communeNom: z.string().nullable(),
  adresse: z.string().nullable(),
  residence: z.string().nullable(),
  numeroRpls: z.string().nullable(),
  bailleur: z.string(),
  bailleurNom: z.string().nullable(),
  typologie: z.string().nullable(),
  lignes: z.number().int(),
  premierQuartile: z.number().int(),
  annees: z.array(z.number().int()).readonly(),
  /** The probable situation of all its lines by the published stock, and why; null without one, when lines differ, or when a person set it aside. */
  probable: z.object({ situation: z.enum(["qpv", "hors-qpv"]), motif: z.enum(MOTIFS_DEDUCTION) }).nullable(),
  /** Day on which somebody wrote that nobody knows: the bailleur was asked. */
  interrogeeLe: z.string().nullable(),
  exemple: z.object({ fichier: z.string(), ligne: z.number() }),
});
export type AdresseALocaliser = Readonly<z.infer<typeof adresseRow>>;

/** An address whose situation was deduced and retained, with all its lines. */
export const deduiteRow = adresseRow
  .pick({
    cleAdresse: true,
    commune: true,
    communeNom: true,
    adresse: true,
    residence: true,
    bailleur: true,
    bailleurNom: true,
    lignes: true,
    annees: true,
  })
  .extend({ situation: z.enum(["qpv", "hors-qpv"]), motif: z.enum(MOTIFS_DEDUCTION) });
export type AdresseDeduite = Readonly<z.infer<typeof deduiteRow>>;

/** One résidence of the published RPLS stock: the dwellings of a commune at one address, grouped. */
export const candidateRow = z.object({
  identRep: z.string().nullable(),
  commune: z.string(),
  communeNom: z.string().nullable(),
  adresse: z.string().nullable(),
  residence: z.string().nullable(),
  bailleur: z.string().nullable(),
  logements: z.number(),
  /** The situation declared in RPLS, else the point in the perimeter; `inconnue` when its dwellings differ. */
  situation,
  longitude: z.number().nullable(),
  latitude: z.number().nullable(),
});
export type ResidenceCandidate = Readonly<z.infer<typeof candidateRow>>;

export const localisationADecider = z.object({
  cleAdresse: z.string(),
  situation,
  situationAvant: situation,
  residence: z.string().nullable(),
  identRep: z.string().nullable(),
  motif: z.string(),
  decideePar: z.string(),
});
export type LocalisationADecider = Readonly<z.infer<typeof localisationADecider>>;

export const localisationRow = localisationADecider.extend({
  id: z.number(),
  epci: z.string(),
  decideeLe: z.string(),
  annuleeLe: z.string().nullable(),
  annuleePar: z.string().nullable(),
});
export type LocalisationEcrite = Readonly<z.infer<typeof localisationRow>>;
export type Localisation = Omit<LocalisationEcrite, "epci">;

export const aDeciderRow = z.object({
  cleAdresse: z.string(),
  situation,
  /** A decision stands already: what was deduced was set aside. */
  decidee: z.boolean(),
});
type AdresseADecider = Readonly<z.infer<typeof aDeciderRow>>;

export const compteALocaliserRow = z.object({
  situation,
  quartile,
  ressources,
  relogement: reponse,
  probable: situation,
  nombre: z.number().int(),
});
type CompteALocaliser = Readonly<z.infer<typeof compteALocaliserRow>>;

/** First and last of decisions recorded together. */
export type Numeros = { readonly premier: number; readonly dernier: number };

export type LocalisationQueries = {
  /** Most lines first, then commune and address. */
  aLocaliser(epci: string): Promise<readonly AdresseALocaliser[]>;
  /** In the same order. An address deduced on both sides, or for two reasons, appears twice. */
  deduites(epci: string): Promise<readonly AdresseDeduite[]>;
  /** Résidences of the commune; for a null commune, of the bailleur in the whole territory. */
  candidates(epci: string, commune: string | null, bailleur: string): Promise<readonly ResidenceCandidate[]>;
  /** One decision an address, in the same transaction. */
  record(epci: string, localisations: readonly LocalisationADecider[]): Promise<readonly number[]>;
  withdraw(id: number, par: string): Promise<Localisation | null>;
  /** Withdraws those that stand among these numbers; their addresses. */
  withdrawBetween(epci: string, numeros: Numeros, par: string): Promise<readonly string[]>;
  find(id: number): Promise<LocalisationEcrite | null>;
  history(epci: string): Promise<readonly Localisation[]>;
  /** Of these addresses, those that a decision may bear on: unlocated (`inconnue`), or deduced. */
  aDecider(epci: string, cles: readonly string[]): Promise<readonly AdresseADecider[]>;
  /** Unlocated leases of these addresses signed that year, counted as bilans count them. */
  comptes(epci: string, cles: readonly string[], annee: number): Promise<readonly CompteALocaliser[]>;
};
