import { z } from "zod";
import { origine, quartile, reponse, situation } from "#donnees/formats/ports.ts";
import type { DemandeRow } from "#donnees/formats/rows.ts";
import type { CleLot } from "#donnees/lectures/lot/ports.ts";
import { MOTIFS_REFUS, REFUS_PAR } from "#donnees/regles/demande/demande.ts";
import type { Origine } from "#droit/regles/attribution/attribution.ts";
import type { Compte } from "#droit/regles/attribution/compte.ts";
import { POSITIONS_PLAFOND } from "#droit/regles/position-plafond.ts";
import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import { SORTIES_DEMANDE } from "../../regles/registre/registre.ts";
import type { ContenuPack } from "./pack.ts";

export const VUES_DEMANDES = ["stock", "pression", "non-pourvues", "parcours", "attributions"] as const;
export type VueDemandes = (typeof VUES_DEMANDES)[number];

/** A line of the stock for its derivation, without its identifiers. */
export type DemandeLue = Omit<DemandeRow, "cle" | "empreinte">;

/** A cell of `cube_demande`. Bands in months; null: unknown day. */
export const celluleRow = z.object({
  commune: z.string().nullable(),
  typologie: z.string(),
  origine,
  /** The retained quartile, with 0 € apart: the rule in force places them. */
  quartile: z.enum(["q1", "q2-4", "nulles", "inconnu"]),
  plafond: z.enum(POSITIONS_PLAFOND),
  anciennete: z.number().nullable(),
  evenement: z.number().nullable(),
  anneeCreation: z.number().nullable(),
  age: z.string(),
  motif: z.string(),
  propositions: z.enum(["0", "1", "2", "3+", "inconnu"]),
  refusPar: z.enum(REFUS_PAR),
  refusMotif: z.string(),
  salarie: reponse,
  qpvActuel: situation,
  prioritaire: reponse,
  dalo: reponse,
  /** Sum of the ages in days, over known days. */
  jours: z.number(),
  nombre: z.number(),
});
export type CelluleDemande = Readonly<z.infer<typeof celluleRow>>;

/** A published stock. `absents`: our fields that its file lacks. */
export const stockRow = z.object({
  periode: z.string(),
  lot: z.number(),
  fichier: z.string(),
  sha256: z.string(),
  absents: z.array(z.string()).readonly(),
});
export type Stock = Readonly<z.infer<typeof stockRow>>;

export const AXES_DEMANDE = [
  "commune",
  "typologie",
  "origine",
  "quartile",
  "plafond",
  "anciennete",
  "annee",
  "age",
  "motif",
  "propositions",
  "refus-par",
  "refus-motif",
  "salarie",
  "qpv-actuel",
  "prioritaire",
  "dalo",
  // « oui »: at least two proposals, and a refusal.
  "refus-repetes",
  // Commune wished by a present tenant of the social stock; « hors-mutation » for others.
  "mutation-commune",
] as const;
export type AxeDemande = (typeof AXES_DEMANDE)[number];

/** Demandes with the same value of an axis; "inconnu" on every axis when the file does not say. */
export const compteRow = z.object({
  axe: z.enum(AXES_DEMANDE),
  cle: z.string(),
  /** Older than the delay. */
  ancienne: reponse,
  /** No proposal, and no event for the given silence. */
  signalee: reponse,
  nombre: z.number(),
  jours: z.number(),
});
export type CompteDemande = Readonly<z.infer<typeof compteRow>>;

export type FiltreDemande = {
  readonly epci: string;
  readonly periode: string;
  /** In months, each the start of a band. */
  readonly delai: number;
  readonly silence: number;
  readonly commune: string | null;
  readonly typologie: string | null;
};

export const AXES_BAIL = ["commune", "typologie", "origine", "salarie", "annee"] as const;
export type AxeBail = (typeof AXES_BAIL)[number];

/** Leases without their bailleur, as the rules count them; each once per axis. */
export type CompteBail = Compte & { readonly axe: AxeBail; readonly cle: string };

/** Leases of a year by what they waited, in whole months elapsed; null: the file does not say. */
export const attenteRow = z.object({
  commune: z.string().nullable(),
  secteur: z.string().nullable(),
  typologie: z.string(),
  mois: z.number().nullable(),
  nombre: z.number(),
});
export type CompteAttente = Readonly<z.infer<typeof attenteRow>>;

export const parcRow = z.object({
  axe: z.enum(["commune", "typologie"]),
  cle: z.string(),
  logements: z.number(),
  /** Freed in the year before the vintage, and those for which it is unknown; null on an axis that does not tell. */
  liberes: z.number().nullable(),
  liberationsInconnues: z.number().nullable(),
});
export type CompteParcDemande = Readonly<z.infer<typeof parcRow>>;

/** Dwellings of a vintage let under a lease begun in the year before it, first lettings included, and those of which nothing tells. */
export const emmenagesRow = z.object({
  millesime: z.string(),
  logements: z.number(),
  emmenages: z.number(),
  inconnus: z.number(),
});
export type CompteEmmenages = Readonly<z.infer<typeof emmenagesRow>>;

export type ParcDemande = { readonly millesime: string; readonly comptes: readonly CompteParcDemande[] };

/** One demande of the list, without anything that names a household: `reference` is a part of the keyed hash. */
export const signaleeRow = z.object({
  reference: z.string(),
  commune: z.string().nullable(),
  typologie: z.string().nullable(),
  quartile,
  revenuMensuel: z.number().nullable(),
  uniteConso: z.number().nullable(),
  origine,
  creeLe: z.string().nullable(),
  dernierEvenement: z.string().nullable(),
  motifDemande: z.string().nullable(),
});
export type DemandeSignalee = Readonly<z.infer<typeof signaleeRow>>;

export const DESTINATIONS = ["meme-commune", "autre-commune", "inconnue"] as const;
export type Destination = (typeof DESTINATIONS)[number];

/** Sums over the files kept here, for the whole territory, small ones included: the display hides them. */
export const parcoursRow = z.discriminatedUnion("genre", [
  z.object({
    genre: z.literal("mutation"),
    /** SIREN of the present bailleur, or « inconnu ». */
    cle: z.string(),
    libelle: z.string().nullable(),
    destination: z.enum(DESTINATIONS),
    nombre: z.number(),
  }),
  z.object({ genre: z.literal("sortie"), cle: z.enum(SORTIES_DEMANDE), nombre: z.number() }),
  z.object({ genre: z.literal("refus"), cle: z.enum(MOTIFS_REFUS), nombre: z.number() }),
]);
export type CompteParcours = Readonly<z.infer<typeof parcoursRow>>;

/** Leases of one bailleur by status, frozen apart in the packs. */
export type CompteBailleur = Compte & { readonly bailleur: string; readonly origine: Origine };

const trimestre = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);

export const enteteRow = z.object({
  id: z.number(),
  annee: z.number(),
  trimestre,
  /** Rank of the version in its quarter. */
  numero: z.number(),
  /** SHA-256 of the canonical JSON of contents and sources. */
  empreinte: z.string(),
  figeLe: z.string(),
  figePar: z.string(),
});
export type EntetePack = Readonly<z.infer<typeof enteteRow>>;

const sourceRow = z.object({ source: z.string(), periode: z.string(), fichier: z.string(), sha256: z.string() });
export type SourcePack = Readonly<z.infer<typeof sourceRow>>;

/** A frozen version: its hash proves it, not its shape, which later versions may extend. */
export const packRow = enteteRow.extend({
  epci: z.string(),
  contenu: z.custom<ContenuPack>((value) => typeof value === "object" && value !== null && "figures" in value),
  sources: z.array(sourceRow).readonly(),
});
export type Pack = Readonly<z.infer<typeof packRow>>;

export const packBailleurRow = z.object({
  bailleur: z.string(),
  nom: z.string(),
  figures: z.custom<readonly Figure[]>(Array.isArray),
  empreinte: z.string(),
});
export type PackBailleur = Readonly<z.infer<typeof packBailleurRow>>;

export type DemandeQueries = {
  /** By pages, in file order. */
  lues(lot: CleLot): AsyncIterable<readonly DemandeLue[]>;
  replaceCube(lot: number, epci: string, cellules: readonly CelluleDemande[]): Promise<void>;
  /** Latest first. */
  stocks(epci: string): Promise<readonly Stock[]>;
  comptes(filtre: FiltreDemande): Promise<readonly CompteDemande[]>;
  /** Leases signed from the month of `debut` to that of `fin`, both included (ISO days), in any commune. */
  baux(epci: string, debut: string, fin: string): Promise<readonly CompteBail[]>;
  /** Of the year's leases in the territory, by the SNE's delay from the demande to the lease; for readers of rows. */
  attentes(epci: string, annee: number): Promise<readonly CompteAttente[]>;
  /** The vintage of the year, else the closest before, else the first after; null when none is published. */
  parc(epci: string, annee: number): Promise<ParcDemande | null>;
  /** Published vintages, ascending. */
  emmenages(epci: string): Promise<readonly CompteEmmenages[]>;
  /** Oldest first, for readers of rows. `reference`: day from which bands are counted; `limite` null: all. */
  signalees(
    filtre: FiltreDemande & { readonly reference: string; readonly limite: number | null },
  ): Promise<readonly DemandeSignalee[]>;
  parcours(epci: string): Promise<readonly CompteParcours[]>;
  /** Of the bailleurs that the reader may see. */
  bauxParBailleur(epci: string, debut: string, fin: string): Promise<readonly CompteBailleur[]>;
  packs(epci: string): Promise<readonly EntetePack[]>;
  findPack(epci: string, id: number): Promise<Pack | null>;
  /** All, the reader's own, or none. */
  packBailleurs(epci: string, pack: number): Promise<readonly PackBailleur[]>;
  /** Assigns the quarter's next number under a lock. Returns its `id`. */
  freezePack(pack: {
    readonly epci: string;
    readonly contenu: ContenuPack;
    readonly sources: Pack["sources"];
    readonly empreinte: string;
    readonly figePar: string;
    readonly bailleurs: readonly PackBailleur[];
  }): Promise<number>;
};
