import { Refus } from "../shared/refus.ts";

/** R: read in the source cited. M: measured or recomputed. S: stated by the signed convention. B: believed, shown « à confirmer ». */
export type Confiance = "R" | "M" | "S" | "B";

export type Valeur<T> = {
  /** First day included. */
  readonly depuis: string;
  /** Last day included; absent while no text has closed the period. */
  readonly jusque?: string;
  readonly valeur: T;
  readonly source: string;
  readonly confiance: Confiance;
};

export type Parametre<T> = { readonly nom: string; readonly valeurs: readonly Valeur<T>[] };

/** Never falls back on another date: a missing value is a refusal, not a guess. */
export function findValeur<T>(parametre: Parametre<T>, date: string): Valeur<T> {
  const found = parametre.valeurs.findLast((v) => v.depuis <= date && (v.jusque === undefined || date <= v.jusque));
  if (!found) {
    throw new Refus(
      "parametre-absent",
      `Aucune valeur de « ${parametre.nom} » n’est connue au ${date}. Ajoutez-la avec sa source avant de calculer.`,
      { parametre: parametre.nom, date },
    );
  }
  return found;
}

export function hasValeur<T>(parametre: Parametre<T>, date: string): boolean {
  return parametre.valeurs.some((v) => v.depuis <= date && (v.jusque === undefined || date <= v.jusque));
}
