import { z } from "zod";
import type { Confiance } from "#socle/regles/shared/confiance.ts";
import { CONTRAINTES } from "../../regles/plh-tranche.ts";
import type { GenreRegle, ParametresRegle, VersionRegle } from "../../regles/regle.ts";

export type NouvelleVersionRegle = {
  readonly genre: GenreRegle;
  readonly commune: string;
  readonly parametres: ParametresRegle | null;
  readonly depuis: string;
  readonly jusque: string | null;
  readonly texte: string;
  readonly reference: string;
  readonly confiance: Confiance;
  readonly synthetique: boolean;
};

export type RegleQueries = {
  /** All versions, by genre, commune and first day. */
  list(epci: string): Promise<readonly VersionRegle[]>;
  /** null: the last version begins that day or later. */
  add(epci: string, version: NouvelleVersionRegle): Promise<number | null>;
};

/** A commune in a year; null: unknown. Counts of inhabitants and of dwellings. */
export const ligneRow = z.object({
  commune: z.string(),
  annee: z.number(),
  population: z.number().nullable(),
  residencesPrincipales: z.number().nullable(),
  logementsSociaux: z.number().nullable(),
  /** Dwellings of every kind, built in the period of the PLH that begins that year. */
  constructionNeuve: z.number().nullable(),
  contrainte: z.enum(CONTRAINTES),
  source: z.string(),
  synthetique: z.boolean(),
});
export type CommunePlh = Readonly<z.infer<typeof ligneRow>>;

export type CommunePlhQueries = {
  /** By commune, then by year. */
  list(epci: string): Promise<readonly CommunePlh[]>;
  /** Overwrites the lines of the same communes and years. */
  put(epci: string, lignes: readonly CommunePlh[]): Promise<void>;
};

/** Orders of the table of communes. */
export const TRIS_COMMUNES = ["verdict", "nom", "reste", "taux"] as const;
export type TriCommunes = (typeof TRIS_COMMUNES)[number];

export const LIBELLE_TRI_COMMUNES: Readonly<Record<TriCommunes, string>> = {
  verdict: "Verdict",
  nom: "Nom",
  reste: "Logements restants",
  taux: "Taux de référence",
};
