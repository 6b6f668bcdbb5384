/** Days counted from 1970-01-01, without any time zone: the same bytes wherever the generator runs. */
export type Jour = number;

const MILLISECONDS = 86_400_000;

export function dayOf(annee: number, mois: number, jour: number): Jour {
  return Date.UTC(annee, mois - 1, jour) / MILLISECONDS;
}

export function daysInMonth(annee: number, mois: number): number {
  return dayOf(mois === 12 ? annee + 1 : annee, mois === 12 ? 1 : mois + 1, 1) - dayOf(annee, mois, 1);
}

/** 0 Sunday … 6 Saturday. */
export function weekday(jour: Jour): number {
  return (((jour + 4) % 7) + 7) % 7;
}

/** Holidays that have the same date every year: enough for no lease to be signed on a first of January. */
const FERIES = ["1-1", "5-1", "5-8", "7-14", "8-15", "11-1", "11-11", "12-25"];

export function isFixedHoliday(jour: Jour): boolean {
  const { mois, jour: day } = partsOf(jour);
  return FERIES.includes(`${mois}-${day}`);
}

export function partsOf(jour: Jour): { readonly annee: number; readonly mois: number; readonly jour: number } {
  const date = new Date(jour * MILLISECONDS);
  return { annee: date.getUTCFullYear(), mois: date.getUTCMonth() + 1, jour: date.getUTCDate() };
}

/** « 05/10/2018 ». */
export function formatDay(jour: Jour): string {
  const { annee, mois, jour: day } = partsOf(jour);
  return `${pad(day)}/${pad(mois)}/${annee}`;
}

/** « 10/2018 ». */
export function formatMonth(annee: number, mois: number): string {
  return `${pad(mois)}/${annee}`;
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}
