import { z } from "zod";
import type { CategorieLocale } from "#donnees/regles/public-prioritaire/categorie.ts";
import type { Label } from "#donnees/regles/public-prioritaire/label.ts";
import type { Contingent, Reponse } from "#droit/regles/attribution/attribution.ts";
import type { ComptePrioritaire } from "#droit/regles/publics-prioritaires.ts";
import type { CubeFiltre, CubeQueries } from "../ports.ts";

/** Leases of one bailleur (SIREN) that share contingent, priority and DALO. */
export type CompteBailleur = ComptePrioritaire & { readonly bailleur: string };

/** The same for one calendar month, 1 to 12. `debut`: its first day, or that of the avenant that cuts it. */
export type CompteMensuel = CompteBailleur & {
  readonly mois: number;
  readonly debut: string;
  /** Organisation that the leases are known to be of; null or absent: not known which. */
  readonly reservataire?: number | null;
};

export type CompteTravailleurs = {
  readonly bailleur: string;
  readonly travailleurEssentiel: Reponse;
  readonly nombre: number;
};

export type Liste = "syplo" | "bailleur";

/** A published list of the year, as far as this person reads it. */
export const listeRow = z.object({
  liste: z.enum(["syplo", "bailleur"]),
  /** SIREN of whose list it is; null for the préfet's. */
  bailleur: z.string().nullable(),
  fichier: z.string(),
  lignes: z.number(),
  /** Distinct households. */
  menages: z.number(),
  /** Households that no published lease of the year is theirs. */
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

/** A lease of the year, with the lines of the lists that are its household's. Never the number that ties them. */
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
  /** From the leases themselves: the cube does not tell key workers apart. Months of the filter are left aside: the whole year. */
  travailleurs(filtre: ListeFiltre): Promise<readonly CompteTravailleurs[]>;
  listes(filtre: Omit<ListeFiltre, "bailleur">): Promise<readonly ListePubliee[]>;
  /** Leases of the year that the SNE says are priority, or may be, and those whose household is on a list. By bailleur, day, line. */
  rapproches(filtre: ListeFiltre): Promise<readonly BailRapproche[]>;
  /** Leases of the year whose key was destroyed (three years after it): no list can be tied to them any more. */
  clesDetruites(filtre: ListeFiltre): Promise<number>;
  /** Files of the year that the figures are made from: a list appears to those who read its lines. */
  sources(filtre: Omit<ListeFiltre, "bailleur">): ReturnType<CubeQueries["sources"]>;
  /** Every local category, closed ones included, by code and first day. */
  categories(epci: string): Promise<readonly CategorieEnregistree[]>;
  /** false when a category of that code is open already. */
  addCategorie(epci: string, categorie: CategorieLocale): Promise<boolean>;
  /** false when it is not there, or closed already. */
  closeCategorie(epci: string, id: number, jusque: string): Promise<boolean>;
};
