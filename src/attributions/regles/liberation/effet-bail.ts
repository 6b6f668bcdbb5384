import type { Quartile, Reponse } from "#droit/regles/attribution/attribution.ts";
import type { Situation } from "#socle/regles/shared/situation.ts";

/** Whose leases count for the objective that a dwelling touches. */
export type ObjetTouche = "hors-qpv" | "qpv";

/** The objective on the side where the dwelling stands; null as long as nobody has located it. */
export function objetTouche(situation: Situation): ObjetTouche | null {
  return situation === "inconnue" ? null : situation;
}

/**
 * Whether the lease of a household would count: hors QPV, first quartile or rehoused (CCH, art. L. 441-1); in QPV, the other quartiles. null: its
 * quartile is not known, and it is not rehoused.
 */
export function compteraitPour(
  objet: ObjetTouche,
  menage: { readonly quartile: Quartile; readonly relogement: Reponse },
): boolean | null {
  if (objet === "hors-qpv" && menage.relogement === "oui") return true;
  if (menage.quartile === "inconnu") return null;
  return objet === "hors-qpv" ? menage.quartile === "q1" : menage.quartile === "q2-4";
}

/** Leases that count among those signed, and what is needed of the next ones. null: the number expected is not known. */
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
  /** One more that does not count leaves fewer leases than are needed. */
  readonly sinonImpossible: boolean;
};

/**
 * What one lease signed today does to an objective, whether it counts or not: this lease is one of those that were expected, so that the need of the
 * others falls by one, or their number alone does. Information, never a score. `auMieux`: what is needed if all that is unknown turns out well;
 * null: this lease can put nothing out of reach, its year being over.
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
