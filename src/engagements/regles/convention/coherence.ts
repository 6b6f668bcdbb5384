import { printedPourcent } from "#droit/regles/arrondi.ts";
import { ceilShare } from "#socle/regles/shared/taux.ts";

/** The bailleurs' written numbers of a year against what the EPCI's rate requires of the reference base. Attributions; `part` is 0 to 1. */
export type CoherenceSomme = {
  readonly ecrits: number;
  readonly attendus: number;
  /** `ecrits` − `attendus`: positive when more than needed. */
  readonly ecart: number;
  readonly part: number;
};

/** `base` > 0. The convention of 2018: 30 + 32 + 17 + 4 + 2 = 85 for « 23 % » of 360, 83 needed. */
export function compareSomme(nombres: readonly number[], taux: number, base: number): CoherenceSomme {
  const ecrits = nombres.reduce((sum, nombre) => sum + nombre, 0);
  const attendus = ceilShare(base, taux);
  return { ecrits, attendus, ecart: ecrits - attendus, part: ecrits / base };
}

/** A written number against the rate beside it. */
export type CoherenceNombre = {
  readonly attendu: number;
  /** max(0, attendu − nombre). */
  readonly manque: number;
  readonly part: number;
};

/**
 * Only checked for a rate at the legal floor: a lower, progressive one is the convention's choice, and its number decides. null: nothing to check.
 * Hamaris: 32 for « 25 % » of 130, 33 needed.
 */
export function compareNombre(
  nombre: number | null,
  taux: number | null,
  base: number,
  plancher: number,
): CoherenceNombre | null {
  if (nombre === null || taux === null || taux < plancher || base === 0) return null;
  const attendu = ceilShare(base, taux);
  return { attendu, manque: Math.max(0, attendu - nombre), part: nombre / base };
}

/**
 * The rate rounded to the nearest percent, when the written one was truncated (12.5 % written « 12 % »); null when the written one is right, is not a
 * whole percent, or differs otherwise.
 */
export function findTroncature(nombre: number, taux: number, base: number): number | null {
  const written = Math.round(taux * 10_000) / 100;
  const nearest = printedPourcent(nombre, base, "demi-superieur");
  if (nearest === null || nearest === written) return null;
  return printedPourcent(nombre, base, "tronque") === written ? nearest / 100 : null;
}
