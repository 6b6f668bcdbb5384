import { prixM2 } from "#donnees/regles/loyer/prix.ts";
import { dixiemesUc, type Menage, piecesNecessaires } from "./menage.ts";

/** Hypotheses that a reader may change on the page. */
export type HypothesesEffort = {
  /** In whole euros a year per consumption unit. */
  readonly ressources: number;
  /** In centimes a square metre a month. */
  readonly charges: number;
  /** Between 0 and 1. */
  readonly taux: number;
  /** Rooms beyond the norm. */
  readonly piecesEnPlus: number;
};

/** Budget of a household, and rooms it needs. */
export type Besoin = {
  /** In whole centimes a month, rent and charges together. */
  readonly budget: number;
  /** In whole centimes a month. */
  readonly ressources: number;
  /** Both included. */
  readonly pieces: readonly [min: number, max: number];
};

export function besoinOf(menage: Menage, { ressources, taux, piecesEnPlus }: HypothesesEffort): Besoin {
  const min = piecesNecessaires(menage);
  // Annual euros × tenths of UC × 100 centimes ÷ (12 months × 10): integers until the only division.
  const annuels = ressources * dixiemesUc(menage) * 100;
  return {
    // Rounded to the millionth of a centime before the truncation: 0.3 × 60 000 must not be 17 999.
    budget: Math.floor(Math.round(annuels * taux * 1e6) / 120e6),
    ressources: Math.floor(annuels / 120),
    pieces: [min, min + piecesEnPlus],
  };
}

export type ReponseAdapte = "oui" | "non" | "inconnue";

export function isAdapte(pieces: number | null, besoin: Besoin): ReponseAdapte {
  if (pieces === null) return "inconnue";
  return pieces >= besoin.pieces[0] && pieces <= besoin.pieces[1] ? "oui" : "non";
}

/** In whole centimes a month, rent and charges. null when either is unknown: a rent of 0, absent or absurd never makes a dwelling free. */
export function coutMensuel(loyer: number | null, surface: number | null, charges: number): number | null {
  if (loyer === null || surface === null || typeof prixM2(loyer, surface) !== "number") return null;
  return loyer * 100 + surface * charges;
}
