import { addDays } from "../shared/calendrier.ts";

/** Days after a meeting during which the persons convened still read its cases (the time to carry out what it decided). */
const JOURS_APRES = 60;

/** Meeting days, both included, whose cases are open to the persons convened. */
export function periodeConvoques(aujourdhui: string, jour: string): { readonly du: string; readonly au: string } {
  return { du: aujourdhui, au: addDays(jour, JOURS_APRES) };
}

/** RFC 5321: 64 and 255 characters, 254 in all. Only what a header can carry unchanged: no quoted part, no comment. */
const COURRIEL =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/;

export function isCourriel(texte: string): boolean {
  return texte.length <= 254 && COURRIEL.test(texte) && !texte.startsWith(".") && !/\.\.|\.@/.test(texte);
}

/** Only https: a person who follows the link of a convocation sends nothing in clear. */
export function isVisio(texte: string): boolean {
  return texte.length <= 500 && /^https:\/\/[A-Za-z0-9.-]+(?::\d{1,5})?(?:[/?#][\x21-\x7e]*)?$/.test(texte);
}

/** Local day and time of the end of a meeting at `heure` (« 14:00 ») that lasts `duree` minutes. */
export function finReunion(
  jour: string,
  heure: string,
  dureeMinutes: number,
): { readonly jour: string; readonly heure: string } {
  const [heures = 0, minutes = 0] = heure.split(":").map(Number);
  const total = heures * 60 + minutes + dureeMinutes;
  const reste = total % (24 * 60);
  const deux = (nombre: number) => String(nombre).padStart(2, "0");
  return {
    jour: addDays(jour, Math.floor(total / (24 * 60))),
    heure: `${deux(Math.floor(reste / 60))}:${deux(reste % 60)}`,
  };
}

/** « 14 h », « 9 h 30 ». */
export function formatHeure(heure: string): string {
  const [heures = 0, minutes = 0] = heure.split(":").map(Number);
  return minutes === 0 ? `${heures}\u00A0h` : `${heures}\u00A0h\u00A0${String(minutes).padStart(2, "0")}`;
}

/** « de 14 h à 16 h ». */
export function formatHoraire({
  jour,
  heure,
  dureeMinutes,
}: {
  readonly jour: string;
  readonly heure: string;
  readonly dureeMinutes: number;
}): string {
  return `de ${formatHeure(heure)} à ${formatHeure(finReunion(jour, heure, dureeMinutes).heure)}`;
}

/** True from the first day of a member to the last, both included; a null day bounds nothing. */
export function isMembreLe(
  { depuis, jusqua }: { readonly depuis: string | null; readonly jusqua: string | null },
  jour: string,
): boolean {
  return (depuis === null || depuis <= jour) && (jusqua === null || jusqua >= jour);
}
