import { Refus } from "#socle/regles/shared/refus.ts";

/** Criterion between households with the same effects on the objectives: months of waiting, or points of the cotation. */
export const CRITERES_PLAN = ["attente", "points"] as const;
export type CriterePlan = (typeof CRITERES_PLAN)[number];

export const LIBELLE_CRITERE_PLAN: Readonly<Record<CriterePlan, string>> = {
  attente: "Ancienneté de la demande",
  points: "Cotation",
};

/**
 * Parameters of the proposal, shown beside it. Value of a proposal: for each dwelling proposed,
 * `poidsAttribution` + months or points; less `penaliteManque` for each attribution that an objective still lacks.
 */
export type ParametresPlan = {
  readonly critere: CriterePlan;
  readonly poidsAttribution: number;
  readonly penaliteManque: number;
  /** A dwelling is proposed only to that many first households of its own order; null: no bound. */
  readonly rangMax: number | null;
};

/**
 * 1 000 and 400: letting a dwelling is worth more than any waiting, and an objective more than thirty years of it, so that no dwelling is
 * kept empty for an objective. Chosen by Blaise, not by the law: a local choice, written with each proposal.
 */
export const PARAMETRES_PLAN: ParametresPlan = {
  critere: "points",
  poidsAttribution: 1000,
  penaliteManque: 400,
  rangMax: null,
};

/** Throws `plan-parametre`. */
export function verifyParametres({ poidsAttribution, penaliteManque, rangMax }: ParametresPlan): void {
  const poids = [poidsAttribution, penaliteManque];
  if (!poids.every((value) => Number.isFinite(value) && value >= 0 && value <= 100_000)) {
    throw new Refus("plan-parametre", "Poids et pénalité : écrivez des nombres entre 0 et 100 000.");
  }
  // A dwelling touches two objectives (its zone, its contingent), and an attribution that does not count takes less than one from each. Below
  // twice, leaving it empty could be worth it: a share would rise by refusing people.
  if (poidsAttribution < 2 * penaliteManque) {
    throw new Refus(
      "plan-parametre",
      "Le poids d’un logement attribué doit être au moins le double de la pénalité : sinon un logement pourrait rester vide pour améliorer un taux.",
    );
  }
  if (rangMax !== null && !(Number.isInteger(rangMax) && rangMax >= 1)) {
    throw new Refus("plan-parametre", "Rang le plus lointain : écrivez un nombre entier, à partir de 1, ou rien.");
  }
}
