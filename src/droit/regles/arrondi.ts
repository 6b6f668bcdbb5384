import { ceilShare } from "#socle/regles/shared/taux.ts";

/**
 * How a needed number of leases is rounded. `strict` is the law's « au moins »: up. `document` reproduces what the signed
 * document prints, which is not one rule: its EPCI tests and totals round up, its bailleurs' deltas and Hamaris' 32.5 round down.
 */
export type Arrondi = "strict" | "document-total" | "document-bailleur";

export function neededShare(total: number, taux: number, arrondi: Arrondi = "strict"): number {
  return arrondi === "document-bailleur" ? Math.floor(Number((total * taux).toFixed(9))) : ceilShare(total, taux);
}

/** Printed percentages: half up, but truncated in the objectives' tables and in the prose (12.5 → 12, 28.57 → 28). */
export function printedPourcent(
  part: number,
  total: number,
  mode: "demi-superieur" | "tronque",
  decimales = 0,
): number | null {
  if (total === 0) return null;
  const factor = 10 ** decimales;
  const value = (part * 100 * factor) / total;
  return (mode === "tronque" ? Math.floor(value + 1e-9) : Math.floor(value + 0.5 + 1e-9)) / factor;
}
