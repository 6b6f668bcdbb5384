import { prixM2 } from "#donnees/regles/loyer/prix.ts";
import { dixiemesUc, type Menage, piecesNecessaires } from "./menage.ts";

/** What a reader may change on the page. */
export type HypothesesEffort = {
  /** Whole euros a year and a consumption unit. */
  readonly ressources: number;
  /** Centimes a square metre a month. */
  readonly charges: number;
  /** Between 0 and 1. */
  readonly taux: number;
  /** Rooms beyond the norm. */
  readonly piecesEnPlus: number;
};

/** What a household may pay, and the rooms that it needs. */
export type Besoin = {
  /** Whole centimes a month: rent and charges together. */
  readonly budget: number;
  /** Whole centimes a month. */
  readonly ressources: number;
  /** Both included. */
  readonly pieces: readonly [min: number, max: number];
};

export function besoinOf(menage: Menage, { ressources, taux, piecesEnPlus }: HypothesesEffort): Besoin {
  const min = piecesNecessaires(menage);
  // Annual euros × tenths of UC × 100 centimes ÷ (12 months × 10): whole numbers until the one division.
  const annuels = ressources * dixiemesUc(menage) * 100;
  return {
    // Rounded to the millionth of a centime before it is truncated: 0.3 × 60 000 must not be 17 999.
    budget: Math.floor(Math.round(annuels * taux * 1e6) / 120e6),
    ressources: Math.floor(annuels / 120),
    pieces: [min, min + piecesEnPlus],
  };
}

export type ReponseAdapte = "oui" | "non" | "inconnue";

/** Has it the rooms? */
export function isAdapte(pieces: number | null, besoin: Besoin): ReponseAdapte {
  if (pieces === null) return "inconnue";
  return pieces >= besoin.pieces[0] && pieces <= besoin.pieces[1] ? "oui" : "non";
}

/** Whole centimes a month, rent and charges. null when either is unknown: a rent of 0, absent or absurd never makes a dwelling free. */
export function coutMensuel(loyer: number | null, surface: number | null, charges: number): number | null {
  if (loyer === null || surface === null || typeof prixM2(loyer, surface) !== "number") return null;
  return loyer * 100 + surface * charges;
}
