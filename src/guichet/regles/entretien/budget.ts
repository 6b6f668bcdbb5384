import { findValeur, parametre } from "#droit/regles/parametre.ts";

/** No text sets it: what bailleurs look at (rulebook, § 6). */
const EFFORT_MAX = parametre.taux("effort-entretien");

/** What is left to live on, a day and a consumption unit. No national norm. */
const RESTE_A_VIVRE_MIN = parametre.nombre("reste-a-vivre-entretien");

export type MenageBudget = {
  /** Euros a month; null: not known. */
  readonly mensuel: number | null;
  readonly chargesFixes: number | null;
  readonly adultes: number | null;
  /** Of unknown age: between 0.3 and 0.5 of a unit each. */
  readonly enfants: number | null;
};

/**
 * Rents with their charges, before housing aid, which is not known here: `effort` by the share of resources, `reste` by what must be left to
 * live on, with the bounds that unknown ages leave. null: resources or household not known; unknown fixed charges are told apart.
 */
export type BudgetLogement = {
  readonly effort: { readonly part: number; readonly loyer: number | null };
  readonly reste: { readonly parJour: number; readonly bornes: readonly [number, number] | null };
  readonly chargesConnues: boolean;
};

const JOURS_PAR_MOIS = 30;

export function budgetLogement(
  { mensuel, chargesFixes, adultes, enfants }: MenageBudget,
  jour: string,
): BudgetLogement {
  const part = findValeur(EFFORT_MAX, jour).valeur;
  const parJour = findValeur(RESTE_A_VIVRE_MIN, jour).valeur;
  const loyer = mensuel === null ? null : Math.floor(mensuel * part);
  const chargesConnues = chargesFixes !== null;
  const base = { effort: { part, loyer }, chargesConnues };
  if (mensuel === null || adultes === null || adultes < 1 || enfants === null) {
    return { ...base, reste: { parJour, bornes: null } };
  }
  const unites = (poids: number) => 1 + 0.5 * (adultes - 1) + poids * enfants;
  const rest = (poids: number) =>
    Math.max(0, Math.floor(mensuel - (chargesFixes ?? 0) - unites(poids) * parJour * JOURS_PAR_MOIS));
  return { ...base, reste: { parJour, bornes: [rest(0.5), rest(0.3)] } };
}
