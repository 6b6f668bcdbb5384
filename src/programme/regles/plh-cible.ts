import { MILLION, toMillioniemes } from "#socle/regles/shared/taux.ts";

/** Does the limit on new construction lower the target? */
export type Ecretement = "oui" | "non" | "inconnu";

export type CiblePlh = {
  /** Rate of the reference year plus the points, 0 to 1. */
  readonly taux: number;
  /**
   * Dwellings to add since the reference year, before the limit (`besoin`) and after it. `aRealiser` null: the construction is unknown, so the
   * limit is too, and at most `besoin` is to be added.
   */
  readonly besoin: number;
  readonly aRealiser: number | null;
  readonly ecretement: Ecretement;
};

type Demande = {
  readonly reference: { readonly logementsSociaux: number; readonly residencesPrincipales: number };
  readonly points: number;
  /** Main residences of the last known year, on which the rate is reached. */
  readonly residencesPrincipales: number;
  readonly plafond: number | null;
  /** Dwellings of every kind built in the period; null: unknown. */
  readonly construction: number | null;
};

/**
 * Dwellings that an increment amounts to, in integers: the smallest count whose share of the main residences is at least the target,
 * less those of the reference year. The limit is « environ »: it is rounded down. `reference.residencesPrincipales` > 0.
 */
export function computeCible({ reference, points, residencesPrincipales, plafond, construction }: Demande): CiblePlh {
  const { logementsSociaux, residencesPrincipales: base } = reference;
  const million = BigInt(MILLION);
  const numerateur = BigInt(logementsSociaux) * million + BigInt(toMillioniemes(points)) * BigInt(base);
  const denominateur = BigInt(base) * million;
  const attendu = ceilDivide(numerateur * BigInt(residencesPrincipales), denominateur);
  const besoin = Math.max(0, Number(attendu) - logementsSociaux);
  const taux = Number(numerateur) / Number(denominateur);
  if (plafond === null || besoin === 0) return { taux, besoin, aRealiser: besoin, ecretement: "non" };
  if (construction === null) return { taux, besoin, aRealiser: null, ecretement: "inconnu" };
  const limite = Math.floor((construction * toMillioniemes(plafond)) / MILLION);
  return limite < besoin
    ? { taux, besoin, aRealiser: limite, ecretement: "oui" }
    : { taux, besoin, aRealiser: besoin, ecretement: "non" };
}

/** Ceiling of a / b, for positive integers. */
function ceilDivide(a: bigint, b: bigint): bigint {
  return (a + b - 1n) / b;
}
