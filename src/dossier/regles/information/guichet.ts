import type { Horaires } from "./horaires.ts";

/** PPGD: level 1 informs; level 2 registers the demande too. */
export const NIVEAUX_GUICHET = ["information", "enregistrement"] as const;
export type NiveauGuichet = (typeof NIVEAUX_GUICHET)[number];

export const LIBELLE_NIVEAU_GUICHET: Readonly<Record<NiveauGuichet, string>> = {
  information: "On vous renseigne",
  enregistrement: "On vous renseigne et on enregistre votre demande",
};

export const ACCESSIBILITES_GUICHET = ["oui", "non", "inconnu"] as const;
export type AccessibiliteGuichet = (typeof ACCESSIBILITES_GUICHET)[number];

export const LIBELLE_ACCESSIBILITE_GUICHET: Readonly<Record<AccessibiliteGuichet, string>> = {
  oui: "Accessible en fauteuil roulant",
  non: "Pas accessible en fauteuil roulant",
  inconnu: "Accès en fauteuil roulant : appelez avant de venir",
};

/** Public fields of a desk. */
export type FicheGuichet = {
  readonly nom: string;
  readonly niveau: NiveauGuichet;
  readonly adresse: string;
  /** INSEE code. */
  readonly commune: string;
  /** WGS84 [longitude, latitude]; null: not placed on the map. */
  readonly point: readonly [number, number] | null;
  readonly telephone: string | null;
  readonly courriel: string | null;
  readonly horaires: Horaires;
  readonly accessible: AccessibiliteGuichet;
  readonly precisions: string | null;
  /** true: the desk of households whose communes have none. */
  readonly repli: boolean;
};
