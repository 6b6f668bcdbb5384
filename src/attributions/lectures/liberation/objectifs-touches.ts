import type { EffetBail, ObjetTouche } from "../../regles/liberation/effet-bail.ts";

/** An objective that a lease on the dwelling changes: of its bailleur, or of the territory. */
export type ObjectifTouche = {
  readonly nom: string;
  /** The convention's target, else the legal floor; null: neither is a rate. */
  readonly cible: { readonly taux: number; readonly nature: "cible" | "plancher" } | null;
  readonly effet: EffetBail;
  /** Bounds of the leases needed, from the unknown ones. Absent from older frozen objectives. */
  readonly besoinBornes?: readonly [number, number] | null;
  /** Leases without a known side or quartile: none is counted. */
  readonly inconnus: number;
  /** « Il faut 11 des 90 prochaines… »; null: the number to come is unknown. */
  readonly phrase: string | null;
};

export type ObjectifsTouches = {
  readonly objet: ObjetTouche;
  readonly titre: string;
  readonly annee: number;
  /** true: its year is not over, and a lease signed today counts in it. */
  readonly enCours: boolean;
  /** Last ISO day whose leases are counted. */
  readonly arreteAu: string;
  /** Sentence on the quarters before that day that are not whole; null: all are. Absent from older frozen objectives. */
  readonly manquants?: string | null;
  readonly lignes: readonly ObjectifTouche[];
};

/** The objectives on the day of the orientation by the bailleur, as the commission reads them. */
export type EnjeuFige = ObjectifsTouches & { readonly le: string };
