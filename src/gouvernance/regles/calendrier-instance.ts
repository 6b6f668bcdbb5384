import type { EtatReunion } from "#socle/regles/gouvernance/reunion.ts";
import { addMonths, daysBetween } from "#socle/regles/shared/calendrier.ts";

export const ETATS_RYTHME = ["sans-rythme", "jamais-reunie", "a-jour", "en-retard"] as const;
export type EtatRythme = (typeof ETATS_RYTHME)[number];

/** An instance compared with its own frequency. Days are ISO. */
export type RythmeInstance = {
  readonly etat: EtatRythme;
  /** Last day on which it met; null: never, as far as is known. */
  readonly derniere: string | null;
  /** Next day set and not cancelled, today included; null: none. */
  readonly prochaine: string | null;
  /** Day by which it should meet; null: none is set. */
  readonly attendue: string | null;
  /** Days between that day and the next meeting, or today when none is set; 0: not late. */
  readonly retardJours: number;
};

type Rencontre = { readonly jour: string; readonly etat: EtatReunion };

/**
 * Only an opened meeting was held: a planned one that nobody opened proves nothing. The first one is expected one
 * frequency after the creation of the instance; when its day is unknown, nothing is expected, and the sentence says that it never met.
 */
export function readRythme(
  instance: { readonly frequenceMois: number | null; readonly creeeLe: string | null; readonly closeLe: string | null },
  reunions: readonly Rencontre[],
  aujourdhui: string,
): RythmeInstance {
  const tenues = reunions.filter(({ etat, jour }) => (etat === "ouverte" || etat === "close") && jour <= aujourdhui);
  const prevues = reunions.filter(
    ({ etat, jour }) => (etat === "preparation" || etat === "convoquee") && jour >= aujourdhui,
  );
  const derniere = latest(tenues);
  const prochaine = earliest(prevues);
  const dates = { derniere, prochaine };
  const { frequenceMois, creeeLe, closeLe } = instance;
  if (frequenceMois === null || closeLe !== null)
    return { ...dates, etat: "sans-rythme", attendue: null, retardJours: 0 };
  const depart = derniere ?? creeeLe;
  if (depart === null) return { ...dates, etat: "jamais-reunie", attendue: null, retardJours: 0 };
  const attendue = addMonths(depart, frequenceMois);
  const retardJours = daysBetween(attendue, prochaine ?? aujourdhui) ?? 0;
  return { ...dates, attendue, retardJours, etat: retardJours > 0 ? "en-retard" : "a-jour" };
}

function latest(rencontres: readonly Rencontre[]): string | null {
  return rencontres.reduce<string | null>((found, { jour }) => (found === null || jour > found ? jour : found), null);
}

function earliest(rencontres: readonly Rencontre[]): string | null {
  return rencontres.reduce<string | null>((found, { jour }) => (found === null || jour < found ? jour : found), null);
}
