/** Days as ISO text, without a clock or a time zone. */

const JOURS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A mean month, to convert ages from days. */
export const JOURS_PAR_MOIS = 365.25 / 12;

/** `mois` from 1 to 12. */
function daysInMonth(annee: number, mois: number): number {
  const leap = annee % 4 === 0 && (annee % 100 !== 0 || annee % 400 === 0);
  return mois === 2 && leap ? 29 : (JOURS[mois - 1] ?? 31);
}

export function lastDayOfMonth(annee: number, mois: number): string {
  return write(annee, mois, daysInMonth(annee, mois));
}

/** The last day of a shorter month replaces a missing day (31 August + 6 months = 28 February), as in PostgreSQL. */
export function addMonths(jour: string, mois: number): string {
  const [annee = 0, month = 1, day = 1] = jour.split("-").map(Number);
  const index = annee * 12 + (month - 1) + mois;
  const [year, rank] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1];
  return write(year, rank, Math.min(day, daysInMonth(year, rank)));
}

/** `jours` may be negative: that many days before. */
export function addDays(jour: string, jours: number): string {
  let [annee = 0, mois = 1, day = 1] = jour.split("-").map(Number);
  day += jours;
  while (day < 1) {
    [annee, mois] = mois === 1 ? [annee - 1, 12] : [annee, mois - 1];
    day += daysInMonth(annee, mois);
  }
  while (day > daysInMonth(annee, mois)) {
    day -= daysInMonth(annee, mois);
    [annee, mois] = mois === 12 ? [annee + 1, 1] : [annee, mois + 1];
  }
  return write(annee, mois, day);
}

function write(annee: number, mois: number, jour: number): string {
  return `${String(annee).padStart(4, "0")}-${String(mois).padStart(2, "0")}-${String(jour).padStart(2, "0")}`;
}

/** Age in whole years. */
export function ageAt(naissance: string, jour: string): number {
  const years = Number(jour.slice(0, 4)) - Number(naissance.slice(0, 4));
  return jour.slice(5) < naissance.slice(5) ? years - 1 : years;
}

/** Whole days between two ISO days; null when the first is unknown or later. */
export function daysBetween(depuis: string | null, reference: string): number | null {
  if (depuis === null || depuis > reference) return null;
  return Math.round((Date.parse(`${reference}T00:00:00Z`) - Date.parse(`${depuis}T00:00:00Z`)) / 86_400_000);
}
