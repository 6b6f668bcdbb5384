import { findValeur, parametre } from "#droit/regles/parametre.ts";

/** No text sets this share: it is what bailleurs look at (rulebook, § 6). */
const EFFORT_MAX = parametre.taux("effort-entretien");

/** Euros left to live on, a day and a consumption unit. No national norm. */
const RESTE_A_VIVRE_MIN = parametre.nombre("reste-a-vivre-entretien");

export type MenageBudget = {
  /** Resources in euros a month; null: unknown. */
  readonly mensuel: number | null;
  readonly chargesFixes: number | null;
  readonly adultes: number | null;
  /** Count of children whose age is unknown: each counts for 0.3 to 0.5 unit. */
  readonly enfants: number | null;
};

/**
 * Maximum rents with charges, in euros a month, before the housing aid, which is unknown: `effort` by the share of resources, `reste` by what must
 * be left to live on, with the bounds of unknown ages. null: resources or household unknown; unknown fixed charges are reported apart.
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
