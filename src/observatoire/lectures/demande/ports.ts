import { z } from "zod";
import type { DemandeRow } from "#donnees/formats/rows.ts";
import type { CleLot } from "#donnees/lectures/lot/ports.ts";
import type { RefusPar } from "#donnees/regles/demande/demande.ts";
import type { Origine, Reponse } from "#droit/regles/attribution/attribution.ts";
import type { Compte } from "#droit/regles/attribution/compte.ts";
import type { PositionPlafond } from "#droit/regles/position-plafond.ts";
import type { Situation } from "#socle/regles/shared/situation.ts";
import type { SortieDemande } from "../../regles/registre/registre.ts";
import type { ContenuPack, Pack, PackBailleur } from "./pack.ts";

/** The parts of the page, one at a time. */
export const VUES_DEMANDES = ["stock", "pression", "non-pourvues", "parcours", "attributions"] as const;
export type VueDemandes = (typeof VUES_DEMANDES)[number];

/** A line of the stock as its derivation reads it: what identifies it stays in its table. */
export type DemandeLue = Omit<DemandeRow, "cle" | "empreinte">;

/** The retained quartile, with the demandes at 0 € apart: the rule in force says where they count. */
export type QuartileDemande = "q1" | "q2-4" | "nulles" | "inconnu";

/** A cell of `cube_demande`. Bands in months; null: the day is unknown. */
export type CelluleDemande = {
  readonly commune: string | null;
  readonly typologie: string;
  readonly origine: Origine;
  readonly quartile: QuartileDemande;
  readonly plafond: PositionPlafond;
  readonly anciennete: number | null;
  readonly evenement: number | null;
  readonly anneeCreation: number | null;
  readonly age: string;
  readonly motif: string;
  readonly propositions: "0" | "1" | "2" | "3+" | "inconnu";
  readonly refusPar: RefusPar;
  readonly refusMotif: string;
  readonly salarie: Reponse;
  readonly qpvActuel: Situation;
  readonly prioritaire: Reponse;
  readonly dalo: Reponse;
  /** Sum of the ages in days of those whose day is known. */
  readonly jours: number;
  readonly nombre: number;
};

/** A published stock. `absents`: fields of ours that its file does not carry. */
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
  // « oui »: two proposals at least, and a refusal.
  "refus-repetes",
  // Commune wished by whoever is already a tenant of the social stock; « hors-mutation » for the others.
  "mutation-commune",
] as const;
export type AxeDemande = (typeof AXES_DEMANDE)[number];

/** Demandes that share one value of an axis. « The file does not say » is "inconnu" on every axis. */
export type CompteDemande = {
  readonly axe: AxeDemande;
  readonly cle: string;
  /** Older than the delay asked for. */
  readonly ancienne: Reponse;
  /** No proposal, and no event since the silence asked for. */
  readonly signalee: Reponse;
  readonly nombre: number;
  readonly jours: number;
};

export type FiltreDemande = {
  readonly epci: string;
  readonly periode: string;
  /** Months, each the start of a band. */
  readonly delai: number;
  readonly silence: number;
  readonly commune: string | null;
  readonly typologie: string | null;
};

export const AXES_BAIL = ["commune", "typologie", "origine", "salarie", "annee"] as const;
export type AxeBail = (typeof AXES_BAIL)[number];

/** Leases without their bailleur, as the rules count them; each once on every axis. */
export type CompteBail = Compte & { readonly axe: AxeBail; readonly cle: string };

export const parcRow = z.object({
  axe: z.enum(["commune", "typologie"]),
  cle: z.string(),
  logements: z.number(),
  /** Freed during the year before the vintage, and those of which nothing says whether they were; null on the axis that does not tell. */
  liberes: z.number().nullable(),
  liberationsInconnues: z.number().nullable(),
});
export type CompteParcDemande = Readonly<z.infer<typeof parcRow>>;

export type ParcDemande = { readonly millesime: string; readonly comptes: readonly CompteParcDemande[] };

/** One demande of the list, without anything that names a household: `reference` is a cut of the keyed hash. */
export type DemandeSignalee = {
  readonly reference: string;
  readonly commune: string | null;
  readonly typologie: string | null;
  readonly quartile: "q1" | "q2-4" | "inconnu";
  readonly revenuMensuel: number | null;
  readonly uniteConso: number | null;
  readonly origine: Origine;
  readonly creeLe: string | null;
  readonly dernierEvenement: string | null;
  readonly motifDemande: string | null;
};

export const DESTINATIONS = ["meme-commune", "autre-commune", "inconnue"] as const;
export type Destination = (typeof DESTINATIONS)[number];

/** Sums of the files kept here, of the whole territory, small ones included: whoever shows them hides them. */
export type CompteParcours =
  | {
      readonly genre: "mutation";
      /** SIREN of the present bailleur, or « inconnu ». */
      readonly cle: string;
      readonly libelle: string | null;
      readonly destination: Destination;
      readonly nombre: number;
    }
  | { readonly genre: "sortie"; readonly cle: SortieDemande; readonly nombre: number };

/** Leases of one bailleur, by status: what the packs freeze apart. */
export type CompteBailleur = Compte & { readonly bailleur: string; readonly origine: Origine };

export type EntetePack = Pick<Pack, "id" | "annee" | "trimestre" | "numero" | "empreinte" | "figeLe" | "figePar">;

export type DemandeQueries = {
  /** Page by page, in file order. */
  lues(lot: CleLot): AsyncIterable<readonly DemandeLue[]>;
  replaceCube(lot: number, epci: string, cellules: readonly CelluleDemande[]): Promise<void>;
  /** Latest first. */
  stocks(epci: string): Promise<readonly Stock[]>;
  comptes(filtre: FiltreDemande): Promise<readonly CompteDemande[]>;
  /** Leases signed from the month of `debut` to that of `fin`, both included (ISO days), whatever the commune. */
  baux(epci: string, debut: string, fin: string): Promise<readonly CompteBail[]>;
  /** The vintage of the year, else the closest before, else the first after; null when none is published. */
  parc(epci: string, annee: number): Promise<ParcDemande | null>;
  /** Oldest first. For whoever may read the rows. `reference`: the day that bands are counted from. */
  signalees(
    filtre: FiltreDemande & { readonly reference: string; readonly limite: number },
  ): Promise<readonly DemandeSignalee[]>;
  parcours(epci: string): Promise<readonly CompteParcours[]>;
  /** Of the bailleurs that the reader may see. */
  bauxParBailleur(epci: string, debut: string, fin: string): Promise<readonly CompteBailleur[]>;
  packs(epci: string): Promise<readonly EntetePack[]>;
  findPack(epci: string, id: number): Promise<Pack | null>;
  /** Those that the reader may see: all, their own, or none. */
  packBailleurs(epci: string, pack: number): Promise<readonly PackBailleur[]>;
  /** Gives the next number of the quarter under a lock. Returns its `id`. */
  freezePack(pack: {
    readonly epci: string;
    readonly contenu: ContenuPack;
    readonly sources: Pack["sources"];
    readonly empreinte: string;
    readonly figePar: string;
    readonly bailleurs: readonly PackBailleur[];
  }): Promise<number>;
};
