import { z } from "zod";
import type { NatureDemande, Onglet, SortieDemande } from "#observatoire/regles/registre/registre.ts";
import { NATURES_DEMANDE, QUARTILES_DEMANDE, SORTIES_DEMANDE } from "#observatoire/regles/registre/registre.ts";
import { ETATS_DEMANDE } from "../../regles/etat.ts";
import type { ComptageDelai } from "../../regles/registre/delais-mesures.ts";
import type { Identite, PersonneDossier } from "../../regles/reponses.ts";
import type { VieDemande } from "../../regles/vie.ts";
import type { CourrierQueries } from "../courrier/ports.ts";

const texte = z.string().nullable();

/** A line of the register, always without a name. */
export const ligneRow = z.object({
  demandeur: z.string(),
  guichet: z.number().nullable(),
  reference: texte,
  etat: z.enum(ETATS_DEMANDE),
  ordre: z.string(),
  deposeeLe: texte,
  ancienneteLe: texte,
  echeanceLe: texte,
  radieLe: texte,
  personnes: z.number().nullable(),
  typologie: texte,
  nature: z.enum(NATURES_DEMANDE),
  quartile: z.enum(QUARTILES_DEMANDE),
  /** INSEE codes, in the household's order. */
  communes: z.array(z.string()).readonly(),
  synthetique: z.boolean(),
});
export type LigneRegistre = Readonly<z.infer<typeof ligneRow>>;

/** Cursor of a page of the list: value of the sort, then the file. */
export type CurseurRegistre = { readonly ordre: string; readonly demandeur: string };

export type QuestionRegistre = {
  readonly epci: string;
  readonly onglet: Onglet;
  /** Desks listed; null: all files that the actor may read. */
  readonly guichets: readonly number[] | null;
  readonly commune: string | null;
  readonly typologie: string | null;
  readonly nature: NatureDemande | null;
  /** Seniority on that ISO day or before. */
  readonly avant: string | null;
  readonly apres: CurseurRegistre | null;
  readonly limite: number;
};

export type NomDemandeur = Pick<Identite, "nom" | "nomUsage" | "prenom" | "naissance">;

/** The file with its name, its life and its identity, for an actor who may open it. */
export const ficheRow = z.object({
  demandeur: z.string(),
  epci: z.string(),
  guichet: z.number().nullable(),
  guichetNom: texte,
  reference: texte,
  /** Sealed. */
  numeroChiffre: z.instanceof(Uint8Array).nullable(),
  /** The one that the household says to have, sealed, until a desk has attached it. */
  numeroDeclare: z.instanceof(Uint8Array).nullable(),
  origine: z.enum(["portail", "guichet", "import", "inconnue"]),
  /** ISO day of Paris. */
  deposeeLe: texte,
  attesteeLe: texte,
  sortie: z.enum(SORTIES_DEMANDE).nullable(),
  limiteLe: texte,
  synthetique: z.boolean(),
});
export type FicheRegistre = VieDemande & Readonly<z.infer<typeof ficheRow>> & { readonly identite: Identite };

export const menageRow = z.object({
  personnes: z.number().nullable(),
  revenuMensuel: z.number().nullable(),
  typologie: texte,
  piecesMin: z.number().nullable(),
  motif: texte,
  nature: z.enum(NATURES_DEMANDE),
  logementActuel: texte,
  communeActuelle: texte,
  rfr: z.number().nullable(),
  positionPlafond: z.string(),
  quartile: z.enum(QUARTILES_DEMANDE),
  actionLogement: z.string(),
  urgence: z.string(),
  elargir: z.boolean().nullable(),
  priorite: z.string(),
});
export type MenageRegistre = Readonly<z.infer<typeof menageRow>>;

/** Its answers are written separately, as those of the steps are. */
export type NouvelleFiche = {
  readonly demandeur: string;
  readonly epci: string;
  readonly guichet: number;
  readonly reference: string;
  readonly identite: Identite;
  readonly deposeeLe: string;
  readonly synthetique: boolean;
};

export type Enregistrement = { readonly numeroHash: string; readonly numeroChiffre: Uint8Array };

export type Ouverture = { readonly motif: string; readonly expireLe: string };

export type RegistreQueries = {
  list(question: QuestionRegistre): Promise<readonly LigneRegistre[]>;
  /** Files of each list that this person reads. */
  comptes(epci: string): Promise<ReadonlyMap<Onglet, number>>;
  /** Those of them that this person may read, in no order. */
  lignes(epci: string, demandeurs: readonly string[]): Promise<readonly LigneRegistre[]>;
  ligne(epci: string, demandeur: string): Promise<LigneRegistre | null>;
  /** Identifier of the demandeur with that reference, or with that keyed hash of a number. */
  findReference(epci: string, reference: string): Promise<string | null>;
  findNumero(epci: string, numeroHash: string): Promise<string | null>;
  /** Searches the beginning of a normalised name, or a whole name and the beginning of a first name; sorted by name. */
  searchNom(
    epci: string,
    guichets: readonly number[],
    cherche: string,
    coupes: readonly { readonly nom: string; readonly prenom: string }[],
    limite: number,
  ): Promise<readonly string[]>;
  noms(epci: string, demandeurs: readonly string[]): Promise<ReadonlyMap<string, NomDemandeur>>;
  fiche(epci: string, demandeur: string): Promise<FicheRegistre | null>;
  menage(epci: string, demandeur: string): Promise<MenageRegistre | null>;
  personnes(epci: string, demandeur: string): Promise<readonly PersonneDossier[]>;
  /** Locks the file until the transaction ends; null: the actor may not write it. */
  lock(epci: string, demandeur: string): Promise<FicheRegistre | null>;
  ecrireVie(epci: string, demandeur: string, vie: VieDemande, sortie?: SortieDemande): Promise<boolean>;
  /** Throws `numero-connu`: another file of the territory has this number. */
  ecrireNumero(epci: string, demandeur: string, numero: Enregistrement): Promise<void>;
  attester(epci: string, demandeur: string, le: string): Promise<boolean>;
  add(fiche: NouvelleFiche): Promise<void>;
  /** Act of the commission to whose session the account is convened; false: not its file, or the act is not possible. */
  acteCommission(demandeur: string, acte: "avertir" | "radier", le: string): Promise<boolean>;
  /** ISO day of the lease; null: no such lease of the actor's organisation. */
  radierBail(demandeur: string, bail: number, sortie: SortieDemande): Promise<string | null>;
  /** State that the demande goes back to; null: the withdrawn lease had not struck it off, or another lease is signed. */
  rendreBail(demandeur: string, bail: number): Promise<string | null>;
  /** `guichets` null: all desks whose files the actor reads. */
  delais(epci: string, guichets: readonly number[] | null, du: string, au: string): Promise<readonly ComptageDelai[]>;
  /** Files of the desks that wait since a day or before, or end before a day. */
  aFaire(
    epci: string,
    guichets: readonly number[],
    jours: { readonly depot: string; readonly echeance: string },
  ): Promise<{
    readonly attendent: number;
    readonly tard: number;
    readonly premier: string | null;
    readonly echeances: number;
    readonly fin: string | null;
  }>;
  guichets(epci: string): Promise<ReadonlyMap<number, string>>;
  /** Opening by the account that asks; null: none is still open. */
  ouverture(demandeur: string, maintenant: string): Promise<Ouverture | null>;
  ouvrir(
    compte: number,
    epci: string,
    demandeur: string,
    ouverture: Ouverture & { readonly ouverteLe: string },
  ): Promise<void>;
  recuser(compte: number, epci: string, demandeur: string): Promise<void>;
  /** Sealed answers; empty: none sensitive, or not open to the actor with this purpose. */
  situations(epci: string, demandeur: string): Promise<readonly Uint8Array[]>;
};

/** Queries of the daily command, which runs without an actor. */
export type EcheanceQueries = {
  /** Files that a delay may concern on that day (warned, or valid for less than `avance` months more), by identifier. */
  candidats(jour: string, avance: number): Promise<readonly { readonly epci: string; readonly demandeur: string }[]>;
  /** Count of living demandes without a known end of validity. */
  sansEcheance(): Promise<number>;
  /** Runs in a transaction of its own, which locks the file. */
  forFile<T>(epci: string, demandeur: string, work: (file: FileEcheance) => Promise<T>): Promise<T | null>;
  /** Ties the wishes again to the stock published now; returns the count of demandes. */
  relier(): Promise<number>;
};

export type FileEcheance = {
  readonly vie: VieDemande;
  /** Messages written in the file's own transaction. */
  readonly courriers: CourrierQueries;
  ecrire(vie: VieDemande): Promise<void>;
  evenement(
    code: "preavis-envoye" | "demande-radiee",
    precisions: Readonly<Record<string, string | null>>,
  ): Promise<void>;
  journal(acte: "demande-avertie" | "demande-radiee", objet: string): Promise<void>;
};
