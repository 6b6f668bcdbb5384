import { daysBetween, lastDayOfMonth } from "#socle/regles/shared/calendrier.ts";
import { formatJour, MOIS } from "#socle/regles/shared/format.ts";
import { toTrimestre } from "#socle/regles/shared/periode.ts";

/** Whole months of an objective: first day of the first, last day of the last. A year, a quarter, or any other span. */
export type DureeObjectif = { readonly du: string; readonly au: string };

/** Most years of one objective: a convention is revised every three years, and evaluated after six. */
const ANS_MAX = 6;

export function dureeOfAnnee(annee: number): DureeObjectif {
  return { du: `${annee}-01-01`, au: `${annee}-12-31` };
}

/** 1 to 4. */
export function dureeOfTrimestre(annee: number, trimestre: 1 | 2 | 3 | 4): DureeObjectif {
  return { du: firstDay(annee, trimestre * 3 - 2), au: lastDayOfMonth(annee, trimestre * 3) };
}

function firstDay(annee: number, mois: number): string {
  return `${annee}-${String(mois).padStart(2, "0")}-01`;
}

/** Error in French, or null: whole months, in order, six years at most. */
export function findDureeInvalide({ du, au }: DureeObjectif): string | null {
  if (!du.endsWith("-01")) return "la période commence le premier jour d’un mois.";
  if (au !== lastDayOfMonth(yearOf(au), monthOf(au))) return "la période finit le dernier jour d’un mois.";
  if (au < du) return "la période finit avant de commencer.";
  return yearOf(au) - yearOf(du) >= ANS_MAX ? `la période s’étend sur plus de ${ANS_MAX} années.` : null;
}

export function yearOf(jour: string): number {
  return Number(jour.slice(0, 4));
}

/** 1 to 12. */
export function monthOf(jour: string): number {
  return Number(jour.slice(5, 7));
}

/** « 2018 », « 3e trimestre 2018 », « janvier à juin 2018 », « juillet 2018 à décembre 2020 ». */
export function labelDuree({ du, au }: DureeObjectif): string {
  const annee = yearOf(du);
  // Cut by an act on a bailleur: the label gives days.
  if (findDureeInvalide({ du, au }) !== null) return `du ${formatJour(du)} au ${formatJour(au)}`;
  if (yearOf(au) !== annee) return `${MOIS[monthOf(du) - 1]} ${annee} à ${MOIS[monthOf(au) - 1]} ${yearOf(au)}`;
  const [premier, dernier] = [monthOf(du), monthOf(au)];
  if (premier === 1 && dernier === 12) return String(annee);
  const trimestre = dernier - premier === 2 ? toTrimestre(dernier / 3) : undefined;
  if (trimestre !== undefined) return `${trimestre}${trimestre === 1 ? "er" : "e"} trimestre ${annee}`;
  const mois = MOIS[premier - 1];
  return premier === dernier ? `${mois} ${annee}` : `${mois} à ${MOIS[dernier - 1]} ${annee}`;
}

export function meets(a: DureeObjectif, b: DureeObjectif): boolean {
  return a.du <= b.au && b.du <= a.au;
}

/** Days common to both, ends included; null: none. */
export function intersect(a: DureeObjectif, b: DureeObjectif): DureeObjectif | null {
  if (!meets(a, b)) return null;
  const [du = a.du] = [a.du, b.du].sort().reverse();
  const [au = a.au] = [a.au, b.au].sort();
  return { du, au };
}

/** Months of a period, both included, numbered from January of its first year. */
export function fenetreOf({ du, au }: DureeObjectif): { readonly premierMois: number; readonly dernierMois: number } {
  return { premierMois: monthOf(du), dernierMois: (yearOf(au) - yearOf(du)) * 12 + monthOf(au) };
}

/** Both ends included. */
export function daysOf({ du, au }: DureeObjectif): number {
  return (daysBetween(du, au) ?? 0) + 1;
}
