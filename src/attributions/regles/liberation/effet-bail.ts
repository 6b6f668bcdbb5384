import type { Quartile, Reponse } from "#droit/regles/attribution/attribution.ts";
import type { Situation } from "#socle/regles/shared/situation.ts";

/** Objective of the side of a dwelling. */
export type ObjetTouche = "hors-qpv" | "qpv";

/** Objective of the dwelling's side; null: not located. */
export function objetTouche(situation: Situation): ObjetTouche | null {
  return situation === "inconnue" ? null : situation;
}

/**
 * Would the lease of a household count? Hors QPV: first quartile or rehoused (CCH, art. L. 441-1); in QPV: the other quartiles. null: its
 * quartile is unknown, and it is not rehoused.
 */
export function compteraitPour(
  objet: ObjetTouche,
  menage: { readonly quartile: Quartile; readonly relogement: Reponse },
): boolean | null {
  if (objet === "hors-qpv" && menage.relogement === "oui") return true;
  if (menage.quartile === "inconnu") return null;
  return objet === "hors-qpv" ? menage.quartile === "q1" : menage.quartile === "q2-4";
}

/** Signed leases that count, and those needed among the next ones. null: the number to come is unknown. */
export type Compteur = {
  readonly realise: number;
  readonly assiette: number;
  readonly besoin: number | null;
  readonly attendus: number | null;
};

export type EffetBail = {
  readonly avant: Compteur;
  readonly siCompte: Compteur;
  readonly sinon: Compteur;
  /** true: a lease that does not count would leave fewer leases than are needed. */
  readonly sinonImpossible: boolean;
};

/**
 * Effect of one lease signed today on an objective, whether it counts or not: this lease is one of those to come, so that the need of the
 * others decreases by one, or their number alone does. Information, never a score. `auMieux`: need with the most favourable unknown values;
 * null: the year is over, and this lease puts nothing out of reach.
 */
export function computeEffetBail(avant: Compteur, auMieux: number | null = avant.besoin): EffetBail {
  const attendus = avant.attendus === null ? null : Math.max(0, avant.attendus - 1);
  const assiette = avant.assiette + 1;
  const besoin = avant.besoin;
  return {
    avant,
    siCompte: {
      realise: avant.realise + 1,
      assiette,
      besoin: besoin === null ? null : Math.max(0, besoin - 1),
      attendus,
    },
    sinon: { realise: avant.realise, assiette, besoin, attendus },
    sinonImpossible: auMieux !== null && attendus !== null && auMieux > attendus,
  };
}
