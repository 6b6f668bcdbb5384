import { daysBetween } from "#socle/regles/shared/calendrier.ts";
import type { EtatAction } from "./etat-action.ts";

/** A milestone not reached is late once its day is past; one without a day is never late. */
export const STATUTS_JALON = ["en-retard", "a-venir", "sans-date", "atteint"] as const;
export type StatutJalon = (typeof STATUTS_JALON)[number];

export const LIBELLE_STATUT_JALON: Readonly<Record<StatutJalon, string>> = {
  "en-retard": "En retard",
  "a-venir": "À venir",
  "sans-date": "Sans date",
  atteint: "Atteint",
};

/** Days are ISO; both null: a milestone without a deadline, not reached. */
export type JoursJalon = { readonly echeance: string | null; readonly atteintLe: string | null };

export function isActionFinie(etat: EtatAction | null): boolean {
  return etat === "realisee" || etat === "abandonnee";
}

/** Whole days since the deadline of a milestone not reached, at least 1; null: not late. On the day itself, it is not late. */
export function retardJalon({ echeance, atteintLe }: JoursJalon, aujourdhui: string): number | null {
  if (atteintLe !== null) return null;
  return daysBetween(echeance, aujourdhui) || null;
}

/** `finie`: the action is over, and its other milestones are not expected any more. */
export function statutJalon(jalon: JoursJalon, aujourdhui: string, finie: boolean): StatutJalon {
  if (jalon.atteintLe !== null) return "atteint";
  if (jalon.echeance === null) return "sans-date";
  return !finie && retardJalon(jalon, aujourdhui) !== null ? "en-retard" : "a-venir";
}

/** Longest delay among the milestones of an action, in days; null: none is late, or the action is over. */
export function retardAction(
  { jalons, etat }: { readonly jalons: readonly JoursJalon[]; readonly etat: EtatAction | null },
  aujourdhui: string,
): number | null {
  if (isActionFinie(etat)) return null;
  const retards = jalons.flatMap((jalon) => retardJalon(jalon, aujourdhui) ?? []);
  return retards.length === 0 ? null : Math.max(...retards);
}

/** Next deadline not reached, today included; null: none is dated, or the action is over. */
export function prochaineEcheance(
  { jalons, etat }: { readonly jalons: readonly JoursJalon[]; readonly etat: EtatAction | null },
  aujourdhui: string,
): string | null {
  if (isActionFinie(etat)) return null;
  const jours = jalons.flatMap(({ echeance, atteintLe }) =>
    atteintLe === null && echeance !== null && echeance >= aujourdhui ? [echeance] : [],
  );
  return jours.toSorted()[0] ?? null;
}

export const TRIS_ACTIONS = ["retard", "numero", "echeance", "etat"] as const;
export type TriActions = (typeof TRIS_ACTIONS)[number];

export const LIBELLE_TRI_ACTIONS: Readonly<Record<TriActions, string>> = {
  retard: "Les retards d’abord",
  numero: "Par numéro",
  echeance: "Par prochaine échéance",
  etat: "Par état",
};

export type ActionTriee = {
  readonly numero: number;
  readonly etat: EtatAction | null;
  readonly retardJours: number | null;
  readonly prochaineEcheance: string | null;
};

/** Rank of the states, from « a-engager » to « abandonnee »; an action without a follow-up comes before. */
const RANG_ETAT: Readonly<Record<EtatAction, number>> = {
  "a-engager": 1,
  engagee: 2,
  "en-cours": 3,
  suspendue: 4,
  realisee: 5,
  abandonnee: 6,
};

/** Longest delay first by default; ties by number. Without a deadline: last. */
export function compareActions(a: ActionTriee, b: ActionTriee, tri: TriActions): number {
  return compareBy(a, b, tri) || a.numero - b.numero;
}

function compareBy(a: ActionTriee, b: ActionTriee, tri: TriActions): number {
  switch (tri) {
    case "retard":
      return (b.retardJours ?? 0) - (a.retardJours ?? 0);
    case "echeance":
      return (a.prochaineEcheance ?? "9999").localeCompare(b.prochaineEcheance ?? "9999");
    case "etat":
      return rankEtat(a.etat) - rankEtat(b.etat);
    default:
      return 0;
  }
}

function rankEtat(etat: EtatAction | null): number {
  return etat === null ? 0 : RANG_ETAT[etat];
}
