import { dixiemesUc, type Menage, piecesNecessaires } from "./menage.ts";
import { prixM2 } from "./prix.ts";

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

/** What is known of a dwelling, or of several that are alike: whole euros a month, whole square metres. */
export type LogementLoyer = {
  readonly pieces: number | null;
  readonly surface: number | null;
  readonly loyer: number | null;
};

export type ReponseAccessible = "oui" | "non" | "inconnue";

/** Has it the rooms? */
export function isAdapte({ pieces }: Pick<LogementLoyer, "pieces">, besoin: Besoin): ReponseAccessible {
  if (pieces === null) return "inconnue";
  return pieces >= besoin.pieces[0] && pieces <= besoin.pieces[1] ? "oui" : "non";
}

/** Rent and charges within the budget, whatever the rooms. A rent of 0, absent or absurd is unknown: it never makes a dwelling free. */
export function isPayable({ surface, loyer }: LogementLoyer, besoin: Besoin, charges: number): ReponseAccessible {
  if (surface === null || loyer === null || typeof prixM2(loyer, surface) !== "number") return "inconnue";
  return loyer * 100 + surface * charges <= besoin.budget ? "oui" : "non";
}

/** Both: a « non » of either is enough, whatever the other one is. */
export function isAccessible(logement: LogementLoyer, besoin: Besoin, charges: number): ReponseAccessible {
  const reponses = [isAdapte(logement, besoin), isPayable(logement, besoin, charges)];
  if (reponses.includes("non")) return "non";
  return reponses.includes("inconnue") ? "inconnue" : "oui";
}
