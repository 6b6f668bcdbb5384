import type { EffetBail, ObjetTouche } from "../../regles/liberation/effet-bail.ts";

/** An objective that a lease on the dwelling touches: of its bailleur, or of the territory. */
export type ObjectifTouche = {
  readonly nom: string;
  /** The convention's target, else the legal floor; null: neither is written as a rate. */
  readonly cible: { readonly taux: number; readonly nature: "cible" | "plancher" } | null;
  readonly effet: EffetBail;
  /** Fewest and most leases that are needed, by what is unknown. Absent of what was frozen before it was told. */
  readonly besoinBornes?: readonly [number, number] | null;
  /** Leases whose side or quartile is not known: none is counted. */
  readonly inconnus: number;
  /** « Il faut 11 des 90 prochaines… »; null: no number is expected. */
  readonly phrase: string | null;
};

export type ObjectifsTouches = {
  readonly objet: ObjetTouche;
  readonly titre: string;
  readonly annee: number;
  /** Its year is not over: a lease signed today counts in it. */
  readonly enCours: boolean;
  /** Last day whose leases are counted. */
  readonly arreteAu: string;
  /** A quarter before that day is not whole: which, in one sentence; null when all are. Absent of what was frozen before it was told. */
  readonly manquants?: string | null;
  readonly lignes: readonly ObjectifTouche[];
};

/** The same as they were on the day when the bailleur oriented the dwelling: what the commission reads of them. */
export type EnjeuFige = ObjectifsTouches & { readonly le: string };
