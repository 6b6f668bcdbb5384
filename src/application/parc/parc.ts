import type { Figure } from "../observatoire/figure.ts";
import type { MailleZone } from "../observatoire/zones.ts";

/** What the page of the stock shows at a time: each theme is a part of the diagnosis. */
export const THEMES_PARC = ["repartition", "caracteristiques", "vacance", "evolution"] as const;
export type ThemeParc = (typeof THEMES_PARC)[number];

export const LIBELLE_THEME_PARC: Readonly<Record<ThemeParc, string>> = {
  repartition: "Répartition",
  caracteristiques: "Caractéristiques",
  vacance: "Vacance et mobilité",
  evolution: "Évolution",
};

export const MAILLES_PARC = ["grand-territoire", "secteur", "commune", "qpv", "bailleur", "residence"] as const;
export type MailleParc = Exclude<MailleZone, "epci"> | "residence";

/** What a theme is first shown by. */
export const MAILLE_THEME: Readonly<Record<ThemeParc, MailleParc>> = {
  repartition: "commune",
  caracteristiques: "grand-territoire",
  vacance: "commune",
  evolution: "grand-territoire",
};

/** The one object behind the page of the stock and its files. */
export type ObservatoireParc = {
  readonly epci: string;
  readonly millesime: string;
  /** Published, ascending. */
  readonly millesimes: readonly string[];
  readonly theme: ThemeParc;
  readonly maille: MailleParc;
  /** Of the table of résidences; null: all. */
  readonly commune: string | null;
  /** Communes that have social housing, by name. */
  readonly communes: readonly { readonly code: string; readonly nom: string }[];
  readonly logements: number;
  readonly source: string;
  /** What the file does not say, in dwellings; those at nought are left out. */
  readonly inconnus: readonly { readonly libelle: string; readonly logements: number }[];
  readonly figures: readonly Figure[];
};
