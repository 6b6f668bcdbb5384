import { z } from "zod";
import { ETATS_DEMANDE } from "#dossier/regles/etat.ts";
import { TRI } from "#dossier/regles/reponses.ts";
import type { VieDemande } from "#dossier/regles/vie.ts";
import { CAUSES_DEPASSEE, VALIDITES_STOCK } from "../../regles/sne-echange/validite-stock.ts";

const texte = z.string().nullable();
const nombre = z.number().nullable();
const faitsRow = z.object({ creeLe: texte, renouveleLe: texte, commune: texte, typologie: texte, personnes: nombre });

/** A registered file of the reader, and the published national line with the same number. */
export const localSneRow = z.object({
  demandeur: z.string(),
  reference: texte,
  etat: z.enum(ETATS_DEMANDE),
  ici: faitsRow,
  /** null: the published stock lacks its number. */
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

/** Demandes of the stock in that state; `cause` for those that their dates would strike off. */
export const validiteStockRow = z.object({
  validite: z.enum(VALIDITES_STOCK),
  cause: z.enum(CAUSES_DEPASSEE).nullable(),
  nombre: z.number(),
});
export type CompteValidite = Readonly<z.infer<typeof validiteStockRow>>;

/** A line of the file that its dates would strike off; it bears no name. */
export const depasseeRow = z.object({
  ligne: z.number(),
  creeLe: texte,
  renouveleLe: texte,
  finLe: z.string(),
  cause: z.enum(CAUSES_DEPASSEE),
});
export type Depassee = Readonly<z.infer<typeof depasseeRow>>;

export type QuestionValidite = {
  readonly epci: string;
  readonly lot: number;
  /** Day of the extraction, ISO. */
  readonly reference: string;
  /** In months from the start of validity. */
  readonly bornes: { readonly validite: number; readonly radiation: number };
};

/** A demande in the columns of the national system; `numeroChiffre` null: its number was never typed in Blaise. */
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

/** The same with its number in clear. */
export type SuiviExporte = SuiviSne & { readonly numero: string };

export type FiltreSuivi = { readonly epci: string; readonly annee: number | null; readonly limite: number };

export type SneEchangeQueries = {
  /** Latest published stock and its count of demandes; null: none. */
  stock(epci: string): Promise<StockSne | null>;
  /** Count of the living registered files, and of those whose number is in the lot. */
  compter(epci: string, lot: number | null): Promise<{ readonly locaux: number; readonly rapproches: number }>;
  /** Only the files that differ from the national line, the oldest first. */
  locaux(epci: string, lot: number | null, limite: number): Promise<readonly LocalSne[]>;
  /** Every demande of the lot once. */
  validites(question: QuestionValidite): Promise<readonly CompteValidite[]>;
  /** The oldest end first. */
  depassees(question: QuestionValidite, limite: number): Promise<readonly Depassee[]>;
  suivi(filtre: FiltreSuivi): Promise<readonly SuiviSne[]>;
  compterSuivi(filtre: Omit<FiltreSuivi, "limite">): Promise<{ readonly total: number; readonly sansNumero: number }>;
  /** Sealed number; null: not a file of the reader's desk, or never typed in Blaise. */
  numero(epci: string, demandeur: string): Promise<Uint8Array | null>;
  /** Locks the file. null: not a file of the reader. */
  vie(epci: string, demandeur: string): Promise<VieDemande | null>;
  ecrireVie(epci: string, demandeur: string, vie: VieDemande): Promise<boolean>;
};
