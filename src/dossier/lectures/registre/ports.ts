import { z } from "zod";
import type { NatureDemande, Onglet, SortieDemande } from "#observatoire/regles/registre/registre.ts";
import { NATURES_DEMANDE, QUARTILES_DEMANDE, SORTIES_DEMANDE } from "#observatoire/regles/registre/registre.ts";
import { ETATS_DEMANDE } from "../../regles/etat.ts";
import type { ComptageDelai } from "../../regles/registre/delais-mesures.ts";
import type { Identite, PersonneDossier } from "../../regles/reponses.ts";
import type { VieDemande } from "../../regles/vie.ts";
import type { CourrierQueries } from "../courrier/ports.ts";

const texte = z.string().nullable();

/** A line of the list: never a name. */
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

/** Place in a list: what it is in the order of, then the file. */
export type CurseurRegistre = { readonly ordre: string; readonly demandeur: string };

export type QuestionRegistre = {
  readonly epci: string;
  readonly onglet: Onglet;
  /** Whose desks; null: all that the person may read. */
  readonly guichets: readonly number[] | null;
  readonly commune: string | null;
  readonly typologie: string | null;
  readonly nature: NatureDemande | null;
  /** Seniority of that day or before. */
  readonly avant: string | null;
  readonly apres: CurseurRegistre | null;
  readonly limite: number;
};

export type NomDemandeur = Pick<Identite, "nom" | "nomUsage" | "prenom" | "naissance">;

/** The file by name, as whoever may open it reads it, its life and its identity apart. */
export const ficheRow = z.object({
  demandeur: z.string(),
  epci: z.string(),
  guichet: z.number().nullable(),
  guichetNom: texte,
  reference: texte,
  /** Sealed. */
  numeroChiffre: z.instanceof(Uint8Array).nullable(),
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

/** Its answers are written beside it, as those of the steps are. */
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
  /** The demandeur of a reference, or of the keyed hash of a number. */
  findReference(epci: string, reference: string): Promise<string | null>;
  findNumero(epci: string, numeroHash: string): Promise<string | null>;
  /** By the beginning of a name as it is searched, or by a whole name and the beginning of a first name; in the order of names. */
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
  /** Held until the transaction ends, by whoever may write it; null: not theirs. */
  lock(epci: string, demandeur: string): Promise<FicheRegistre | null>;
  ecrireVie(epci: string, demandeur: string, vie: VieDemande, sortie?: SortieDemande): Promise<boolean>;
  /** Throws `numero-connu`: another file of the territory has this number. */
  ecrireNumero(epci: string, demandeur: string, numero: Enregistrement): Promise<void>;
  attester(epci: string, demandeur: string, le: string): Promise<boolean>;
  add(fiche: NouvelleFiche): Promise<void>;
  /** By the commission to whose session the account is convened; false: not theirs, or not possible. */
  acteCommission(demandeur: string, acte: "avertir" | "radier", le: string): Promise<boolean>;
  /** The day of the lease; null: no such lease of theirs. */
  radierBail(demandeur: string, bail: number, sortie: SortieDemande): Promise<string | null>;
  /** The state to which it is given back; null: that lease, taken back, is not what struck it off, or another is signed. */
  rendreBail(demandeur: string, bail: number): Promise<string | null>;
  /** `guichets` null: of all those whose files the person reads. */
  delais(epci: string, guichets: readonly number[] | null, du: string, au: string): Promise<readonly ComptageDelai[]>;
  /** Files of the desks that wait past a day, or end before one. */
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
  /** Of the account that asks; null: none that is still open. */
  ouverture(demandeur: string, maintenant: string): Promise<Ouverture | null>;
  ouvrir(
    compte: number,
    epci: string,
    demandeur: string,
    ouverture: Ouverture & { readonly ouverteLe: string },
  ): Promise<void>;
  recuser(compte: number, epci: string, demandeur: string): Promise<void>;
  /** Sealed; empty: nothing sensitive, or not open to this person with this purpose. */
  situations(epci: string, demandeur: string): Promise<readonly Uint8Array[]>;
};

/** What the daily command asks of the database, under nobody's rights. */
export type EcheanceQueries = {
  /** Those that a delay may concern on that day: warned, or whose validity ends within `avance` months; by identifier. */
  candidats(jour: string, avance: number): Promise<readonly { readonly epci: string; readonly demandeur: string }[]>;
  /** How many living demandes have no known end of validity. */
  sansEcheance(): Promise<number>;
  /** In a transaction of its own, the file held. */
  forFile<T>(epci: string, demandeur: string, work: (file: FileEcheance) => Promise<T>): Promise<T | null>;
  /** Wishes tied again to the stock as it is published now; returns how many demandes. */
  relier(): Promise<number>;
};

export type FileEcheance = {
  readonly vie: VieDemande;
  /** In the file's own transaction. */
  readonly courriers: CourrierQueries;
  ecrire(vie: VieDemande): Promise<void>;
  evenement(
    code: "preavis-envoye" | "demande-radiee",
    precisions: Readonly<Record<string, string | null>>,
  ): Promise<void>;
  journal(acte: "demande-avertie" | "demande-radiee", objet: string): Promise<void>;
};
