import { z } from "zod";
import { ETATS_DEMANDE, MOTIFS_RADIATION } from "#dossier/regles/etat.ts";
import { TRI } from "#dossier/regles/reponses.ts";
import { ETATS_OUVERTS, type EtatOuvert, NATURES_TRANSMISSION } from "#dossier/regles/transmission.ts";
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

/** An open writing, with the days of its file; days are ISO. */
export const transmissionRow = z.object({
  id: z.number(),
  demandeur: z.string(),
  reference: texte,
  nature: z.enum(NATURES_TRANSMISSION),
  etat: z.enum(ETATS_OUVERTS),
  depuis: z.string(),
  envoyeeLe: texte,
  /** End of validity that the national system still has. */
  avant: texte,
  deposeeLe: texte,
  renouveleeLe: texte,
  radieLe: texte,
  radieMotif: z.enum(MOTIFS_RADIATION).nullable(),
  /** `a-completer`: the household has the next word. */
  etatDemande: z.enum(ETATS_DEMANDE),
  etapes: z.array(z.string()).readonly(),
  refus: texte,
  reponse: texte,
  /** An earlier writing of the same demande is still open. */
  apres: z.boolean(),
  /** The published national file already shows it. */
  vue: z.boolean(),
});
export type Transmission = Readonly<z.infer<typeof transmissionRow>>;

/** Open writings of one kind, in one state, that the same day bears on (`limiteOf`). */
export const compteTransmissionRow = z.object({
  nature: z.enum(NATURES_TRANSMISSION),
  etat: z.enum(ETATS_OUVERTS),
  deposeeLe: texte,
  avant: texte,
  nombre: z.number(),
});
export type CompteTransmission = Readonly<z.infer<typeof compteTransmissionRow>>;

/** A writing in the words of the message, for a desk that types it; `numeroChiffre` null: none yet, or never typed here. */
export const aSaisirRow = z.object({
  id: z.number(),
  nature: z.enum(NATURES_TRANSMISSION),
  reference: texte,
  numeroChiffre: z.instanceof(Uint8Array).nullable(),
  depuis: z.string(),
  civilite: texte,
  nom: texte,
  prenom: texte,
  naissance: texte,
  telephone: texte,
  courriel: texte,
  adresse: texte,
  adresseCommune: texte,
  creeLe: texte,
  renouveleeLe: texte,
  radieLe: texte,
  radieMotif: z.enum(MOTIFS_RADIATION).nullable(),
  communes: z.array(z.string()).readonly(),
  typologie: texte,
  modeLogement: texte,
  personnes: z.number().nullable(),
  revenuMensuel: z.number().nullable(),
  motif: texte,
  etapes: z.array(z.string()).readonly(),
});
export type ASaisir = Readonly<z.infer<typeof aSaisirRow>>;

/** What is known of a writing once it has left, or of one that a person settles. */
export type Issue =
  | { readonly etat: "a-envoyer" }
  | { readonly etat: "acceptee"; readonly voie: "service" | "main" | "fichier" }
  | { readonly etat: "refusee"; readonly refus: string | null; readonly reponse: string | null }
  | { readonly etat: "sans-objet" };

/** Last stock published, to see what it already shows. */
export type StockLu = { readonly lot: number; readonly reference: string } | null;

export type QuestionOuvertes = {
  readonly guichets: readonly number[];
  readonly stock: StockLu;
  readonly etats: readonly EtatOuvert[];
  /** Of each state. */
  readonly limite: number;
};

export type TransmissionQueries = {
  compter(epci: string, guichets: readonly number[]): Promise<readonly CompteTransmission[]>;
  /** The most urgent first. */
  ouvertes(epci: string, question: QuestionOuvertes): Promise<readonly Transmission[]>;
  find(epci: string, id: number): Promise<Transmission | null>;
  ofDemandeur(epci: string, demandeur: string): Promise<readonly Transmission[]>;
  /** In the order of `ouvertes`. */
  aSaisir(epci: string, guichets: readonly number[], limite: number): Promise<readonly ASaisir[]>;
  /**
   * Marks it as sent, before it leaves: a stop in between leaves it to be checked, and never sent twice. false: another state, an earlier writing of
   * the demande is open, or one travels.
   */
  partir(epci: string, id: number, depuis: "a-envoyer" | "envoyee"): Promise<boolean>;
  /** false: it is in none of these states any more, or not of the reader's desk. */
  clore(epci: string, id: number, depuis: readonly string[], issue: Issue): Promise<boolean>;
};
