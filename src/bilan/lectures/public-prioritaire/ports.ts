import { z } from "zod";
import type { CategorieLocale } from "#donnees/regles/public-prioritaire/categorie.ts";
import type { Label } from "#donnees/regles/public-prioritaire/label.ts";
import type { Contingent, Reponse } from "#droit/regles/attribution/attribution.ts";
import type { ComptePrioritaire } from "#droit/regles/publics-prioritaires.ts";
import type { CubeFiltre, CubeQueries } from "../ports.ts";

/** Leases of one bailleur (SIREN) with the same contingent, priority and DALO. */
export type CompteBailleur = ComptePrioritaire & { readonly bailleur: string };

/** For one calendar month, 1 to 12. `debut`: its first day, or that of the avenant that cuts it. */
export type CompteMensuel = CompteBailleur & {
  readonly mois: number;
  readonly debut: string;
  /** Organisation of the leases; null or absent: unknown. */
  readonly reservataire?: number | null;
};

export type CompteTravailleurs = {
  readonly bailleur: string;
  readonly travailleurEssentiel: Reponse;
  readonly nombre: number;
};

export type Liste = "syplo" | "bailleur";

/** A published list of the year, within what this person reads. */
export const listeRow = z.object({
  liste: z.enum(["syplo", "bailleur"]),
  /** SIREN of the list's bailleur; null for the préfet's. */
  bailleur: z.string().nullable(),
  fichier: z.string(),
  lignes: z.number(),
  /** Number of distinct households. */
  menages: z.number(),
  /** Households without a published lease of the year. */
  sansAttribution: z.number(),
});
export type ListePubliee = Readonly<z.infer<typeof listeRow>>;

export type LigneListe = Label & {
  readonly liste: Liste;
  readonly bailleur: string | null;
  /** Physical line of the list's file. */
  readonly ligne: number;
  readonly dalo: "oui" | "inconnu";
};

/** A lease of the year, with the list lines of its household; never the number that ties them. */
export type BailRapproche = {
  readonly fichier: string;
  /** Physical line of the SNE's file. */
  readonly ligne: number;
  readonly bailleur: string;
  /** ISO day. */
  readonly bailSigneLe: string;
  readonly contingent: Contingent;
  readonly prioritaire: Reponse;
  readonly dalo: Reponse;
  readonly labels: readonly LigneListe[];
};

export type ListeFiltre = { readonly epci: string; readonly annee: number; readonly bailleur: string | null };

export type CategorieEnregistree = CategorieLocale & { readonly id: number };

/** Every query reads the published lots, first and last month of the filter included. */
export type PublicsQueries = {
  comptes(filtre: CubeFiltre): Promise<readonly CompteBailleur[]>;
  comptesParMois(filtre: CubeFiltre): Promise<readonly CompteMensuel[]>;
  /** From the leases themselves, since the cube has no key workers. For the whole year, whatever the filter's months. */
  travailleurs(filtre: ListeFiltre): Promise<readonly CompteTravailleurs[]>;
  listes(filtre: Omit<ListeFiltre, "bailleur">): Promise<readonly ListePubliee[]>;
  /** Leases that the SNE marks as priority, or may, and those whose household is on a list. By bailleur, day, line. */
  rapproches(filtre: ListeFiltre): Promise<readonly BailRapproche[]>;
  /** Leases of the year whose key was destroyed (after three years): no list can be matched to them any more. */
  clesDetruites(filtre: ListeFiltre): Promise<number>;
  /** Files of the year behind the figures; a list is only shown to readers of its lines. */
  sources(filtre: Omit<ListeFiltre, "bailleur">): ReturnType<CubeQueries["sources"]>;
  /** All local categories, closed ones included, by code and first day. */
  categories(epci: string): Promise<readonly CategorieEnregistree[]>;
  /** false when that code is already open. */
  addCategorie(epci: string, categorie: CategorieLocale): Promise<boolean>;
  /** false when it is missing or already closed. */
  closeCategorie(epci: string, id: number, jusque: string): Promise<boolean>;
};
