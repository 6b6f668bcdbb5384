import { findValeur, parametre } from "#droit/regles/parametre.ts";
import { addDays } from "#socle/regles/shared/calendrier.ts";

/** No text sets this delay: the partners of the CIL still have to confirm it. */
export const DELAI_ACCUSE = parametre.nombre("delai-accuse-fiche");

/** Last day to acknowledge in time a form sent on `jour`, ISO. */
export function dernierJourAccuse(jour: string): string {
  return addJoursOuvres(jour, findValeur(DELAI_ACCUSE, jour).valeur);
}

/** Monday to Friday, without the legal holidays of metropolitan France (Code du travail, art. L. 3133-1). */
export function addJoursOuvres(jour: string, nombre: number): string {
  let courant = jour;
  for (let restants = nombre; restants > 0; ) {
    courant = addDays(courant, 1);
    if (isJourOuvre(courant)) restants -= 1;
  }
  return courant;
}

export function isJourOuvre(jour: string): boolean {
  const rang = rangSemaine(jour);
  return rang < 5 && !joursFeries(Number(jour.slice(0, 4))).has(jour);
}

/** Rank in the week, 0 for Monday; 1 January 2018 was a Monday. */
function rangSemaine(jour: string): number {
  const jours = Math.round((Date.parse(`${jour}T00:00:00Z`) - Date.parse("2018-01-01T00:00:00Z")) / 86_400_000);
  return ((jours % 7) + 7) % 7;
}

const FIXES = ["01-01", "05-01", "05-08", "07-14", "08-15", "11-01", "11-11", "12-25"];

function joursFeries(annee: number): ReadonlySet<string> {
  const paques = paquesOf(annee);
  const mobiles = [1, 39, 50].map((jours) => addDays(paques, jours));
  return new Set([...FIXES.map((jour) => `${annee}-${jour}`), ...mobiles]);
}

/** Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher). */
function paquesOf(annee: number): string {
  const a = annee % 19;
  const b = Math.floor(annee / 100);
  const c = annee % 100;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const total = h + l - 7 * m + 114;
  const mois = String(Math.floor(total / 31)).padStart(2, "0");
  return `${annee}-${mois}-${String((total % 31) + 1).padStart(2, "0")}`;
}
