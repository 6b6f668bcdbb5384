import { addMonths } from "#socle/regles/shared/calendrier.ts";
import { formatJour } from "#socle/regles/shared/format.ts";

/** Six months, as for the revision of the convention: the time of a meeting, of an agreement and of its signature (a choice of Blaise). */
const MOIS_AVANT = 6;

/** « prend fin le 31 décembre 2018 », « a pris fin le … »; null when the day is more than six months ahead. */
export function echeanceOf(fin: string, aujourdhui: string): string | null {
  if (fin > addMonths(aujourdhui, MOIS_AVANT)) return null;
  return `${fin < aujourdhui ? "a pris fin" : "prend fin"} le ${formatJour(fin)}`;
}
